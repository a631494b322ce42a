import type { DecimalString } from './decimal.js';

/** A decimal as a fraction of whole numbers, `digits / scale`; both are safe integers and `scale` is a power of ten. */
export interface ShortRate {
  readonly digits: number;
  readonly scale: number;
}

/** With this many fraction digits the scale, and twelve times it for a monthly rate, are still safe integers. */
const FRACTION_DIGITS_MAX = 14;

const PLAIN_DECIMAL = /^\d+(?:\.\d+)?$/;

/**
 * A rate in whole numbers, for exact integer arithmetic without decimals: `"0.0072"` is 72 / 10,000.
 *
 * @returns nothing for text that is longer, signed or in exponent form: such rates take the way over `Exact`
 */
export function shortRate(rate: DecimalString): ShortRate | undefined {
  if (!PLAIN_DECIMAL.test(rate)) return undefined;
  const point = rate.indexOf('.');
  const fractionDigits = point < 0 ? 0 : rate.length - point - 1;
  const digits = Number(point < 0 ? rate : rate.slice(0, point) + rate.slice(point + 1));
  if (fractionDigits > FRACTION_DIGITS_MAX || !Number.isSafeInteger(digits)) return undefined;
  return { digits, scale: 10 ** fractionDigits };
}
