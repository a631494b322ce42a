import { Exact, exact } from './decimal.js';
import type { DecimalString } from './decimal.js';
import { minor } from './minor.js';
import type { Minor } from './minor.js';

/** To the nearest with halves away from zero, or to the even neighbour; or towards zero; or away from it. */
export type Rounding = 'HALF_UP' | 'HALF_EVEN' | 'DOWN' | 'UP';

/** More fraction digits than this make a denominator that is not a safe integer. */
const FAST_FRACTION_DIGITS_MAX = 15;

/**
 * Rounds an exact number of minor units to a whole one, symmetrically about zero: -0.5 fen is -1 fen under `HALF_UP`.
 *
 * @param value in minor units
 * @throws RangeError when the result is not a safe integer
 * @see products.md, section 0, `rounding`
 */
export function roundToMinor(value: Exact, rounding: Rounding): Minor {
  return minor(value.toDecimalPlaces(0, decimalMode(rounding)).toNumber());
}

/**
 * The one way from factor times amount to an amount: multiplies exactly and rounds once.
 *
 * @param amountMinor minor units, may be negative
 * @param factor a fraction: 0.72 % is `"0.0072"`
 * @returns minor units
 * @throws RangeError for a factor that is not a decimal, or a result beyond the safe integers
 * @see products.md, section 0, `rounding`; golden SCH-1 (3000.00 at 0.72 % is 21.60)
 */
export function applyRate(amountMinor: Minor, factor: DecimalString | Exact, rounding: Rounding): Minor {
  if (typeof factor === 'string') {
    const fast = applyShortRate(amountMinor, factor, rounding);
    if (fast !== undefined) return fast;
  }
  return roundToMinor(exact(factor).times(amountMinor), rounding);
}

/**
 * Divides whole numbers and rounds once, all in exact integer arithmetic.
 *
 * @param numerator a safe integer
 * @param denominator a safe integer above 0
 * @returns the rounded quotient, in the unit of the numerator
 */
export function divideRounded(numerator: number, denominator: number, rounding: Rounding): number {
  // Remainder first: numerator / denominator itself may round up to a whole number that it does not reach.
  const rest = numerator % denominator;
  const towardsZero = (numerator - rest) / denominator;
  if (rest === 0) return towardsZero;
  return isAwayFromZero(Math.abs(rest), denominator, towardsZero, rounding)
    ? towardsZero + Math.sign(numerator)
    : towardsZero;
}

function isAwayFromZero(rest: number, denominator: number, towardsZero: number, rounding: Rounding): boolean {
  switch (rounding) {
    case 'DOWN':
      return false;
    case 'UP':
      return true;
    case 'HALF_UP':
      return rest >= denominator - rest;
    case 'HALF_EVEN':
      return rest === denominator - rest ? towardsZero % 2 !== 0 : rest > denominator - rest;
  }
}

/** The same result in integers where the product is a safe integer, as for nearly every amount and rate in use. */
function applyShortRate(amountMinor: Minor, factor: DecimalString, rounding: Rounding): Minor | undefined {
  const point = factor.indexOf('.');
  const fractionDigits = point < 0 ? 0 : factor.length - point - 1;
  if (fractionDigits > FAST_FRACTION_DIGITS_MAX || !/^\d+(?:\.\d+)?$/.test(factor)) return undefined;
  const digits = Number(point < 0 ? factor : factor.slice(0, point) + factor.slice(point + 1));
  const product = amountMinor * digits;
  if (!Number.isSafeInteger(digits) || !Number.isSafeInteger(product)) return undefined;
  return minor(divideRounded(product, 10 ** fractionDigits, rounding));
}

function decimalMode(rounding: Rounding): 1 | 0 | 4 | 6 {
  switch (rounding) {
    case 'HALF_UP':
      return Exact.ROUND_HALF_UP;
    case 'HALF_EVEN':
      return Exact.ROUND_HALF_EVEN;
    case 'DOWN':
      return Exact.ROUND_DOWN;
    case 'UP':
      return Exact.ROUND_UP;
  }
}
