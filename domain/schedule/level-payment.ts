import { exact } from '../money/decimal.js';
import type { DecimalString } from '../money/decimal.js';
import { minor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { divideRoundedBig } from '../money/rounding.js';
import type { Rounding } from '../money/rounding.js';
import { monthlyInterest } from './monthly-interest.js';
import type { ScheduleRow, ScheduleTerms } from './schedule.js';

const MONTHS_PER_YEAR = 12n;

/**
 * The same payment each month: first the interest on what is open, the rest principal. The last row takes what is left,
 * so its payment differs by the cents that rounding made.
 *
 * @param principalMinor minor units, 0 or more
 * @throws RangeError for a rate that is not a decimal of 0 or more
 * @see products.md, section 3, `LEVEL_PAYMENT`; golden SCH-4
 */
export function levelPaymentSchedule(
  terms: Pick<ScheduleTerms, 'annualRate' | 'rounding'>,
  principalMinor: Minor,
  periods: number,
): readonly ScheduleRow[] {
  const interestOn = monthlyInterest(terms.annualRate, terms.rounding);
  const paymentMinor = levelPayment(terms, principalMinor, periods);
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
  terms: Pick<ScheduleTerms, 'annualRate' | 'rounding'>,
  principalMinor: Minor,
  periods: number,
): Minor {
  const rate = wholeRate(terms.annualRate);
  const count = BigInt(periods);
  const payment =
    rate.digits === 0n
      ? divideRoundedBig(BigInt(principalMinor), count, terms.rounding)
      : annuity(rate, BigInt(principalMinor), count, terms.rounding);
  return minor(Number(payment));
}

/** With m = digits / unit and unit = 12 x scale, 1 + m = grown / unit; the powers are brought to one denominator. */
function annuity(rate: WholeRate, principal: bigint, periods: bigint, rounding: Rounding): bigint {
  const unit = rate.scale * MONTHS_PER_YEAR;
  const grown = (unit + rate.digits) ** periods;
  return divideRoundedBig(principal * rate.digits * grown, unit * (grown - unit ** periods), rounding);
}

interface WholeRate {
  readonly digits: bigint;
  readonly scale: bigint;
}

function wholeRate(annualRate: DecimalString): WholeRate {
  const plain = /^\d+(?:\.\d+)?$/.test(annualRate) ? annualRate : exact(annualRate).toFixed();
  if (plain.startsWith('-')) throw new RangeError(`The annual rate ${annualRate} is negative; give 0 or more`);
  const [whole = '', fraction = ''] = plain.split('.');
  return { digits: BigInt(whole + fraction), scale: 10n ** BigInt(fraction.length) };
}
