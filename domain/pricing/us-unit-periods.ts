import { addMonths, daysBetween, isMonthEnd, monthOf, yearOf } from '../calendar/plain-date.js';
import type { PlainDate } from '../calendar/plain-date.js';
import { Exact } from '../money/decimal.js';

/** The time by which a transaction is measured, n of a unit; `TERM` is the whole of a loan with one payment. */
export interface UnitPeriod {
  readonly unit: 'DAY' | 'WEEK' | 'SEMIMONTH' | 'MONTH' | 'YEAR' | 'TERM';
  /** How many of the unit, 1 or more; 1 for semimonth, year and term. */
  readonly count: number;
}

/** A time in unit periods: whole ones, and the fraction of one that is left. */
export interface UnitPeriodTime {
  readonly whole: number;
  readonly fraction: Exact;
}

const MONTH_DAYS = 30;
const SEMIMONTH_DAYS = 15;
const WEEK_DAYS = 7;
const YEAR_DAYS = 365;
const YEAR_MONTHS = 12;

/**
 * Time from one date to another, the whole unit periods counted back from the later one. A month has 30 days for what
 * is left over; two ends of months are whole months apart.
 *
 * @throws RangeError for a date before the first, or a count below 1
 * @see 12 CFR 1026, appendix J (b)(5)
 */
export function unitPeriodTime(fromOn: PlainDate, toOn: PlainDate, { unit, count }: UnitPeriod): UnitPeriodTime {
  if (toOn < fromOn) throw new RangeError(`on ${toOn} is before the first advance on ${fromOn}`);
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`count is ${String(count)}; give 1 or more`);
  const { months, days } = monthsApart(fromOn, toOn);
  switch (unit) {
    case 'DAY':
      return split(daysBetween(fromOn, toOn), count);
    case 'WEEK':
      return split(daysBetween(fromOn, toOn), WEEK_DAYS * count);
    case 'SEMIMONTH':
      return split(MONTH_DAYS * months + days, SEMIMONTH_DAYS);
    case 'MONTH':
      return split(MONTH_DAYS * months + days, MONTH_DAYS * count);
    case 'YEAR':
      return yearTime(fromOn, toOn, months, days);
    case 'TERM':
      return { whole: toOn === fromOn ? 0 : 1, fraction: new Exact(0) };
  }
}

/**
 * How many unit periods a year has.
 *
 * @param fromOn first advance, and `toOn` the payment, of a loan with one payment
 * @see 12 CFR 1026, appendix J (b)(5), (c)(5)
 */
export function unitPeriodsPerYear({ unit, count }: UnitPeriod, fromOn: PlainDate, toOn: PlainDate): Exact {
  switch (unit) {
    case 'DAY':
      return new Exact(YEAR_DAYS).div(count);
    case 'WEEK':
      return new Exact(52).div(count);
    case 'SEMIMONTH':
      return new Exact(24);
    case 'MONTH':
      return new Exact(YEAR_MONTHS).div(count);
    case 'YEAR':
      return new Exact(1);
    case 'TERM': {
      if (toOn <= fromOn) throw new RangeError(`the payment on ${toOn} is not after the advance on ${fromOn}`);
      const { months, days } = monthsApart(fromOn, toOn);
      return days === 0 ? new Exact(YEAR_MONTHS).div(months) : new Exact(YEAR_DAYS).div(daysBetween(fromOn, toOn));
    }
  }
}

function split(units: number, perPeriod: number): UnitPeriodTime {
  const whole = Math.floor(units / perPeriod);
  return { whole, fraction: new Exact(units - whole * perPeriod).div(perPeriod) };
}

function yearTime(fromOn: PlainDate, toOn: PlainDate, months: number, days: number): UnitPeriodTime {
  const whole = Math.floor(months / YEAR_MONTHS);
  if (days === 0) return { whole, fraction: new Exact(months - whole * YEAR_MONTHS).div(YEAR_MONTHS) };
  const leftDays = daysBetween(fromOn, addMonths(toOn, -YEAR_MONTHS * whole));
  return { whole, fraction: new Exact(leftDays).div(YEAR_DAYS) };
}

/** Whole months counted back from the later date, and the days that are left. */
function monthsApart(fromOn: PlainDate, toOn: PlainDate): { readonly months: number; readonly days: number } {
  const between = YEAR_MONTHS * (yearOf(toOn) - yearOf(fromOn)) + monthOf(toOn) - monthOf(fromOn);
  if (isMonthEnd(fromOn) && isMonthEnd(toOn)) return { months: between, days: 0 };
  const months = addMonths(toOn, -between) >= fromOn ? between : between - 1;
  return { months, days: daysBetween(fromOn, addMonths(toOn, -months)) };
}
