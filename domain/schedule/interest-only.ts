import { ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { monthlyInterest } from './monthly-interest.js';
import type { ScheduleRow, ScheduleTerms } from './schedule.js';

/**
 * The same interest each month and all of the principal with the last.
 *
 * @param principalMinor minor units, 0 or more
 * @throws RangeError for a rate that is not a decimal of 0 or more
 * @see products.md, section 3, `INTEREST_ONLY`; golden SCH-6
 */
export function interestOnlySchedule(
  terms: Pick<ScheduleTerms, 'annualRate' | 'rounding'>,
  principalMinor: Minor,
  periods: number,
): readonly ScheduleRow[] {
  const interestMinor = monthlyInterest(terms.annualRate, terms.rounding)(principalMinor);
  return Array.from({ length: periods }, (_, index) => ({
    nr: index + 1,
    principalMinor: index === periods - 1 ? principalMinor : ZERO,
    interestMinor,
    feeMinor: ZERO,
  }));
}
