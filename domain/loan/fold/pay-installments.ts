import type { PlainDate } from '../../calendar/plain-date.js';
import { minor, sumMinor, ZERO } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import { timingOf } from '../../repayment/allocate-by-rule.js';
import type { ChargedTarget } from '../../repayment/allocate-by-strategy.js';
import { dueInAdvance, payModel, projectInstallments } from '../interest/project-installments.js';
import type { LoanComponent } from '../loan-agreement-terms.js';
import { isLoanComponent, openOf, regularRows } from './loan-draft.js';
import type { ChargeShareDraft, InstallmentDraft, LoanDraft } from './loan-draft.js';

interface PaymentDays {
  readonly paidOn: PlainDate;
  /** Recalculated interest counts as if the money came on this day, which a payoff may put off. */
  readonly interestUntil: PlainDate;
}

/** The installments as a payment of a transaction sees them; what it pays is added to the transaction's split. */
export function paymentTarget(
  draft: LoanDraft,
  split: Record<LoanComponent, Minor>,
  { paidOn, interestUntil }: PaymentDays,
): ChargedTarget {
  const rowOf = (nr: number): InstallmentDraft | undefined => draft.rows.find((row) => row.nr === nr);
  return {
    installments: () => draft.rows,
    openMinor: (nr, component) => {
      const row = rowOf(nr);
      return row === undefined || !isLoanComponent(component) ? ZERO : openOf(row.parts[component]);
    },
    payableMinor: (nr, component) => {
      const row = rowOf(nr);
      if (row === undefined || !isLoanComponent(component)) return ZERO;
      return payableOf(draft, row, component, { paidOn, interestUntil });
    },
    dueChargeMinor: (nr, component, on) =>
      sumMinor(
        (rowOf(nr)?.charges ?? [])
          .filter((share) => share.component === component && share.dueOn <= on)
          .map((share) => minor(share.amountMinor - share.paidMinor - share.waivedMinor)),
      ),
    pay: (nr, component, amountMinor) => {
      const row = rowOf(nr);
      if (row === undefined || !isLoanComponent(component)) return;
      payOn(draft, row, component, amountMinor, { paidOn, interestUntil });
      split[component] = minor(split[component] + amountMinor);
    },
  };
}

/** Pays a part of an installment; recalculated interest follows at once. */
export function payOn(
  draft: LoanDraft,
  row: InstallmentDraft,
  component: LoanComponent,
  amountMinor: Minor,
  { paidOn, interestUntil }: PaymentDays,
): void {
  payPart(row, component, amountMinor, paidOn);
  if (draft.model === null || (component !== 'PRINCIPAL' && component !== 'INTEREST')) return;
  payModel(draft.model, regularRows(draft).indexOf(row), component, amountMinor, interestUntil);
  followModel(draft);
}

/** What a payment of a day can pay: in advance, recalculated interest counts only up to that day. */
function payableOf(
  draft: LoanDraft,
  row: InstallmentDraft,
  component: LoanComponent,
  { paidOn, interestUntil }: PaymentDays,
): Minor {
  const { model } = draft;
  const isFixed = model === null || row.kind !== 'INSTALLMENT' || row.dueOn <= paidOn;
  if (isFixed || (component !== 'PRINCIPAL' && component !== 'INTEREST')) return openOf(row.parts[component]);
  const due = dueInAdvance(model, regularRows(draft).indexOf(row), paidOn, interestUntil);
  const dueMinor = component === 'PRINCIPAL' ? due.principalMinor : due.interestMinor;
  return minor(Math.max(0, dueMinor - row.parts[component].paidMinor));
}

/** Sets principal and interest of the installments to what the model makes of the balance. */
export function followModel(draft: LoanDraft): void {
  if (draft.model === null) return;
  const { installments } = projectInstallments(draft.model, null);
  for (const [index, { parts }] of regularRows(draft).entries()) {
    parts.PRINCIPAL.dueMinor = installments[index]?.principalMinor ?? parts.PRINCIPAL.dueMinor;
    parts.INTEREST.dueMinor = installments[index]?.interestMinor ?? parts.INTEREST.dueMinor;
  }
}

/** Pays a part of an installment, and of its charges the one due first. */
function payPart(row: InstallmentDraft, component: LoanComponent, amountMinor: Minor, paidOn: PlainDate): void {
  const part = row.parts[component];
  part.paidMinor = minor(part.paidMinor + amountMinor);
  const timing = timingOf(row.dueOn, paidOn);
  if (timing === 'IN_ADVANCE') part.paidInAdvanceMinor = minor(part.paidInAdvanceMinor + amountMinor);
  if (timing === 'PAST_DUE') part.paidLateMinor = minor(part.paidLateMinor + amountMinor);
  let leftMinor = amountMinor;
  for (const share of row.charges.filter((each) => each.component === component).sort(byDueDate)) {
    const paidMinor = minor(Math.min(leftMinor, share.amountMinor - share.paidMinor - share.waivedMinor));
    share.paidMinor = minor(share.paidMinor + paidMinor);
    leftMinor = minor(leftMinor - paidMinor);
  }
}

const byDueDate = (a: ChargeShareDraft, b: ChargeShareDraft): number =>
  a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0;
