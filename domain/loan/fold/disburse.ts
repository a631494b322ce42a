import type { PlainDate } from '../../calendar/plain-date.js';
import { exact } from '../../money/decimal.js';
import { minor, ZERO } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import { downPaymentOf, loanSchedule } from '../../schedule/loan/loan-schedule.js';
import type { LoanRow } from '../../schedule/loan/loan-terms.js';
import { interestModel, withDraws } from '../interest/interest-model.js';
import { applyCredit, applyPayment } from './apply-payment.js';
import { addCharge } from './charges.js';
import { accrueTo } from './interest-clock.js';
import { addTransaction, openOfLoan, partOf, regularRows } from './loan-draft.js';
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
  setTable(draft, loanSchedule({ ...draft.terms.table, startOn, overdue: null }, draft.disbursements));
  startModel(draft, onDate);
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

/** Starts the model of recalculated interest, or adds a draw to it: later level payments are those of the new table. */
function startModel(draft: LoanDraft, onDate: PlainDate): void {
  const { recalculation, table } = draft.terms;
  if (recalculation === null || exact(table.annualRate).isZero()) return;
  const periods = regularRows(draft).map(({ fromOn, dueOn, parts }) => ({
    fromOn,
    dueOn,
    isRegular: true,
    paymentMinor: minor(parts.PRINCIPAL.dueMinor + parts.INTEREST.dueMinor),
  }));
  const draws = draft.disbursements.map(({ on, amountMinor }) => ({
    on,
    amountMinor: minor(amountMinor - downPaymentOf(table, amountMinor)),
  }));
  draft.model =
    draft.model === null
      ? interestModel(table, draws, periods, draft.pauses, onDate)
      : withDraws(draft.model, draws, periods, onDate);
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
