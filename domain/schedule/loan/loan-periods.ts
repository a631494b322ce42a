import { addDays, addMonths } from '../../calendar/plain-date.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import type { Frequency, LoanPeriod, LoanTerms } from './loan-terms.js';

const DAYS_PER_WEEK = 7;

/**
 * The date so many units later; months are clamped from the date itself.
 *
 * @throws RangeError for a result outside the calendar
 * @see products.md section 2; golden CAL-1
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

/**
 * The periods of a loan, each counted from the start itself (31 Jan, 28 Feb, 31 Mar).
 *
 * @returns one period per installment; with a fixed length the last one ends where that says
 * @throws RangeError for a fixed length that ends before the last period begins
 */
export function loanPeriods(
  terms: Pick<LoanTerms, 'startOn' | 'frequency' | 'installments' | 'fixedLength'>,
): readonly LoanPeriod[] {
  const { startOn, frequency, installments, fixedLength } = terms;
  const endOf = (nr: number): PlainDate => addUnits(startOn, nr * frequency.every, frequency.unit);
  return Array.from({ length: installments }, (_, index) => {
    const fromOn = endOf(index);
    const regularDueOn = endOf(index + 1);
    const isFixed = index === installments - 1 && fixedLength !== null;
    const dueOn = isFixed ? addUnits(startOn, fixedLength, frequency.unit) : regularDueOn;
    if (dueOn <= fromOn) {
      throw new RangeError(`fixedLength ${String(fixedLength)} ends before installment ${installments}; give more`);
    }
    return { fromOn, dueOn, isRegular: dueOn === regularDueOn };
  });
}
