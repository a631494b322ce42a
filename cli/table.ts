import { formatMinor, isCurrency } from '../domain/money/currency.js';
import { minor } from '../domain/money/minor.js';

const GAP = '  ';

/** An amount of a table with thousands apart: `"12,345.60"`. In a currency that is not known, its minor units. */
export function amountText(amountMinor: number, currency: string): string {
  if (!isCurrency(currency)) return `${amountMinor} minor`;
  const [whole = '', fraction] = formatMinor(minor(amountMinor), currency).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** An amount with its currency: `"12,345.60 CNY"`. */
export const moneyText = (amountMinor: number, currency: string): string =>
  `${amountText(amountMinor, currency)} ${currency}`;

/** Names on the left, what belongs to them on the right. */
export function pairs(rows: readonly (readonly [label: string, text: string])[]): readonly string[] {
  const width = Math.max(0, ...rows.map(([label]) => label.length));
  return rows.map(([label, text]) => `${label.padEnd(width)}${GAP}${text}`.trimEnd());
}

export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** Default: LEFT. Figures stand RIGHT. */
  readonly align?: 'LEFT' | 'RIGHT';
}

/** A table with a line of titles. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[] {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ text }) => text(row)))];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  return cells.map((line) =>
    line
      .map((cell, i) => (columns[i]?.align === 'RIGHT' ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join(GAP)
      .trimEnd(),
  );
}

/** An instant of a line's clock as a person reads it: `"2029-01-05 10:00"` in the zone. */
export function instantText(instantMs: number, zone: string): string {
  const parts = new Map(
    new Intl.DateTimeFormat('en', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

const DATE_LENGTH = 10;

/** The civil day of an instant in the zone: `"2029-01-05"`. */
export const dateText = (instantMs: number, zone: string): string => instantText(instantMs, zone).slice(0, DATE_LENGTH);
