import type { PlainDate } from '../../calendar/plain-date.js';
import { minor } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import { allocateByRule } from '../../repayment/allocate-by-rule.js';
import { allocateByStrategy } from '../../repayment/allocate-by-strategy.js';
import { PAYMENT_TYPES } from '../loan-agreement-terms.js';
import type { LoanComponent, PaymentType } from '../loan-agreement-terms.js';
import type { LoanTransactionType } from '../loan-state.js';
import { accrueTo, interestUntil } from './interest-clock.js';
import { addTransaction } from './loan-draft.js';
import { paymentTarget } from './pay-installments.js';
import type { LoanDraft } from './loan-draft.js';

/** Books a payment: what the allocation cannot place becomes credit balance. */
export function applyPayment(
  draft: LoanDraft,
  payment: {
    readonly entryId: string;
    readonly type: PaymentType;
    readonly onDate: PlainDate;
    readonly amountMinor: Minor;
  },
): void {
  const transaction = addTransaction(draft, payment);
  const { type, onDate, amountMinor } = payment;
  transaction.overpaymentMinor = allocate(draft, type, amountMinor, transaction.split, onDate);
  draft.creditMinor = minor(draft.creditMinor + transaction.overpaymentMinor);
}

/** Lets earlier overpayments, oldest first and as of their own days, take what has come to be owed. */
export function applyCredit(draft: LoanDraft): void {
  for (const transaction of draft.transactions) {
    if (draft.creditMinor === 0) return;
    if (!isPayment(transaction.type) || transaction.overpaymentMinor === 0) continue;
    const offeredMinor = minor(Math.min(transaction.overpaymentMinor, draft.creditMinor));
    const restMinor = allocate(draft, transaction.type, offeredMinor, transaction.split, transaction.onDate);
    const usedMinor = minor(offeredMinor - restMinor);
    transaction.overpaymentMinor = minor(transaction.overpaymentMinor - usedMinor);
    draft.creditMinor = minor(draft.creditMinor - usedMinor);
  }
}

/** @returns what no installment takes, minor units */
export function allocate(
  draft: LoanDraft,
  type: PaymentType | 'DEFAULT',
  amountMinor: Minor,
  split: Record<LoanComponent, Minor>,
  onDate: PlainDate,
): Minor {
  const untilOn = interestUntil(draft, amountMinor, onDate);
  // Overdue principal bears interest as long as the payment owes it.
  if (draft.model !== null && untilOn > draft.model.overdueUntil) accrueTo(draft, untilOn);
  const target = paymentTarget(draft, split, { paidOn: onDate, interestUntil: untilOn });
  const { allocation } = draft.terms;
  if (allocation.by === 'STRATEGY') return allocateByStrategy(amountMinor, target, allocation.strategy, onDate);
  const rule = type === 'DEFAULT' ? allocation.default : (allocation.of[type] ?? allocation.default);
  return allocateByRule(amountMinor, target, rule, onDate);
}

function isPayment(type: LoanTransactionType): type is PaymentType {
  return (PAYMENT_TYPES as readonly string[]).includes(type);
}
