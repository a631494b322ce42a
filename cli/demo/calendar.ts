import { addMonths, plainDate, withDay, type PlainDate } from '../../domain/calendar/plain-date.js';

/** The preset's zone; the demo's dates are civil days in it. */
export const DEMO_ZONE = 'Asia/Shanghai';

/** All lines of a book are cut on this day. */
export const BILL_DAY = 1;

const START_MONTH_DAY = '01-05';
const YEAR_LENGTH = 4;

const hasLeapDay = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/**
 * Where a book begins: the first 5 January after today with no 29 February in the two years that follow, so that the
 * same customers have the same days between their dates, and the same figures, whenever the demo is run.
 */
export function bookStart(todayOn: PlainDate): PlainDate {
  for (let year = Number(todayOn.slice(0, YEAR_LENGTH)); ; year += 1) {
    const startOn = plainDate(`${year}-${START_MONTH_DAY}`);
    if (startOn > todayOn && !hasLeapDay(year) && !hasLeapDay(year + 1)) return startOn;
  }
}

/** A day of the book's n-th month. @param month 1 is the month of the start */
export function dayOfBook(startOn: PlainDate, month: number, day: number): PlainDate {
  return withDay(addMonths(startOn, month - 1), day);
}
