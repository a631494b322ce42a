import { Exact, exact } from './decimal.js';
import type { DecimalString } from './decimal.js';
import { minor } from './minor.js';
import type { Minor } from './minor.js';
import { shortRate } from './short-rate.js';

/** To the nearest with halves away from zero, or to the even neighbour; or towards zero; or away from it. */
export type Rounding = 'HALF_UP' | 'HALF_EVEN' | 'DOWN' | 'UP';

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
  const size = Math.abs(rest);
  // Compared without doubling the rest, which might leave the safe integers.
  const away = isAwayFromZero(size - (denominator - size), towardsZero % 2 !== 0, rounding);
  return away ? towardsZero + Math.sign(numerator) : towardsZero;
}

/**
 * The same for whole numbers of any size.
 *
 * @param numerator 0 or more
 * @param denominator above 0
 */
export function divideRoundedBig(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const towardsZero = numerator / denominator;
  const rest = numerator - towardsZero * denominator;
  if (rest === 0n) return towardsZero;
  const twice = rest + rest;
  const aboveHalf = twice === denominator ? 0 : twice > denominator ? 1 : -1;
  return isAwayFromZero(aboveHalf, towardsZero % 2n !== 0n, rounding) ? towardsZero + 1n : towardsZero;
}

/**
 * Whether a division that leaves a rest rounds away from zero.
 *
 * @param aboveHalf positive when the rest is more than half of the denominator, 0 when it is just that
 * @param isOdd whether the quotient cut down is odd
 */
function isAwayFromZero(aboveHalf: number, isOdd: boolean, rounding: Rounding): boolean {
  switch (rounding) {
    case 'DOWN':
      return false;
    case 'UP':
      return true;
    case 'HALF_UP':
      return aboveHalf >= 0;
    case 'HALF_EVEN':
      return aboveHalf > 0 || (aboveHalf === 0 && isOdd);
  }
}

/** The same result in integers where the product is a safe integer, as for nearly every amount and rate in use. */
function applyShortRate(amountMinor: Minor, factor: DecimalString, rounding: Rounding): Minor | undefined {
  const rate = shortRate(factor);
  if (rate === undefined) return undefined;
  const product = amountMinor * rate.digits;
  return Number.isSafeInteger(product) ? minor(divideRounded(product, rate.scale, rounding)) : undefined;
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
