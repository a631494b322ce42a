/** Goods and bads of one bin. */
export interface BinCount {
  readonly good: number;
  readonly bad: number;
}

/** How the bad rate goes as the feature rises; null: no expectation. */
export type RiskDirection = 'RISING' | 'FALLING' | null;

/**
 * Bounds between bins of about equally many rows: bin `i` holds the values below `bounds[i]`, the last the rest. Each
 * bound lies between two values that occur, as the shortest decimal that separates them. Many equal values share a bin,
 * so there may be fewer bins than asked for.
 *
 * @param values without missing ones; any order
 * @param bins 1 or more
 * @see risk.md section 3, `bins`
 */
export function quantileBounds(values: Float64Array, bins: number): readonly number[] {
  const sorted = values.slice().sort();
  const bounds: number[] = [];
  for (let part = 1; part < bins && sorted.length > 0; part += 1) {
    const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil((part * sorted.length) / bins) - 1));
    const upTo = sorted[at] ?? 0;
    const above = firstAbove(sorted, upTo);
    if (above === undefined) break;
    const bound = shortestBetween(upTo, above);
    if (bounds.at(-1) !== bound) bounds.push(bound);
  }
  return bounds;
}

function firstAbove(sorted: Float64Array, value: number): number | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}

const DIGITS_MAX = 17;

/** The decimal of fewest digits in (low, high], nearest to the middle. */
export function shortestBetween(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  for (let digits = 1; digits <= DIGITS_MAX; digits += 1) {
    const candidate = Number(middle.toPrecision(digits));
    if (candidate > low && candidate <= high) return candidate;
  }
  return high;
}

/** The bin of a value: the number of bounds that are not above it. */
export function binOf(bounds: readonly number[], value: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value < (bounds[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Merges neighbouring bins until the bad rate only rises, or only falls (pool adjacent violators). Bins of equal rate
 * are merged too: they would have the same points.
 *
 * @returns for each merged bin the index of the last bin that went into it
 * @see risk.md section 3, "Optional monotone merging"
 */
export function monotoneMerge(counts: readonly BinCount[], direction: 'RISING' | 'FALLING'): readonly number[] {
  const pools: { good: number; bad: number; last: number }[] = [];
  counts.forEach(({ good, bad }, last) => {
    pools.push({ good, bad, last });
    for (let [left, right] = pools.slice(-2); pools.length > 1 && left && right; [left, right] = pools.slice(-2)) {
      const step = right.bad * (left.good + left.bad) - left.bad * (right.good + right.bad);
      if (direction === 'RISING' ? step > 0 : step < 0) break;
      pools.splice(-2, 2, { good: left.good + right.good, bad: left.bad + right.bad, last: right.last });
    }
  });
  return pools.map(({ last }) => last);
}
