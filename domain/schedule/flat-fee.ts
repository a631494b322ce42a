import { splitEqually } from '../money/allocate.js';
import { ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { applyRate } from '../money/rounding.js';
import type { ScheduleTerms } from './schedule-terms.js';
import type { ScheduleRow } from './schedule.js';

/**
 * Equal parts of the principal, each with the same fee: the original principal times the rate, rounded once, so that
 * the signed cost table shows one fee per period.
 *
 * @param principalMinor minor units, 0 or more
 * @throws RangeError for a rate that is not a decimal of 0 or more
 * @see products.md, section 3, `FLAT_FEE`; golden SCH-1, SCH-2, SCH-3
 */
export function flatFeeSchedule(
  terms: Pick<ScheduleTerms, 'feeRatePerPeriod' | 'rounding' | 'residuePlacement'>,
  principalMinor: Minor,
  periods: number,
): readonly ScheduleRow[] {
  const feeMinor = applyRate(principalMinor, terms.feeRatePerPeriod, terms.rounding);
  if (feeMinor < 0) throw new RangeError(`The fee rate ${terms.feeRatePerPeriod} is negative; give 0 or more`);
  return splitEqually(principalMinor, periods, terms.residuePlacement).map((part, index) => ({
    nr: index + 1,
    principalMinor: part,
    interestMinor: ZERO,
    feeMinor,
  }));
}
