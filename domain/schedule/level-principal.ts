import { splitEqually } from '../money/allocate.js';
import { minor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { monthlyInterest } from './monthly-interest.js';
import type { ScheduleRow, ScheduleTerms } from './schedule.js';

/**
 * Equal parts of the principal, each with the interest on what was open before it.
 *
 * @param principalMinor minor units, 0 or more
 * @throws RangeError for a rate that is not a decimal of 0 or more
 * @see products.md, section 3, `LEVEL_PRINCIPAL`; golden SCH-5
 */
export function levelPrincipalSchedule(
  terms: Pick<ScheduleTerms, 'annualRate' | 'rounding' | 'residuePlacement'>,
  principalMinor: Minor,
  periods: number,
): readonly ScheduleRow[] {
  const interestOn = monthlyInterest(terms.annualRate, terms.rounding);
  let openMinor = principalMinor;
  return splitEqually(principalMinor, periods, terms.residuePlacement).map((part, index) => {
    const interestMinor = interestOn(openMinor);
    openMinor = minor(openMinor - part);
    return { nr: index + 1, principalMinor: part, interestMinor, feeMinor: ZERO };
  });
}
