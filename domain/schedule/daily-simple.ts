import { splitEqually } from '../money/allocate.js';
import { exact } from '../money/decimal.js';
import { minor, ZERO, type Minor } from '../money/minor.js';
import { applyRate, roundToMinor } from '../money/rounding.js';
import type { ScheduleTerms } from './schedule-terms.js';
import type { ScheduleRow } from './schedule.js';

/** Days of a period of a plan that is not dated yet; what is charged later are the actual days. */
export const PLANNED_PERIOD_DAYS = 30;

/**
 * Cash that bears interest by the day: equal parts of principal, each with the interest of 30 days on what is open, and
 * the draw's fee with the first. A plan: each bill charges the days that have really passed, and it is repaid on any day.
 *
 * @param principalMinor minor units, 0 or more
 * @see products.md section 3, `DAILY_SIMPLE`; section 11, `cashDailyRate`, `cashDrawFeeRate`
 */
export function dailySimpleSchedule(
  terms: Pick<ScheduleTerms, 'dailyRate' | 'cashDrawFeeRate' | 'rounding' | 'residuePlacement'>,
  principalMinor: Minor,
  periods: number,
): readonly ScheduleRow[] {
  const drawFeeMinor = applyRate(principalMinor, terms.cashDrawFeeRate, terms.rounding);
  let openMinor = principalMinor;
  return splitEqually(principalMinor, periods, terms.residuePlacement).map((part, index) => {
    const interest = exact(terms.dailyRate).times(PLANNED_PERIOD_DAYS).times(openMinor);
    openMinor = minor(openMinor - part);
    return {
      nr: index + 1,
      principalMinor: part,
      interestMinor: roundToMinor(interest, terms.rounding),
      feeMinor: index === 0 ? drawFeeMinor : ZERO,
    };
  });
}
