declare const brand: unique symbol;

/** A civil date `YYYY-MM-DD` of the years 1900..2199; as text it sorts and compares in time order. Zone-free. */
export type PlainDate = string & { readonly [brand]: 'PlainDate' };

export const YEAR_MIN = 1900;
export const YEAR_MAX = 2199;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DATE_LENGTH = 10;
const DASH = 45;
const DIGIT_ZERO = 48;

/** Days of an era of 400 years, after which the civil calendar repeats. */
const ERA_DAYS = 146_097;
const ERA_YEARS = 400;
/** Days from 0000-03-01, where the arithmetic counts from, to 1970-01-01. */
const EPOCH_SHIFT_DAYS = 719_468;

/**
 * Takes text in as a date.
 *
 * @throws RangeError for text that is not a real date `YYYY-MM-DD` of 1900..2199
 * @see products.md, section 0, "Dates"
 */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) {
    throw new RangeError(`"${text}" is not a date; write a real day of ${YEAR_MIN}..${YEAR_MAX} as YYYY-MM-DD`);
  }
  return text;
}

/** Whether the text is a real date `YYYY-MM-DD` of the years 1900..2199. */
export function isPlainDate(text: string): text is PlainDate {
  if (text.length !== DATE_LENGTH || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return false;
  for (let at = 0; at < DATE_LENGTH; at += 1) {
    if (at === 4 || at === 7) continue;
    const digit = text.charCodeAt(at) - DIGIT_ZERO;
    if (!(digit >= 0 && digit <= 9)) return false;
  }
  const year = yearOf(text);
  const month = monthOf(text);
  const day = dayOf(text);
  if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12) return false;
  return day >= 1 && day <= monthLength(year, month);
}

/**
 * The date so many days later, earlier for a negative number.
 *
 * @param days a whole number
 * @throws RangeError for a fraction, or a result outside 1900..2199
 */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromEpochDay(epochDay(date) + days);
}

/** Days from one date to another, negative when `to` is the earlier one: half-open `[from, to)` holds that many. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return epochDay(to) - epochDay(from);
}

/**
 * The same day so many months later, clamped to the end of a shorter month. Always count from the anchor: a month added
 * to a clamped date would drift from the 31st to the 28th for good.
 *
 * @param months a whole number, may be negative
 * @throws RangeError for a fraction, or a result outside 1900..2199
 * @see products.md, section 0, "Dates"; golden CAL-1
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const monthIndex = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(monthIndex / 12);
  if (!Number.isInteger(months) || year < YEAR_MIN || year > YEAR_MAX) {
    throw new RangeError(`${date} and ${String(months)} months is not a date of ${YEAR_MIN}..${YEAR_MAX}`);
  }
  return clamped(year, monthIndex - year * 12 + 1, dayOf(date));
}

/** The calendar year of a date. */
export function yearOf(date: string): number {
  return digitsAt(date, 0) * 100 + digitsAt(date, 2);
}

/** The month of a date, 1..12. */
export function monthOf(date: string): number {
  return digitsAt(date, 5);
}

/** Whether a date is the last day of its month. */
export function isMonthEnd(date: PlainDate): boolean {
  return dayOf(date) === monthLength(yearOf(date), monthOf(date));
}

/** Whether the year has a 29 February. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The day of the month, 1..31. */
export function dayOfMonth(date: PlainDate): number {
  return dayOf(date);
}

/**
 * Another day of the same month, clamped to its end: day 31 of a February is the 28th or 29th.
 *
 * @param day 1..31
 * @throws RangeError for a day out of range
 */
export function withDay(date: PlainDate, day: number): PlainDate {
  if (!Number.isInteger(day) || day < 1 || day > 31) {
    throw new RangeError(`${String(day)} is not a day of a month; give a whole number from 1 to 31`);
  }
  return clamped(yearOf(date), monthOf(date), day);
}

/** The first day of the date's month. */
export function firstOfMonth(date: PlainDate): PlainDate {
  return civil(yearOf(date), monthOf(date), 1);
}

/** The earlier of two dates. */
export function earlier(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? a : b;
}

/** The later of two dates. */
export function later(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? b : a;
}

/** Days since 1970-01-01. */
export function epochDay(date: PlainDate): number {
  // The year begins in March here, so that the leap day is its last one and needs no case of its own.
  const month = monthOf(date);
  const year = month > 2 ? yearOf(date) : yearOf(date) - 1;
  const era = Math.floor(year / ERA_YEARS);
  const yearOfEra = year - era * ERA_YEARS;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOf(date) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * ERA_DAYS + dayOfEra - EPOCH_SHIFT_DAYS;
}

/**
 * The date so many days after 1970-01-01; the inverse of `epochDay`.
 *
 * @throws RangeError for a fraction, or a date outside 1900..2199
 */
export function fromEpochDay(days: number): PlainDate {
  const shifted = days + EPOCH_SHIFT_DAYS;
  const era = Math.floor(shifted / ERA_DAYS);
  const dayOfEra = shifted - era * ERA_DAYS;
  const leapDays = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * ERA_YEARS + (month <= 2 ? 1 : 0);
  if (!Number.isInteger(days) || year < YEAR_MIN || year > YEAR_MAX) {
    throw new RangeError(`Day ${String(days)} is not in ${YEAR_MIN}..${YEAR_MAX}; check the days that were added`);
  }
  return civil(year, month, day);
}

function clamped(year: number, month: number, day: number): PlainDate {
  return civil(year, month, Math.min(day, monthLength(year, month)));
}

/** Called with the parts of a real date only, which is what the brand claims. */
function civil(year: number, month: number, day: number): PlainDate {
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}` as PlainDate;
}

function monthLength(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  return MONTH_LENGTHS[month - 1] ?? 0;
}

function dayOf(text: string): number {
  return digitsAt(text, 8);
}

function digitsAt(text: string, at: number): number {
  return (text.charCodeAt(at) - DIGIT_ZERO) * 10 + text.charCodeAt(at + 1) - DIGIT_ZERO;
}
