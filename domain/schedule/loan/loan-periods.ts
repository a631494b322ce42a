import { addPeriods, addUnits } from '../../calendar/frequency.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import type { LoanPeriod, LoanTerms } from './loan-terms.js';

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
  const endOf = (nr: number): PlainDate => addPeriods(startOn, nr, frequency);
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
