import { addMonths, daysBetween } from '../plain-date.js';
import type { PlainDate } from '../plain-date.js';
import { actualIsda, countedBack } from './actual.js';
import { addFractions, fraction } from './fraction.js';
import type { Fraction } from './fraction.js';

const MONTHS_PER_YEAR = 12;

/**
 * Time for the European annual percentage rate: whole months or years counted back from the end, and the days left over
 * the length of the year that ends where they end.
 *
 * @see Directive 2008/48/EC, annex I, part I, remark (c), and the Commission's guidelines of 2012
 */
export function euAprcTime(startOn: PlainDate, endOn: PlainDate, unit: 'MONTH' | 'YEAR'): Fraction {
  const months = unit === 'MONTH' ? 1 : MONTHS_PER_YEAR;
  const { steps, restEndOn } = countedBack(startOn, endOn, months);
  const yearDays = daysBetween(addMonths(restEndOn, -MONTHS_PER_YEAR), restEndOn);
  return addFractions(fraction(steps * months, MONTHS_PER_YEAR), fraction(daysBetween(startOn, restEndOn), yearDays));
}

/**
 * Time for the British rate: whole months counted forward from the start, and the days left by calendar year.
 *
 * @see FCA handbook, CONC App 1.2
 */
export function ukConcTime(startOn: PlainDate, endOn: PlainDate): Fraction {
  let months = 0;
  while (addMonths(startOn, months + 1) <= endOn) months += 1;
  return addFractions(fraction(months, MONTHS_PER_YEAR), actualIsda(addMonths(startOn, months), endOn));
}
