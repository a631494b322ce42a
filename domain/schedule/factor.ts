import { Exact, exact } from '../money/decimal.js';
import type { DecimalString } from '../money/decimal.js';
import { minor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { divideRounded, divideRoundedBig } from '../money/rounding.js';
import type { Rounding } from '../money/rounding.js';

/**
 * Factors are rounded to so many decimals before they are used, halves to the even one: 750.00 at a twelfth of 7 % bears
 * 4.37, where the fraction without end would tie at 4.375. Every schedule of the engine follows this one convention.
 */
const FACTOR_DECIMALS = 19;

const FACTOR_SCALE = 10n ** BigInt(FACTOR_DECIMALS);
const MONTHS_PER_YEAR = 12n;

/** A factor as it is used. */
export function roundFactor(factor: Exact): Exact {
  return factor.toDecimalPlaces(FACTOR_DECIMALS, Exact.ROUND_HALF_EVEN);
}

/** A factor in whole numbers: `digits / scale`, in lowest terms of ten. */
export interface WholeFactor {
  readonly digits: bigint;
  /** A power of ten. */
  readonly scale: bigint;
}

/**
 * What one unit of balance bears in equal months: a twelfth of the annual rate each, rounded to 19 decimals.
 *
 * @param annualRate fraction per year
 * @param months of one period, 1 or more
 * @throws RangeError for a rate that is not a decimal of 0 or more
 * @see products.md, section 3, `annualRate`; golden SCH-4, SCH-5
 */
export function monthsFactor(annualRate: DecimalString, months: number): WholeFactor {
  const plain = exact(annualRate).toFixed();
  if (plain.startsWith('-')) throw new RangeError(`The annual rate ${annualRate} is negative; give 0 or more`);
  const [whole = '', fraction = ''] = plain.split('.');
  const rateDigits = BigInt(whole + fraction) * BigInt(months);
  const rateScale = 10n ** BigInt(fraction.length) * MONTHS_PER_YEAR;
  return lowest(divideRoundedBig(rateDigits * FACTOR_SCALE, rateScale, 'HALF_EVEN'), FACTOR_SCALE);
}

/** As an exact decimal, for arithmetic with other factors. */
export function exactFactor({ digits, scale }: WholeFactor): Exact {
  return exact(String(digits)).div(String(scale));
}

/** Short factors stay in plain numbers, where 12 periods cost next to nothing. */
function lowest(digits: bigint, scale: bigint): WholeFactor {
  let [shortDigits, shortScale] = [digits, scale];
  while (shortScale > 1n && shortDigits % 10n === 0n) {
    shortDigits /= 10n;
    shortScale /= 10n;
  }
  return { digits: shortDigits, scale: shortScale };
}

/**
 * Interest of one period on a balance, rounded once.
 *
 * @returns a function of a balance of 0 or more; both are minor units
 */
export function interestBy({ digits, scale }: WholeFactor, rounding: Rounding): (balanceMinor: Minor) => Minor {
  const numberDigits = Number(digits);
  const numberScale = Number(scale);
  return (balanceMinor) => {
    const product = balanceMinor * numberDigits;
    // A safe product has safe digits; the scale is a power of ten up to 19 places, which a number holds exactly.
    if (Number.isSafeInteger(product)) return minor(divideRounded(product, numberScale, rounding));
    return minor(Number(divideRoundedBig(BigInt(balanceMinor) * digits, scale, rounding)));
  };
}
