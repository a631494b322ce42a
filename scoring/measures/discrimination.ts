export interface RocPoint {
  /** Score of the point: all scores up to it are refused. */
  readonly score: number;
  /** Share of the goods with at most that score. */
  readonly goodShare: number;
  /** Share of the bads with at most that score. */
  readonly badShare: number;
}

/**
 * How well a score tells goods from bads; a higher score is a better customer.
 *
 * @param isBad 1 for bad
 * @returns AUC = P(score of a good > that of a bad) + half the ties; KS = the largest distance of the two cumulated
 *   shares over distinct scores
 * @throws RangeError without goods or without bads
 * @see risk.md section 4
 */
export function discrimination(
  score: ArrayLike<number>,
  isBad: Uint8Array,
): { readonly auc: number; readonly ks: number } {
  let area = 0;
  let ks = 0;
  let before: RocPoint = { score: Number.NEGATIVE_INFINITY, goodShare: 0, badShare: 0 };
  for (const point of rocPoints(score, isBad)) {
    // The curve of bads over goods: a trapezoid gives each tie its half.
    area += ((point.goodShare - before.goodShare) * (point.badShare + before.badShare)) / 2;
    ks = Math.max(ks, Math.abs(point.badShare - point.goodShare));
    before = point;
  }
  return { auc: area, ks };
}

/** Gini coefficient of an AUC. */
export function giniOf(auc: number): number {
  return 2 * auc - 1;
}

/**
 * The cumulated shares of goods and bads at each distinct score, lowest first.
 *
 * @throws RangeError without goods or without bads
 */
export function rocPoints(score: ArrayLike<number>, isBad: Uint8Array): readonly RocPoint[] {
  const bads = isBad.reduce((sum, bad) => sum + bad, 0);
  const goods = isBad.length - bads;
  if (bads === 0 || goods === 0) throw new RangeError('isBad: there must be goods and bads');
  const order = Int32Array.from(isBad, (_, row) => row).sort((a, b) => (score[a] ?? 0) - (score[b] ?? 0));
  const points: RocPoint[] = [];
  let good = 0;
  let bad = 0;
  order.forEach((row, at) => {
    if (isBad[row] === 1) bad += 1;
    else good += 1;
    const next = order[at + 1];
    if (next !== undefined && score[next] === score[row]) return;
    points.push({ score: score[row] ?? 0, goodShare: good / goods, badShare: bad / bads });
  });
  return points;
}
