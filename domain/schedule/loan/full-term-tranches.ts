import type { PlainDate } from '../../calendar/plain-date.js';
import { minor, ZERO } from '../../money/minor.js';
import { installmentAims, periodOf } from './installment-aims.js';
import { loanPeriods } from './loan-periods.js';
import type { InstallmentAim } from '../repayment-table.js';
import type { Disbursement, LoanPeriod, LoanTerms } from './loan-terms.js';

/** Periods that reach to the end of the term of the last draw, which begins with the period that it falls in. */
export function fullTermPeriods(terms: LoanTerms, drawnOn: readonly PlainDate[]): readonly LoanPeriod[] {
  const shared = loanPeriods(terms);
  const later = Math.max(0, ...drawnOn.map((on) => periodOf(shared, on)));
  if (later === 0) return shared;
  return loanPeriods({ ...terms, fixedLength: null, installments: terms.installments + later });
}

/**
 * Every draw has a plan of its own over the full number of installments, from the start of its period; the plans'
 * payments are added.
 *
 * @param draws net of down payments, in the order of their dates
 * @throws RangeError for a draw outside the periods
 */
export function fullTermAims(
  terms: LoanTerms,
  periods: readonly LoanPeriod[],
  draws: readonly Disbursement[],
): readonly InstallmentAim[] {
  const sums = periods.map(() => ZERO);
  for (const draw of draws) {
    const first = periodOf(periods, draw.on);
    const own = periods.slice(first, first + terms.installments);
    installmentAims(terms, own, [draw]).forEach(({ amountMinor }, index) => {
      sums[first + index] = minor((sums[first + index] ?? 0) + amountMinor);
    });
  }
  const of = terms.amortization === 'EQUAL_PRINCIPAL' ? 'PRINCIPAL' : 'PAYMENT';
  return sums.map((amountMinor) => ({ of, amountMinor }));
}
