import { exact } from '../money/decimal.js';
import type { DecimalString, Exact } from '../money/decimal.js';
import { minor, type Minor } from '../money/minor.js';
import { roundToMinor, type Rounding } from '../money/rounding.js';

export interface DailyInterest {
  /** Fraction of the principal for each day. */
  readonly dailyRate: DecimalString | Exact;
  /** Sum of the principal outstanding at the end of each day so far, in minor-unit-days. */
  readonly principalDays: number;
  /** Principal at the draw: it bears at least one day. */
  readonly principalMinor: Minor;
  /** Interest that was charged before, in minor units. */
  readonly chargedMinor: Minor;
  readonly rounding: Rounding;
}

/**
 * Interest by the day that is not charged yet. The whole of what has accrued is rounded once and what was charged before
 * is taken off, so that the moments of charging never change the sum.
 *
 * @returns minor units, 0 or more
 * @see products.md section 3, `dailyRate` (actual days, at least one), and section 8, `INTEREST_TO_DATE`; golden SET-4
 */
export function interestToDate(interest: DailyInterest): Minor {
  const { dailyRate, principalDays, principalMinor, chargedMinor, rounding } = interest;
  const accruedMinor = roundToMinor(exact(dailyRate).times(Math.max(principalDays, principalMinor)), rounding);
  return minor(Math.max(0, accruedMinor - chargedMinor));
}
