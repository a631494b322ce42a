import { addDays, addMonths, daysBetween, earlier, isLeapYear, plainDate, yearOf } from '../../calendar/plain-date.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import { Exact, exact } from '../../money/decimal.js';
import { roundFactor } from '../factor.js';
import type { InterestTerms, LoanPeriod, LoanTerms } from './loan-terms.js';

const UNITS_PER_YEAR = { MONTHS: 12, WEEKS: 52, DAYS: 365 } as const;
const DAYS_PER_WEEK = 7;
const DAYS_PER_MONTH = 30;

/**
 * What one unit of balance bears over a stretch of days inside a period.
 *
 * @param fromOn first day of the stretch, not before the period
 * @param toOn the day after its last one, not after the period's end
 * @returns a fraction, rounded to 19 decimals
 */
export function stretchFactor(terms: InterestTerms, period: LoanPeriod, fromOn: PlainDate, toOn: PlainDate): Exact {
  return roundFactor(exact(terms.annualRate).times(yearsOf(terms, period, fromOn, toOn, monthsOf(terms, period))));
}

/**
 * What one unit of balance bears over a period as the level payment sees it: an irregular period of months counts as a
 * regular one there, and the `CUMULATIVE` convention takes all periods as equal parts of a year.
 *
 * @returns a fraction, rounded to 19 decimals
 */
export function periodFactor(terms: LoanTerms, period: LoanPeriod): Exact {
  const years =
    terms.convention === 'CUMULATIVE'
      ? partOfYear(terms)
      : yearsOf(terms, period, period.fromOn, period.dueOn, exact(terms.frequency.every));
  return roundFactor(exact(terms.annualRate).times(years));
}

/** A period as a part of a year of 12 months, 52 weeks or 365 days. */
function partOfYear({ frequency: { every, unit } }: Pick<InterestTerms, 'frequency'>): Exact {
  return exact(every).div(UNITS_PER_YEAR[unit]);
}

/** The stretch in years, unrounded. */
function yearsOf(
  terms: InterestTerms,
  period: LoanPeriod,
  fromOn: PlainDate,
  toOn: PlainDate,
  periodMonths: Exact,
): Exact {
  const { every, unit } = terms.frequency;
  const days = daysBetween(fromOn, toOn);
  const partOf = (years: Exact): Exact => years.times(days).div(daysBetween(period.fromOn, period.dueOn));
  if (terms.interestCalculation === 'PER_PERIOD' && unit !== 'DAYS') {
    return partOf(partOfYear(terms));
  }
  if (terms.daysInMonth === 'ACTUAL') return actualYears(terms, period, fromOn, toOn);
  const perYear = yearDays(terms, period, fromOn);
  switch (unit) {
    case 'MONTHS':
      return partOf(periodMonths.times(DAYS_PER_MONTH).div(perYear));
    case 'WEEKS':
      return partOf(exact(every * DAYS_PER_WEEK).div(perYear));
    case 'DAYS':
      return exact(days).div(perYear);
  }
}

/** Actual days; over actual years they are cut at the end of the year and each part has the length of its own. */
function actualYears(terms: InterestTerms, period: LoanPeriod, fromOn: PlainDate, toOn: PlainDate): Exact {
  if (terms.daysInYear !== 'ACTUAL') return exact(daysBetween(fromOn, toOn)).div(terms.daysInYear);
  let years = new Exact(0);
  for (let partOn = fromOn; partOn < toOn;) {
    const endOn = earlier(yearCutAfter(partOn, terms.yearSplit), toOn);
    // Cut on 31 December, that day counts for the next year.
    const year = yearOf(terms.yearSplit === 'DEC_31' ? endOn : addDays(endOn, -1));
    years = years.plus(exact(daysBetween(partOn, endOn)).div(actualYearDays(terms, period, year)));
    partOn = endOn;
  }
  return years;
}

/** Length in days of the year that a stretch from a date counts by. */
function yearDays(terms: InterestTerms, period: LoanPeriod, fromOn: PlainDate): number {
  return terms.daysInYear === 'ACTUAL' ? actualYearDays(terms, period, yearOf(fromOn)) : terms.daysInYear;
}

function actualYearDays(terms: InterestTerms, period: LoanPeriod, year: number): number {
  const isLong = terms.leapYearRule === 'FEB_29_PERIOD_ONLY' ? holdsFeb29(period) : isLeapYear(year);
  return isLong ? 366 : 365;
}

function holdsFeb29({ fromOn, dueOn }: LoanPeriod): boolean {
  for (let year = yearOf(fromOn); year <= yearOf(dueOn); year += 1) {
    if (!isLeapYear(year)) continue;
    const leapOn = plainDate(`${year}-02-29`);
    if (leapOn > fromOn && leapOn <= dueOn) return true;
  }
  return false;
}

/** Length of a period in months: whole ones, and the rest as a part of the month step in which it ends. */
function monthsOf(terms: InterestTerms, period: LoanPeriod): Exact {
  if (period.isRegular || terms.frequency.unit !== 'MONTHS') return exact(terms.frequency.every);
  let whole = 0;
  while (addMonths(period.fromOn, whole + 1) <= period.dueOn) whole += 1;
  const reachedOn = addMonths(period.fromOn, whole);
  const stepDays = daysBetween(reachedOn, addMonths(period.fromOn, whole + 1));
  return exact(daysBetween(reachedOn, period.dueOn)).div(stepDays).plus(whole);
}

/** The next day after a date on which actual years are cut. */
function yearCutAfter(date: PlainDate, split: InterestTerms['yearSplit']): PlainDate {
  const year = yearOf(date);
  const cutOn = split === 'DEC_31' ? plainDate(`${year}-12-31`) : plainDate(`${year + 1}-01-01`);
  return cutOn > date ? cutOn : plainDate(`${year + 1}-12-31`);
}
