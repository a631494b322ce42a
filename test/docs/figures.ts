import type { PlainDate } from '../../domain/calendar/plain-date.js';
import { formatMinor } from '../../domain/money/currency.js';
import { exact, type DecimalString, type Exact } from '../../domain/money/decimal.js';
import { minor } from '../../domain/money/minor.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Minor units of yuan as a page writes them: `1,006.50`. */
export const amount = (amountMinor: number): string =>
  formatMinor(minor(amountMinor), 'CNY').replaceAll(/\B(?=(\d{3})+\.)/g, ',');

/** A fraction to so many decimals of a percent: `12.68 %`. */
export const percent = (fraction: DecimalString | Exact, decimals = 2): string =>
  `${exact(fraction).times(100).toFixed(decimals)} %`;

/** A rate as short as it can be written: `0.05 %`. */
export const rate = (fraction: DecimalString): string => `${exact(fraction).times(100).toString()} %`;

/** A civil date: `12 Feb 2025`. */
export function day(date: PlainDate | string | null | undefined): string {
  if (date === null || date === undefined) return 'none';
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  return `${dayOfMonth ?? ''} ${MONTHS[(month ?? 0) - 1] ?? ''} ${year ?? ''}`;
}

/** A name of the code. */
export const code = (text: string | number | boolean): string => `\`${String(text)}\``;
