import { daysBetween, dayOfMonth, isLeapYear, monthOf, plainDate, yearOf } from '../plain-date.js';
import type { PlainDate } from '../plain-date.js';
import { fraction } from './fraction.js';
import type { Fraction } from './fraction.js';
import { leapDaysAfter } from './leap-days.js';
import { thirty360Days } from './thirty-360.js';

/** The basis argument of the spreadsheet function YEARFRAC. */
export type YearFracBasis = 0 | 1 | 2 | 3 | 4;

/**
 * YEARFRAC as spreadsheets compute it; the order of the dates does not matter.
 *
 * @param basis 0 US 30/360, 1 actual over the average year, 2 ACT/360, 3 ACT/365, 4 European 30/360
 */
export function yearFrac(a: PlainDate, b: PlainDate, basis: YearFracBasis): Fraction {
  const [startOn, endOn] = a <= b ? [a, b] : [b, a];
  const days = daysBetween(startOn, endOn);
  switch (basis) {
    case 0:
      return fraction(thirty360Days('SPREADSHEET', startOn, endOn), 360);
    case 1:
      return actualOverYear(startOn, endOn, days);
    case 2:
      return fraction(days, 360);
    case 3:
      return fraction(days, 365);
    case 4:
      return fraction(thirty360Days('EUROPEAN', startOn, endOn), 360);
  }
}

function actualOverYear(startOn: PlainDate, endOn: PlainDate, days: number): Fraction {
  const firstYear = yearOf(startOn);
  const lastYear = yearOf(endOn);
  if (!isUpToAYear(startOn, endOn)) {
    const yearsDays = daysBetween(plainDate(`${firstYear}-01-01`), plainDate(`${lastYear}-12-31`)) + 1;
    return fraction(days * (lastYear - firstYear + 1), yearsDays);
  }
  const isLong =
    firstYear === lastYear ? isLeapYear(firstYear) : leapDaysAfter(startOn, endOn) > 0 || startOn.endsWith('-02-29');
  return fraction(days, isLong ? 366 : 365);
}

function isUpToAYear(startOn: PlainDate, endOn: PlainDate): boolean {
  const years = yearOf(endOn) - yearOf(startOn);
  if (years !== 1) return years === 0;
  const months = monthOf(startOn) - monthOf(endOn);
  return months > 0 || (months === 0 && dayOfMonth(startOn) >= dayOfMonth(endOn));
}
