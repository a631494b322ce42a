import type { PlainDate } from '../../calendar/plain-date.js';
import { exact } from '../../money/decimal.js';
import type { DecimalString } from '../../money/decimal.js';
import { minor, ZERO } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import { applyRate } from '../../money/rounding.js';
import { cumulativeFlatTable } from './cumulative-flat.js';
import { installmentAims } from './installment-aims.js';
import { fullTermAims, fullTermPeriods } from './full-term-tranches.js';
import { loanPeriods } from './loan-periods.js';
import { loanTable } from './loan-table.js';
import type { TableRow } from '../repayment-table.js';
import type { Disbursement, LoanPeriod, LoanRow, LoanTerms } from './loan-terms.js';
import { roundToMultiple } from '../round-to-multiple.js';

/**
 * The installment table of a loan as its draws stand. Principal sums to what was drawn; no part is negative.
 *
 * @param disbursements above 0 each; drawn on a due date they belong to the period that begins there
 * @returns rows in the order of their due dates
 * @throws RangeError for terms or draws that no table can be made of
 * @see products.md section 3, `frequency` to `firstPeriodRule`
 */
export function loanSchedule(terms: LoanTerms, disbursements: readonly Disbursement[]): readonly LoanRow[] {
  const periods =
    terms.tranches === 'FULL_TERM'
      ? fullTermPeriods(
          terms,
          disbursements.map(({ on }) => on),
        )
      : loanPeriods(terms);
  return loanScheduleOver(terms, periods, disbursements);
}

/** The same over periods that are given, such as those of an older table. */
export function loanScheduleOver(
  terms: LoanTerms,
  periods: readonly LoanPeriod[],
  disbursements: readonly Disbursement[],
): readonly LoanRow[] {
  const ordered = [...disbursements].sort((a, b) => compareDates(a.on, b.on));
  const downPayments = ordered.map(({ on, amountMinor }) => ({ on, amountMinor: downPaymentOf(terms, amountMinor) }));
  const draws = ordered.map(({ on, amountMinor }, index) => ({
    on,
    amountMinor: minor(amountMinor - (downPayments[index]?.amountMinor ?? 0)),
  }));
  const installments = periodRows(periods, tableOf(conventional(terms), periods, ordered, draws));
  const downRows = isZero(terms.downPaymentRate) ? [] : downPayments.map(downPaymentRow);
  return inOrder([...installments, ...downRows]);
}

/**
 * The part of a draw that is due at once, rounded half to even and then to the installment multiple.
 *
 * @param amountMinor minor units, above 0
 * @see products.md section 3, `downPaymentRate`
 */
export function downPaymentOf(
  terms: Pick<LoanTerms, 'downPaymentRate' | 'installmentMultipleMinor'>,
  amountMinor: Minor,
): Minor {
  if (isZero(terms.downPaymentRate)) return ZERO;
  return roundToMultiple(applyRate(amountMinor, terms.downPaymentRate, 'HALF_EVEN'), terms.installmentMultipleMinor);
}

/** An installment before a down payment of its due date, whose draw belongs to the next period. */
function inOrder(rows: readonly UnnumberedRow[]): readonly LoanRow[] {
  return rows
    .toSorted(
      (a, b) => compareDates(a.dueOn, b.dueOn) || Number(a.kind === 'DOWN_PAYMENT') - Number(b.kind === 'DOWN_PAYMENT'),
    )
    .map((row, index) => ({ ...row, nr: index + 1 }));
}

type UnnumberedRow = Omit<LoanRow, 'nr'>;

function periodRows(periods: readonly LoanPeriod[], table: readonly TableRow[]): readonly UnnumberedRow[] {
  return periods.map(({ fromOn, dueOn }, index) => ({
    kind: 'INSTALLMENT',
    fromOn,
    dueOn,
    principalMinor: table[index]?.principalMinor ?? ZERO,
    interestMinor: table[index]?.interestMinor ?? ZERO,
  }));
}

const downPaymentRow = ({ on, amountMinor }: Disbursement): UnnumberedRow => ({
  kind: 'DOWN_PAYMENT',
  fromOn: on,
  dueOn: on,
  principalMinor: amountMinor,
  interestMinor: ZERO,
});

function tableOf(
  terms: LoanTerms,
  periods: readonly LoanPeriod[],
  disbursements: readonly Disbursement[],
  draws: readonly Disbursement[],
): readonly TableRow[] {
  if (terms.convention === 'CUMULATIVE' && terms.interestMethod === 'FLAT') {
    return cumulativeFlatTable(terms, periods, disbursements, draws);
  }
  // What is overdue makes the last installment larger, not the level payment.
  const aimed = { ...terms, overdue: null };
  const aims =
    terms.tranches === 'FULL_TERM' ? fullTermAims(aimed, periods, draws) : installmentAims(aimed, periods, draws);
  return loanTable(terms, periods, draws, aims);
}

/** The older convention has no years of 366 days. */
function conventional(terms: LoanTerms): LoanTerms {
  if (terms.convention === 'PROGRESSIVE' || terms.daysInYear !== 'ACTUAL') return terms;
  return { ...terms, daysInYear: 365 };
}

const isZero = (rate: DecimalString): boolean => exact(rate).isZero();
const compareDates = (a: PlainDate, b: PlainDate): number => (a < b ? -1 : a > b ? 1 : 0);
