import { Exact, exact } from '../money/decimal.js';

/**
 * What one unit of money paid at the end of each of n periods is worth at their start: (1 - (1 + i)^-n) / i, or n
 * without interest.
 *
 * @param rate fraction per period, above -1
 * @param periods how many payments; a fraction of a period is allowed
 * @throws RangeError for a rate of -1 or below
 * @see products.md, section 3, "Largest fee per period under a cap"
 */
export function annuityWorth(rate: Exact, periods: number | Exact): Exact {
  if (rate.lte(-1)) throw new RangeError(`The rate ${rate.toString()} per period is not above -1`);
  if (rate.isZero()) return exact(periods);
  return new Exact(1).minus(rate.plus(1).pow(exact(periods).neg())).div(rate);
}
