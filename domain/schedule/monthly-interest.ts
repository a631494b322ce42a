import { exact } from '../money/decimal.js';
import type { DecimalString } from '../money/decimal.js';
import { minor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { divideRounded, roundToMinor } from '../money/rounding.js';
import type { Rounding } from '../money/rounding.js';
import { shortRate } from '../money/short-rate.js';

const MONTHS_PER_YEAR = 12;

/**
 * A month's interest on a balance, at a twelfth of the annual rate and rounded once. Divided by 12 last: a twelfth of
 * 7 % has no end as a decimal, and would miss the half fen that 750.00 bears.
 *
 * @param annualRate a fraction per year
 * @returns the interest of one month on a balance of 0 or more, both in minor units
 * @throws RangeError for a rate that is not a decimal of 0 or more
 * @see products.md, section 3, `annualRate`; golden SCH-4, SCH-5
 */
export function monthlyInterest(annualRate: DecimalString, rounding: Rounding): (balanceMinor: Minor) => Minor {
  const short = shortRate(annualRate);
  const long = exact(annualRate);
  if (long.lt(0)) throw new RangeError(`The annual rate ${annualRate} is negative; give 0 or more`);
  return (balanceMinor) => {
    if (short !== undefined) {
      const product = balanceMinor * short.digits;
      if (Number.isSafeInteger(product)) {
        return minor(divideRounded(product, short.scale * MONTHS_PER_YEAR, rounding));
      }
    }
    return roundToMinor(long.times(balanceMinor).div(MONTHS_PER_YEAR), rounding);
  };
}
