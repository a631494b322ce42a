import { splitEqually } from '../money/allocate.js';
import type { ResiduePlacement } from '../money/allocate.js';
import { minor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import type { Rounding } from '../money/rounding.js';
import { interestBy } from './factor.js';
import type { WholeFactor } from './factor.js';
import type { ScheduleRow } from './schedule.js';

/**
 * Equal parts of the principal, each with the interest on what was open before it.
 *
 * @param factor of each period
 * @param principalMinor minor units, 0 or more
 * @see products.md, section 3, `LEVEL_PRINCIPAL`; golden SCH-5
 */
export function levelPrincipalSchedule(
  factor: WholeFactor,
  terms: { readonly rounding: Rounding; readonly residuePlacement: ResiduePlacement },
  principalMinor: Minor,
  periods: number,
): readonly ScheduleRow[] {
  const interestOn = interestBy(factor, terms.rounding);
  let openMinor = principalMinor;
  return splitEqually(principalMinor, periods, terms.residuePlacement).map((part, index) => {
    const interestMinor = interestOn(openMinor);
    openMinor = minor(openMinor - part);
    return { nr: index + 1, principalMinor: part, interestMinor, feeMinor: ZERO };
  });
}
