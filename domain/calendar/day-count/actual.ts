import { addDays, addMonths, daysBetween, earlier, isLeapYear, later, plainDate, yearOf } from '../plain-date.js';
import type { PlainDate } from '../plain-date.js';
import { addFractions, fraction } from './fraction.js';
import type { Fraction } from './fraction.js';
import { leapDaysAfter } from './leap-days.js';

const MONTHS_PER_YEAR = 12;
const MEAN_YEAR_DAYS = 365;

/**
 * Actual days, those of leap years over 366 and the others over 365.
 *
 * @see ISDA 2006 definitions, section 4.16 (b)
 */
export function actualIsda(startOn: PlainDate, endOn: PlainDate): Fraction {
  let leapDays = 0;
  for (let year = yearOf(startOn); year <= yearOf(endOn); year += 1) {
    if (isLeapYear(year)) leapDays += daysInYear(startOn, endOn, year);
  }
  return addFractions(fraction(leapDays, 366), fraction(daysBetween(startOn, endOn) - leapDays, 365));
}

function daysInYear(startOn: PlainDate, endOn: PlainDate, year: number): number {
  // The last day of the year counts when the span goes on after it: half-open like every span.
  const fromOn = later(startOn, plainDate(`${year}-01-01`));
  const lastOn = plainDate(`${year}-12-31`);
  return endOn > lastOn ? daysBetween(fromOn, lastOn) + 1 : daysBetween(fromOn, endOn);
}

/** Whole years counted back from the end, and what is left over 366 if it holds 29 February, else over 365. */
export function actualAfb(startOn: PlainDate, endOn: PlainDate): Fraction {
  const { steps, restEndOn } = countedBack(startOn, endOn, MONTHS_PER_YEAR);
  // Half-open: a rest that begins on the leap day holds it, one that ends there does not.
  const restLastOn = restEndOn > startOn ? addDays(restEndOn, -1) : startOn;
  const holdsLeapDay = restEndOn > startOn && (isLeapDay(startOn) || leapDaysAfter(startOn, restLastOn) > 0);
  return addFractions(fraction(steps, 1), fraction(daysBetween(startOn, restEndOn), holdsLeapDay ? 366 : 365));
}

function isLeapDay(date: PlainDate): boolean {
  return date.endsWith('-02-29');
}

/** Actual days over 366 if 29 February lies after the start and not after the end, else over 365. */
export function actual365L(startOn: PlainDate, endOn: PlainDate): Fraction {
  return fraction(daysBetween(startOn, endOn), leapDaysAfter(startOn, endOn) > 0 ? 366 : 365);
}

/** The regular period that a coupon or payment belongs to. */
export interface ReferencePeriod {
  readonly startOn: PlainDate;
  readonly endOn: PlainDate;
}

/**
 * Actual days of each regular period over its length and the number of such periods in a year. A span that reaches out
 * of the reference period goes on into the regular periods before and after it.
 *
 * @throws RangeError for a reference period of less than half a month
 * @see ICMA rule 251
 */
export function actualIcma(startOn: PlainDate, endOn: PlainDate, reference: ReferencePeriod): Fraction {
  const months = Math.round((daysBetween(reference.startOn, reference.endOn) * MONTHS_PER_YEAR) / MEAN_YEAR_DAYS);
  if (months < 1)
    throw new RangeError(`reference period ${reference.startOn}..${reference.endOn} is shorter than a month`);
  let total = partOfPeriod(startOn, endOn, reference, months);
  let { startOn: reachedOn } = reference;
  for (let step = 1; startOn < reachedOn; step += 1) {
    const period = { startOn: addMonths(reference.startOn, -step * months), endOn: reachedOn };
    total = addFractions(total, partOfPeriod(startOn, endOn, period, months));
    reachedOn = period.startOn;
  }
  reachedOn = reference.endOn;
  for (let step = 1; endOn > reachedOn; step += 1) {
    const period = { startOn: reachedOn, endOn: addMonths(reference.endOn, step * months) };
    total = addFractions(total, partOfPeriod(startOn, endOn, period, months));
    reachedOn = period.endOn;
  }
  return total;
}

function partOfPeriod(startOn: PlainDate, endOn: PlainDate, period: ReferencePeriod, months: number): Fraction {
  const days = Math.max(0, daysBetween(later(startOn, period.startOn), earlier(endOn, period.endOn)));
  return fraction(days * months, daysBetween(period.startOn, period.endOn) * MONTHS_PER_YEAR);
}

/** How many whole steps of months fit in counted back from the end, and where they have led to. */
export function countedBack(
  startOn: PlainDate,
  endOn: PlainDate,
  months: number,
): { readonly steps: number; readonly restEndOn: PlainDate } {
  let steps = 0;
  let restEndOn = endOn;
  // Each step is counted from the end itself, so that 31 March goes by 28 February to 31 January.
  for (let next = addMonths(endOn, -months); next >= startOn; next = addMonths(endOn, -months * (steps + 1))) {
    steps += 1;
    restEndOn = next;
  }
  return { steps, restEndOn };
}
