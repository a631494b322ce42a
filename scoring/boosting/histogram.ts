/** Rows as bin numbers, one array for each input; the last bin of each input is that of missing values. */
export interface BinnedRows {
  readonly rows: number;
  readonly bins: readonly Uint8Array[];
  /** Bins of an input that hold values; the missing bin is the next. */
  readonly valueBins: readonly number[];
}

/** Bins of every input in one array; no input has more values than this, and its missing bin fits too. */
export const HISTOGRAM_STRIDE = 65;

/** Sums by input and bin over the rows of a node. */
export interface Histogram {
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
  readonly count: Float64Array;
}

/** Adds up the rows of a node. */
export function histogramOf(
  binned: BinnedRows,
  rows: Int32Array,
  gradient: Float64Array,
  hessian: Float64Array,
): Histogram {
  const size = binned.bins.length * HISTOGRAM_STRIDE;
  const sums = { gradient: new Float64Array(size), hessian: new Float64Array(size), count: new Float64Array(size) };
  const [g, h, n] = [sums.gradient, sums.hessian, sums.count];
  const own = new Float64Array(rows.length);
  const ownSpread = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    own[at] = gradient[rows[at] ?? 0] ?? 0;
    ownSpread[at] = hessian[rows[at] ?? 0] ?? 0;
  }
  binned.bins.forEach((column, input) => {
    const offset = input * HISTOGRAM_STRIDE;
    // The hot loop of training: indices are within bounds by construction.
    for (let at = 0; at < rows.length; at += 1) {
      const bin = offset + (column[rows[at] as number] as number);
      (g[bin] as number) += own[at] as number;
      (h[bin] as number) += ownSpread[at] as number;
      (n[bin] as number) += 1;
    }
  });
  return sums;
}

/** What the other child has: the parent's sums without one child's. */
export function withoutChild(parent: Histogram, child: Histogram): Histogram {
  const minus = (a: Float64Array, b: Float64Array) => {
    const rest = new Float64Array(a.length);
    for (let at = 0; at < a.length; at += 1) rest[at] = (a[at] ?? 0) - (b[at] ?? 0);
    return rest;
  };
  return {
    gradient: minus(parent.gradient, child.gradient),
    hessian: minus(parent.hessian, child.hessian),
    count: minus(parent.count, child.count),
  };
}
