import { addDays, epochDay, type PlainDate } from './plain-date.js';

const WEEK_DAYS = 7;
/** Counted from Thursday 1 January 1970. */
const SATURDAY = 2;
const SUNDAY = 3;

/** Whether banks work on a day: neither a weekend nor one of the holidays. */
export function isBusinessDay(date: PlainDate, holidays: readonly PlainDate[]): boolean {
  const day = ((epochDay(date) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS;
  return day !== SATURDAY && day !== SUNDAY && !holidays.includes(date);
}

/** The day itself if it is a business day, else the next one. */
export function businessDayFrom(date: PlainDate, holidays: readonly PlainDate[]): PlainDate {
  let day = date;
  while (!isBusinessDay(day, holidays)) day = addDays(day, 1);
  return day;
}

/**
 * The last day on which money for a bill is timely: the due date, or the business day after it, and the days of grace.
 *
 * @see products.md section 2, `nonBusinessDayRule`; section 5, `graceDays`; golden CAL-7
 */
export function timelyUntil(
  dueOn: PlainDate,
  terms: {
    readonly nonBusinessDayRule: 'NONE' | 'NEXT_BUSINESS_DAY_TIMELY';
    readonly holidays: readonly PlainDate[];
    readonly graceDays: number;
  },
): PlainDate {
  const lastOn = terms.nonBusinessDayRule === 'NONE' ? dueOn : businessDayFrom(dueOn, terms.holidays);
  return addDays(lastOn, terms.graceDays);
}
