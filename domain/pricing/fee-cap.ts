import { Exact, exact } from '../money/decimal.js';
import type { DecimalString } from '../money/decimal.js';
import { annualOfMonthly } from './annual-cost.js';
import type { CapMethod } from './annual-cost.js';
import { annuityWorth } from './level-annuity.js';
import { monthlyCostOf } from './price-cost.js';

/** Which annual rate a cap limits. */
export type CapBasis = 'NOMINAL' | 'EFFECTIVE';

/** A published fee has 4 decimals of a percent, 6 of the fraction. */
const PUBLISHED_DECIMALS = 6;

/**
 * The formula's last digits are noise. Cut there, a fee that is just 2.3225 % would come out a hair below it, and be
 * published as 2.3224 %.
 */
const FEE_DECIMALS = 24;

/**
 * The largest flat fee per period whose annual rate is the cap: 1 / a(i, n) - 1 / n, with a the value of n payments of
 * 1 at the monthly rate i of the cap.
 *
 * @param periods number of months, 1 or more
 * @param capAnnual fraction per year, 0 or more
 * @returns fraction of the original principal per period, to 24 decimals
 * @throws RangeError for an argument out of range
 * @see products.md, section 3, "Largest fee per period under a cap"
 */
export function maxFeeUnderCap(periods: number, capAnnual: DecimalString, basis: CapBasis): Exact {
  const cap = exact(capAnnual);
  if (!Number.isInteger(periods) || periods < 1) throw new RangeError(`periods is ${String(periods)}; give 1 or more`);
  if (cap.lt(0)) throw new RangeError(`The cap ${capAnnual} is negative; give 0 or more`);
  // Without a rate each payment is worth 1 / n, the principal alone: no fee. The formula would divide 0 by 0.
  if (cap.isZero()) return new Exact(0);
  const monthly = basis === 'NOMINAL' ? cap.div(12) : cap.plus(1).pow(new Exact(1).div(12)).minus(1);
  const one = new Exact(1);
  return one.div(annuityWorth(monthly, periods)).minus(one.div(periods)).toDecimalPlaces(FEE_DECIMALS);
}

/**
 * The largest fee that may be published: `maxFeeUnderCap` cut down to 4 decimals of a percent, so that it stays within
 * the cap and the next one up does not.
 *
 * @param periods number of months, 1 or more
 * @param capAnnual fraction per year, 0 or more
 * @returns fraction with 6 decimals, `"0.005406"` for 0.5406 %
 * @throws RangeError for an argument out of range
 * @see products.md, section 3, "Publishing rule"
 */
export function publishableFee(periods: number, capAnnual: DecimalString, basis: CapBasis): DecimalString {
  return maxFeeUnderCap(periods, capAnnual, basis).toFixed(PUBLISHED_DECIMALS, Exact.ROUND_DOWN);
}

/**
 * What a flat fee costs per year before any amount is rounded: the rate a price list is checked with.
 *
 * @param periods number of months, 1 or more
 * @param feeRatePerPeriod fraction of the original principal per period
 * @returns fraction per year, unrounded
 * @throws RangeError for an argument out of range
 * @see products.md, section 3, "Nominal annual rate of a flat fee per period"
 */
export function flatFeeAnnualCost(periods: number, feeRatePerPeriod: DecimalString | Exact, method: CapMethod): Exact {
  const monthly = monthlyCostOf({ periods, repayment: { kind: 'EQUAL_PARTS' }, feeRatePerPeriod, deductionRate: '0' });
  return annualOfMonthly(monthly, method);
}
