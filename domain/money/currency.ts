import { minor } from './minor.js';
import type { Minor } from './minor.js';

/** Digits after the point of an amount, by ISO 4217 code: how many minor units, as a power of ten, make a major one. */
export const CURRENCIES = {
  AUD: 2,
  CAD: 2,
  CHF: 2,
  CNY: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  NZD: 2,
  SGD: 2,
  USD: 2,
} as const satisfies Record<string, number>;

export type Currency = keyof typeof CURRENCIES;

/** Whether the text is the code of a currency that amounts can be kept in. */
export function isCurrency(text: string): text is Currency {
  return Object.hasOwn(CURRENCIES, text);
}

/**
 * Writes an amount in major units without grouping or symbol: 123450 CNY is `"1234.50"`, -5 CNY is `"-0.05"`.
 *
 * @param amountMinor minor units of the currency
 */
export function formatMinor(amountMinor: Minor, currency: Currency): string {
  const fractionDigits = CURRENCIES[currency];
  const digits = String(Math.abs(amountMinor)).padStart(fractionDigits + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  if (fractionDigits === 0) return sign + digits;
  return `${sign}${digits.slice(0, -fractionDigits)}.${digits.slice(-fractionDigits)}`;
}

/**
 * Reads an amount in major units exactly; the inverse of `formatMinor`. Fewer fraction digits than the currency has
 * are read as zeros, more are refused even when they are zeros.
 *
 * @returns minor units of the currency
 * @throws RangeError for text that is not an amount of the currency
 */
export function parseMinor(text: string, currency: Currency): Minor {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const fractionDigits = CURRENCIES[currency];
  if (whole === undefined || fraction.length > fractionDigits) {
    throw new RangeError(
      `"${text}" is not an amount in ${currency}; write digits with at most ${fractionDigits} after the point`,
    );
  }
  const units = Number(whole + fraction.padEnd(fractionDigits, '0'));
  return minor(sign === '-' ? -units : units);
}
