import { actual365L, actualAfb, actualIcma, actualIsda } from './day-count/actual.js';
import type { ReferencePeriod } from './day-count/actual.js';
import { euAprcTime, ukConcTime } from './day-count/credit-cost.js';
import { fraction } from './day-count/fraction.js';
import type { Fraction } from './day-count/fraction.js';
import { leapDaysAfter } from './day-count/leap-days.js';
import { thirty360Days } from './day-count/thirty-360.js';
import { yearFrac } from './day-count/year-frac.js';
import { daysBetween } from './plain-date.js';
import type { PlainDate } from './plain-date.js';

/** How time between two dates becomes a part of a year. */
export type DayCount =
  | '30/360_BOND'
  | '30/360_US'
  | '30/360_PSA'
  | '30E/360'
  | '30E/360_ISDA'
  | '30E/365'
  | 'ACT/360'
  | 'ACT/365F'
  | 'ACT/365L'
  | 'ACT/ACT_ISDA'
  | 'ACT/ACT_ICMA'
  | 'ACT/ACT_AFB'
  | 'NL/365'
  | 'EU_APRC_MONTH'
  | 'EU_APRC_YEAR'
  | 'UK_CONC_MONTH'
  | 'YEARFRAC_0'
  | 'YEARFRAC_1'
  | 'YEARFRAC_2'
  | 'YEARFRAC_3'
  | 'YEARFRAC_4';

/** The days from a start up to, not including, an end. */
export interface DaySpan {
  readonly startOn: PlainDate;
  readonly endOn: PlainDate;
  /** The regular period that the span belongs to; `ACT/ACT_ICMA` alone needs it. */
  readonly reference?: ReferencePeriod;
  /** The end of the contract, which `30E/360_ISDA` does not move to a 30th. */
  readonly terminationOn?: PlainDate;
}

/**
 * A span in years, exactly.
 *
 * @returns a fraction in lowest terms; negative where the end comes first and the convention is a difference of dates
 * @throws RangeError for an end before the start where the convention counts periods, or a missing reference period
 * @see products.md, section 3, day counts
 */
export function yearFraction(dayCount: DayCount, span: DaySpan): Fraction {
  const { startOn, endOn } = span;
  switch (dayCount) {
    case '30/360_BOND':
    case '30/360_US':
    case '30/360_PSA':
    case '30E/360':
    case '30E/360_ISDA':
    case 'ACT/360':
      return fraction(countedDays(dayCount, span), 360);
    case '30E/365':
    case 'ACT/365F':
    case 'NL/365':
      return fraction(countedDays(dayCount, span), 365);
    case 'YEARFRAC_0':
      return yearFrac(startOn, endOn, 0);
    case 'YEARFRAC_1':
      return yearFrac(startOn, endOn, 1);
    case 'YEARFRAC_2':
      return yearFrac(startOn, endOn, 2);
    case 'YEARFRAC_3':
      return yearFrac(startOn, endOn, 3);
    case 'YEARFRAC_4':
      return yearFrac(startOn, endOn, 4);
    default:
      return countedPeriods(dayCount, span);
  }
}

function countedPeriods(
  dayCount: Exclude<DayCount, `30${string}` | 'ACT/360' | 'ACT/365F' | 'NL/365' | `YEARFRAC_${number}`>,
  { startOn, endOn, reference }: DaySpan,
): Fraction {
  if (endOn < startOn) throw new RangeError(`endOn ${endOn} is before startOn ${startOn}; ${dayCount} counts forward`);
  switch (dayCount) {
    case 'ACT/365L':
      return actual365L(startOn, endOn);
    case 'ACT/ACT_ISDA':
      return actualIsda(startOn, endOn);
    case 'ACT/ACT_AFB':
      return actualAfb(startOn, endOn);
    case 'EU_APRC_MONTH':
      return euAprcTime(startOn, endOn, 'MONTH');
    case 'EU_APRC_YEAR':
      return euAprcTime(startOn, endOn, 'YEAR');
    case 'UK_CONC_MONTH':
      return ukConcTime(startOn, endOn);
    case 'ACT/ACT_ICMA':
      if (reference === undefined) throw new RangeError('reference is missing; ACT/ACT_ICMA needs a regular period');
      return actualIcma(startOn, endOn, reference);
  }
}

/**
 * Days of a span as a convention counts them: of 30 to the month, without leap days, or the actual ones.
 *
 * @returns negative when the end comes first
 */
export function countedDays(dayCount: DayCount, { startOn, endOn, terminationOn }: DaySpan): number {
  switch (dayCount) {
    case '30/360_BOND':
      return thirty360Days('BOND', startOn, endOn);
    case '30/360_US':
      return thirty360Days('US', startOn, endOn);
    case '30/360_PSA':
      return thirty360Days('PSA', startOn, endOn);
    case '30E/360':
    case '30E/365':
      return thirty360Days('EUROPEAN', startOn, endOn);
    case '30E/360_ISDA':
      return thirty360Days('EUROPEAN_ISDA', startOn, endOn, terminationOn ?? null);
    case 'NL/365':
      return daysBetween(startOn, endOn) - leapDaysAfter(startOn, endOn) + leapDaysAfter(endOn, startOn);
    default:
      return daysBetween(startOn, endOn);
  }
}
