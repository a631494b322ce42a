import { yearFraction } from '../calendar/day-count.js';
import type { DayCount } from '../calendar/day-count.js';
import { decimalOf } from '../calendar/day-count/fraction.js';
import type { Frequency } from '../calendar/frequency.js';
import { addMonths } from '../calendar/plain-date.js';
import type { PlainDate } from '../calendar/plain-date.js';
import type { Exact } from '../money/decimal.js';

/** Day counts that a plan may choose. @see products.md section 0, `dayCount` */
export const PLAN_DAY_COUNTS = {
  ACT_365F: 'ACT/365F',
  ACT_365L: 'ACT/365L',
  ACT_360: 'ACT/360',
  ACT_ACT_ISDA: 'ACT/ACT_ISDA',
  ACT_ACT_ICMA: 'ACT/ACT_ICMA',
  ACT_ACT_AFB: 'ACT/ACT_AFB',
  THIRTY_360_BOND: '30/360_BOND',
  THIRTY_360_US: '30/360_US',
  THIRTY_360_EU: '30E/360',
  THIRTY_360_ISDA: '30E/360_ISDA',
} as const satisfies Record<string, DayCount>;

export type PlanDayCount = keyof typeof PLAN_DAY_COUNTS;

/**
 * The part of a year between two dates, unrounded.
 *
 * @param frequency of the plan: `ACT_ACT_ICMA` measures by the months of the period that begins with the span, a month at
 * least
 */
export function yearPart(dayCount: PlanDayCount, fromOn: PlainDate, toOn: PlainDate, frequency: Frequency): Exact {
  const months = frequency.unit === 'MONTHS' ? frequency.every : 1;
  const reference = { startOn: fromOn, endOn: addMonths(fromOn, months) };
  return decimalOf(yearFraction(PLAN_DAY_COUNTS[dayCount], { startOn: fromOn, endOn: toOn, reference }));
}
