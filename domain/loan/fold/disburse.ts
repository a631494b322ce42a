import type { PlainDate } from '../../calendar/plain-date.js';
import { minor, ZERO } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import { downPaymentOf, loanSchedule } from '../../schedule/loan/loan-schedule.js';
import { loanPeriods } from '../../schedule/loan/loan-periods.js';
import type { LoanPeriod, LoanRow } from '../../schedule/loan/loan-terms.js';
import { interestModel } from '../interest/interest-model.js';
import { isRecalculated } from '../loan-agreement-terms.js';
import { applyCredit, applyPayment } from './apply-payment.js';
import { addCharge } from './charges.js';
import { accrueTo } from './interest-clock.js';
import { addTransaction, openOfLoan, partOf } from './loan-draft.js';
import type { InstallmentDraft, LoanDraft } from './loan-draft.js';

/** Pays money out: makes the table anew with it, pays the down payment, adds the charges that waited for a table. */
export function disburse(
  draft: LoanDraft,
  given: { readonly entryId: string; readonly onDate: PlainDate; readonly amountMinor: Minor },
): void {
  const { entryId, onDate, amountMinor } = given;
  const transaction = addTransaction(draft, { ...given, type: 'DISBURSEMENT' });
  draft.disbursements.push({ on: onDate, amountMinor });
  const startOn = draft.terms.startOn ?? draft.disbursements[0]?.on ?? onDate;
  const tableTerms = { ...draft.terms.table, startOn, overdue: null };
  const table = loanSchedule(tableTerms, draft.disbursements);
  setTable(draft, table);
  if (isRecalculated(draft.terms)) startModel(draft, loanPeriods(tableTerms), table, onDate);
  transaction.balanceMinor = openOfLoan(draft, 'PRINCIPAL');
  const downId = `${entryId}-down`;
  const downMinor = downPaymentOf(draft.terms.table, amountMinor);
  if (draft.terms.downPayment === 'AUTOMATIC' && downMinor > 0 && !draft.undone.has(downId)) {
    applyPayment(draft, { entryId: downId, type: 'DOWN_PAYMENT', onDate, amountMinor: downMinor });
  }
  for (const { id, fact } of draft.waitingCharges.splice(0)) {
    if (fact.type === 'CHARGE') addCharge(draft, id, fact.charge);
  }
  applyCredit(draft);
}

/** Starts the model of recalculated interest from the table at the draw. */
function startModel(
  draft: LoanDraft,
  periods: readonly LoanPeriod[],
  rows: readonly LoanRow[],
  onDate: PlainDate,
): void {
  const { table } = draft.terms;
  const installments = rows.filter(({ kind }) => kind === 'INSTALLMENT');
  const paying = periods.map((period, index) => {
    const { principalMinor, interestMinor } = installments[index] ?? { principalMinor: ZERO, interestMinor: ZERO };
    return { ...period, paymentMinor: minor(principalMinor + interestMinor) };
  });
  const isFromStart = table.interestCalculation === 'PER_PERIOD' && table.partialPeriods === 'WHOLE_PERIOD';
  const draws = draft.disbursements.map(({ on, amountMinor }) => ({
    on: isFromStart ? (periods.find(({ fromOn, dueOn }) => fromOn <= on && on < dueOn)?.fromOn ?? on) : on,
    amountMinor: minor(amountMinor - downPaymentOf(table, amountMinor)),
  }));
  const free = periods.slice(0, table.interestFreePeriods).map(({ fromOn, dueOn }) => ({ fromOn, toOn: dueOn }));
  draft.model = interestModel(table, draws, paying, [...draft.pauses, ...free], onDate);
  accrueTo(draft, onDate);
}

/** Sets principal and interest of the installments; what was paid, charged or owed anew on them stays. */
function setTable(draft: LoanDraft, table: readonly LoanRow[]): void {
  const before = [...draft.rows];
  const rows = table.map((row) => {
    const at = before.findIndex(({ kind, dueOn }) => kind === row.kind && dueOn === row.dueOn);
    const [known] = at < 0 ? [] : before.splice(at, 1);
    return known === undefined ? newRow(row) : resetRow(known, row);
  });
  const extra = before.filter(({ kind }) => kind === 'EXTRA').map((row) => ({ ...row, nr: rows.length + 1 }));
  draft.rows.splice(0, draft.rows.length, ...rows, ...extra);
  coverPaid(rows);
}

function newRow(row: LoanRow): InstallmentDraft {
  const { nr, kind, fromOn, dueOn, principalMinor, interestMinor } = row;
  return {
    nr,
    kind,
    fromOn,
    dueOn,
    parts: {
      PRINCIPAL: partOf(principalMinor),
      INTEREST: partOf(interestMinor),
      FEE: partOf(ZERO),
      PENALTY: partOf(ZERO),
    },
    owedAnewMinor: ZERO,
    charges: [],
  };
}

function resetRow(known: InstallmentDraft, { nr, principalMinor, interestMinor }: LoanRow): InstallmentDraft {
  known.nr = nr;
  known.parts.PRINCIPAL.dueMinor = minor(principalMinor + known.owedAnewMinor);
  known.parts.INTEREST.dueMinor = minor(Math.max(interestMinor, known.parts.INTEREST.paidMinor));
  return known;
}

/** Principal paid beyond what a new table asks for in its installment is taken off the last ones. */
function coverPaid(rows: readonly InstallmentDraft[]): void {
  let beyondMinor = 0;
  for (const { parts } of rows) {
    const overMinor = Math.max(0, parts.PRINCIPAL.paidMinor - parts.PRINCIPAL.dueMinor);
    parts.PRINCIPAL.dueMinor = minor(parts.PRINCIPAL.dueMinor + overMinor);
    beyondMinor += overMinor;
  }
  for (const { parts } of rows.toReversed()) {
    const takenMinor = Math.min(beyondMinor, parts.PRINCIPAL.dueMinor - parts.PRINCIPAL.paidMinor);
    parts.PRINCIPAL.dueMinor = minor(parts.PRINCIPAL.dueMinor - takenMinor);
    beyondMinor -= takenMinor;
  }
}
