import type { PlainDate } from '../../calendar/plain-date.js';
import { minor } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import { LOAN_COMPONENTS } from '../loan-agreement-terms.js';
import type { LoanComponent } from '../loan-agreement-terms.js';
import { allocate } from './apply-payment.js';
import { addTransaction, extraInstallment, noAmounts, regularRows } from './loan-draft.js';
import { payOn } from './pay-installments.js';
import type { InstallmentDraft, LoanDraft, TransactionDraft } from './loan-draft.js';

interface MoneyOut {
  readonly entryId: string;
  readonly onDate: PlainDate;
  readonly amountMinor: Minor;
}

/** Pays credit balance out; what it does not cover becomes principal again. */
export function refundCredit(draft: LoanDraft, given: MoneyOut): void {
  const transaction = addTransaction(draft, { ...given, type: 'CREDIT_BALANCE_REFUND' });
  payFromCredit(draft, transaction);
}

/** Takes a payment back that the customer's bank has reversed. */
export function chargeBack(draft: LoanDraft, given: MoneyOut & { readonly ofId: string }): void {
  const { chargebackOrder } = draft.terms;
  const transaction = addTransaction(draft, { ...given, type: 'CHARGEBACK' });
  draft.chargedBack.push({ ofId: given.ofId, transaction });
  if (chargebackOrder === null) {
    payFromCredit(draft, transaction);
    return;
  }
  const split = splitBack(draft, given, chargebackOrder);
  for (const component of LOAN_COMPONENTS) {
    if (split[component] > 0) oweAgain(draft, transaction, component, split[component]);
  }
  const offeredMinor = minor(Math.min(draft.creditMinor, given.amountMinor));
  const usedMinor = minor(offeredMinor - allocate(draft, 'DEFAULT', offeredMinor, noAmounts(), given.onDate));
  draft.creditMinor = minor(draft.creditMinor - usedMinor);
  transaction.overpaymentMinor = usedMinor;
}

/** What the credit balance does not cover comes to be owed: all of it, with the credit paid on it at once. */
function payFromCredit(draft: LoanDraft, transaction: TransactionDraft): void {
  const takenMinor = minor(Math.min(draft.creditMinor, transaction.amountMinor));
  draft.creditMinor = minor(draft.creditMinor - takenMinor);
  transaction.overpaymentMinor = takenMinor;
  if (takenMinor === transaction.amountMinor) return;
  const row = oweAgain(draft, transaction, 'PRINCIPAL', transaction.amountMinor);
  if (takenMinor > 0)
    payOn(draft, row, 'PRINCIPAL', takenMinor, {
      paidOn: transaction.onDate,
      interestUntil: transaction.onDate,
    });
  transaction.split.PRINCIPAL = minor(transaction.amountMinor - takenMinor);
}

/** By what the payment had covered, less what of it was charged back before; a rest, overpaid at the time, is principal. */
function splitBack(
  draft: LoanDraft,
  { ofId, amountMinor }: { readonly ofId: string; readonly amountMinor: Minor },
  order: readonly LoanComponent[],
): Readonly<Record<LoanComponent, Minor>> {
  const paid = draft.transactions.find(({ entryId, type }) => entryId === ofId && type !== 'CHARGEBACK');
  const earlier = draft.chargedBack.filter((each) => each.ofId === ofId).map(({ transaction }) => transaction.split);
  const split = noAmounts();
  let leftMinor = amountMinor;
  for (const component of order) {
    const coveredMinor = earlier.reduce((left, back) => left - back[component], paid?.split[component] ?? 0);
    split[component] = minor(Math.min(leftMinor, Math.max(0, coveredMinor)));
    leftMinor = minor(leftMinor - split[component]);
  }
  split.PRINCIPAL = minor(split.PRINCIPAL + leftMinor);
  return split;
}

/** Adds an amount to the installment that takes what is owed anew on the day of a transaction, and to its split. */
function oweAgain(
  draft: LoanDraft,
  transaction: TransactionDraft,
  component: LoanComponent,
  amountMinor: Minor,
): InstallmentDraft {
  const row = owingInstallment(draft, transaction.onDate);
  const part = row.parts[component];
  part.dueMinor = minor(part.dueMinor + amountMinor);
  creditModel(draft, row, component, amountMinor, transaction.onDate);
  if (component === 'PRINCIPAL') row.owedAnewMinor = minor(row.owedAnewMinor + amountMinor);
  transaction.split[component] = minor(transaction.split[component] + amountMinor);
  return row;
}

/** What is owed anew raises the balance that bears interest, and what its installment asks for. */
function creditModel(
  draft: LoanDraft,
  row: InstallmentDraft,
  component: LoanComponent,
  amountMinor: Minor,
  on: PlainDate,
): void {
  const index = regularRows(draft).indexOf(row);
  const period = draft.model?.periods[index];
  if (period === undefined) return;
  if (component === 'INTEREST') period.creditedInterestMinor = minor(period.creditedInterestMinor + amountMinor);
  if (component !== 'PRINCIPAL') return;
  period.creditedPrincipalMinor = minor(period.creditedPrincipalMinor + amountMinor);
  draft.model?.credits.push({ index, on, amountMinor });
}

/** The first installment due after a day; on the last due date that one, later an extra one. */
function owingInstallment(draft: LoanDraft, onDate: PlainDate): InstallmentDraft {
  const last = draft.rows.at(-1);
  const next = draft.rows.find(({ dueOn }) => dueOn > onDate) ?? (last?.dueOn === onDate ? last : undefined);
  return next ?? extraInstallment(draft, onDate);
}
