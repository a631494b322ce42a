import { Exact, exact } from '../domain/money/decimal.js';

/** Points scaling: `baseScore` means odds of `baseOdds` good to one bad, and `pdo` more points double the odds. */
export interface ScoreScale {
  readonly baseScore: number;
  readonly baseOdds: string;
  readonly pdo: number;
}

/** Decimals of a probability of default as it is recorded and compared with the grades' bounds. */
const PD_PLACES = 6;

/**
 * The score of given odds, good to bad, exact: round it where it is shown.
 *
 * @throws RangeError for odds that are not above 0
 * @see risk.md section 3; goldens SC-1, SC-2
 */
export function scoreOfOdds(scale: ScoreScale, odds: string | Exact): Exact {
  const ratio = exact(odds);
  if (!ratio.gt(0)) throw new RangeError(`odds: ${ratio.toString()} is not above 0`);
  return offsetOf(scale).plus(factorOf(scale).times(ratio.ln()));
}

/** The score of a probability of default between 0 and 1, both excluded. */
export function scoreOfPd(scale: ScoreScale, pd: string | Exact): Exact {
  const share = exact(pd);
  if (!(share.gt(0) && share.lt(1))) throw new RangeError(`pd: ${share.toString()} is not between 0 and 1`);
  return scoreOfOdds(scale, exact(1).minus(share).div(share));
}

/** The odds, good to bad, of a score. */
export function oddsOfScore(scale: ScoreScale, score: number): Exact {
  // Decimals, not floats: Math.exp may differ in the last digit between engines, and a decision must replay the same.
  return exact(score).minus(offsetOf(scale)).div(factorOf(scale)).exp();
}

/** The probability of default of a score, rounded half up to six places. */
export function pdOfScore(scale: ScoreScale, score: number): Exact {
  return exact(1).div(oddsOfScore(scale, score).plus(1)).toDecimalPlaces(PD_PLACES, Exact.ROUND_HALF_UP);
}

/** Points for each unit of log-odds: 28.8539 for 20 points to double the odds. */
export function factorOf(scale: ScoreScale): Exact {
  return exact(scale.pdo).div(exact(2).ln());
}

/** Points at odds of one to one: 487.1230 for 600 at 50 : 1. */
export function offsetOf(scale: ScoreScale): Exact {
  return exact(scale.baseScore).minus(factorOf(scale).times(exact(scale.baseOdds).ln()));
}
