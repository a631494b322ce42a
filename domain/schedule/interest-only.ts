import { ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import type { Rounding } from '../money/rounding.js';
import { interestBy } from './factor.js';
import type { WholeFactor } from './factor.js';
import type { ScheduleRow } from './schedule.js';

/**
 * The same interest each period and all of the principal with the last.
 *
 * @param factor of each period
 * @param principalMinor minor units, 0 or more
 * @see products.md, section 3, `INTEREST_ONLY`; golden SCH-6
 */
export function interestOnlySchedule(
  factor: WholeFactor,
  rounding: Rounding,
  principalMinor: Minor,
  periods: number,
): readonly ScheduleRow[] {
  const interestMinor = interestBy(factor, rounding)(principalMinor);
  return Array.from({ length: periods }, (_, index) => ({
    nr: index + 1,
    principalMinor: index === periods - 1 ? principalMinor : ZERO,
    interestMinor,
    feeMinor: ZERO,
  }));
}
