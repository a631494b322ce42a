import type { DecimalString } from '../money/decimal.js';
import { minor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { divideRoundedBig } from '../money/rounding.js';
import type { Rounding } from '../money/rounding.js';
import { interestBy, monthsFactor } from './factor.js';
import type { WholeFactor } from './factor.js';
import type { ScheduleRow } from './schedule.js';

/**
 * The same payment each period: first the interest on what is open, the rest principal. The last row takes what is left,
 * so its payment differs by the cents that rounding made.
 *
 * @param factor of each period
 * @param principalMinor minor units, 0 or more
 * @see products.md, section 3, `LEVEL_PAYMENT`; golden SCH-4
 */
export function levelPaymentSchedule(
  factor: WholeFactor,
  rounding: Rounding,
  principalMinor: Minor,
  periods: number,
): readonly ScheduleRow[] {
  const interestOn = interestBy(factor, rounding);
  const paymentMinor = annuity(factor, principalMinor, periods, rounding);
  const rows = new Array<ScheduleRow>(periods);
  let openMinor = principalMinor;
  for (let nr = 1; nr <= periods; nr += 1) {
    const interestMinor = interestOn(openMinor);
    // The payment covers the interest, since both are rounded alike; a tiny principal may be paid off before the end.
    const part = nr === periods ? openMinor : minor(Math.min(openMinor, paymentMinor - interestMinor));
    openMinor = minor(openMinor - part);
    rows[nr - 1] = { nr, principalMinor: part, interestMinor, feeMinor: ZERO };
  }
  return rows;
}

/**
 * The level monthly payment: principal x m / (1 - (1 + m)^-n) with m a twelfth of the annual rate, rounded once. As a
 * fraction of whole numbers it has no error before that; 12 periods cost a few big-integer products, less than decimals.
 *
 * @param principalMinor minor units, 0 or more
 * @returns minor units
 * @throws RangeError for a rate that is not a decimal of 0 or more
 * @see products.md, section 3; golden SCH-4 (888.49)
 */
export function levelPayment(
  terms: { readonly annualRate: DecimalString; readonly rounding: Rounding },
  principalMinor: Minor,
  periods: number,
): Minor {
  return annuity(monthsFactor(terms.annualRate, 1), principalMinor, periods, terms.rounding);
}

/** With m = digits / scale, 1 + m = grown / scale; the powers are brought to one denominator. */
function annuity({ digits, scale }: WholeFactor, principalMinor: Minor, periods: number, rounding: Rounding): Minor {
  const principal = BigInt(principalMinor);
  const count = BigInt(periods);
  if (digits === 0n) return minor(Number(divideRoundedBig(principal, count, rounding)));
  const grown = (scale + digits) ** count;
  return minor(Number(divideRoundedBig(principal * digits * grown, scale * (grown - scale ** count), rounding)));
}
