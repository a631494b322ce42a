import { ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import type { ScheduleRow } from './schedule.js';

/**
 * All of the principal on the next due date, at no charge.
 *
 * @param principalMinor minor units, 0 or more
 * @see products.md, section 3, `amortization`; section 1, `tenors`
 */
export function payLaterSchedule(principalMinor: Minor): readonly ScheduleRow[] {
  return [{ nr: 1, principalMinor, interestMinor: ZERO, feeMinor: ZERO }];
}
