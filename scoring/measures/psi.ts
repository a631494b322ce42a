/** Stands in for an empty bin, whose logarithm would be infinite. */
const EMPTY_SHARE = 1e-4;

const WATCH_FROM = 0.1;
const ACT_ABOVE = 0.25;

/** Standard normal deviate that 5 % of the values exceed. */
const NORMAL_95 = 1.6448536269514722;

export interface Stability {
  readonly psi: number;
  readonly rows: number;
  readonly band: 'STABLE' | 'WATCH' | 'ACT';
  /** False where so few rows differ this much by chance in more than one case of twenty: then the band is STABLE. */
  readonly isSignificant: boolean;
}

/**
 * Population stability index of two distributions over the same bins; symmetric.
 *
 * @param expected shares of the baseline
 * @param actual shares of today
 * @throws RangeError for different numbers of bins
 * @see risk.md section 4
 */
export function psiOf(expected: readonly number[], actual: readonly number[]): number {
  if (expected.length !== actual.length) throw new RangeError('actual: has other bins than the baseline');
  return expected.reduce((sum, share, bin) => {
    const e = Math.max(share, EMPTY_SHARE);
    const a = Math.max(actual[bin] ?? 0, EMPTY_SHARE);
    return sum + (a - e) * Math.log(a / e);
  }, 0);
}

/**
 * PSI with its band. With `n` rows, `n * PSI` of an unchanged population is about chi-square with one degree of freedom
 * less than bins; below the 95 % point of it no band is given but STABLE.
 *
 * @param counts rows of today by bin
 * @see risk.md section 4: below 0.10 stable, up to 0.25 watch, above it act
 */
export function stabilityOf(expected: readonly number[], counts: readonly number[]): Stability {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  if (rows === 0) return { psi: 0, rows, band: 'STABLE', isSignificant: false };
  const psi = psiOf(
    expected,
    counts.map((count) => count / rows),
  );
  const isSignificant = rows * psi > chiSquare95(expected.length - 1);
  return { psi, rows, band: isSignificant ? bandOf(psi) : 'STABLE', isSignificant };
}

function bandOf(psi: number): Stability['band'] {
  if (psi < WATCH_FROM) return 'STABLE';
  return psi <= ACT_ABOVE ? 'WATCH' : 'ACT';
}

/** The 95 % point of chi-square, by Wilson and Hilferty's cube: within 2 % from two degrees of freedom on. */
export function chiSquare95(degrees: number): number {
  if (degrees <= 0) return 0;
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + NORMAL_95 * Math.sqrt(spread)) ** 3;
}
