import { addDays, addMonths } from './plain-date.js';
import type { PlainDate } from './plain-date.js';

/** The length of a period: every n days, weeks or months. @see products.md section 3, `frequency` */
export interface Frequency {
  /** 1 or more */
  readonly every: number;
  readonly unit: 'DAYS' | 'WEEKS' | 'MONTHS';
}

/** A calendar month, the frequency of nearly every plan. */
export const MONTHLY: Frequency = { every: 1, unit: 'MONTHS' };

const DAYS_PER_WEEK = 7;

/**
 * The date so many units later; months are clamped to the end of a shorter one and count from the date itself.
 *
 * @param count a whole number of units
 * @throws RangeError for a result outside the calendar
 * @see products.md section 0, "Dates"; golden CAL-1
 */
export function addUnits(date: PlainDate, count: number, unit: Frequency['unit']): PlainDate {
  switch (unit) {
    case 'DAYS':
      return addDays(date, count);
    case 'WEEKS':
      return addDays(date, count * DAYS_PER_WEEK);
    case 'MONTHS':
      return addMonths(date, count);
  }
}

/** The date so many periods later. */
export function addPeriods(date: PlainDate, count: number, { every, unit }: Frequency): PlainDate {
  return addUnits(date, count * every, unit);
}
