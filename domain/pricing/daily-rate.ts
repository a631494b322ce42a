import { exact } from '../money/decimal.js';
import type { DecimalString, Exact } from '../money/decimal.js';

/** How a daily rate is stated per year: times the days of a year, or compounded daily over 365. */
export type DailyRateBasis = 'SIMPLE_365' | 'SIMPLE_360' | 'COMPOUNDED_365';

/**
 * The annual rate of a daily one.
 *
 * @param dailyRate fraction per day: 0.05 % is `"0.0005"`
 * @returns fraction per year, unrounded
 * @throws RangeError for text that is not a decimal
 * @see products.md, section 4, `carryDailyRate`: 0.05 % a day is 18.25 %, 18.00 % and 20.02 % a year
 */
export function dailyRateToAnnual(dailyRate: DecimalString, basis: DailyRateBasis): Exact {
  const daily = exact(dailyRate);
  switch (basis) {
    case 'SIMPLE_365':
      return simpleAnnual(daily, 365);
    case 'SIMPLE_360':
      return simpleAnnual(daily, 360);
    case 'COMPOUNDED_365':
      return daily.plus(1).pow(365).minus(1);
  }
}

/** A daily rate times the days of a year, however long that is said to be; fractions, unrounded. */
export function simpleAnnual(daily: Exact, daysPerYear: number): Exact {
  return daily.times(daysPerYear);
}
