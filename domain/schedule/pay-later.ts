import { ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import type { ScheduleRow } from './schedule.js';

/**
 * All of the principal on the next due date, at no charge.
 *
 * @param principalMinor minor units, 0 or more
 * @param periods 1
 * @throws RangeError for more periods: a purchase paid in parts needs another amortization
 * @see products.md, section 3, `amortization`; section 1, `tenors`
 */
export function payLaterSchedule(principalMinor: Minor, periods: number): readonly ScheduleRow[] {
  if (periods !== 1) throw new RangeError(`PAY_LATER has one period, not ${String(periods)}; choose tenor 1`);
  return [{ nr: 1, principalMinor, interestMinor: ZERO, feeMinor: ZERO }];
}
