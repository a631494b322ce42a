import type { Account } from '../../ledger/accounts.js';
import { minor, type Minor } from '../../money/minor.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import { allocatePayment, type Claim, type Component } from '../../repayment/waterfall.js';
import {
  book,
  notePayment,
  notePrincipalReduction,
  type Draft,
  type DraftAgreement,
  type DraftBill,
  type PostedOn,
} from './draft.js';
import { openFee, openInterest, openPrincipal } from './open-amounts.js';

interface Target extends Claim {
  readonly receivable: Account;
  readonly of: PostedOn;
  readonly settle: (amountMinor: Minor) => void;
}

/**
 * Applies money to what is billed, by the line's waterfall; what is left becomes credit of the customer.
 *
 * @param from the account that the money comes out of: the bank, or the customer's credit at a cut
 * @returns what went to billed debt
 * @see products.md section 6, `futureRule` CREDIT_UNTIL_DUE, `overpayment` CREDIT_BALANCE
 */
export function applyMoney(
  draft: Draft,
  amountMinor: Minor,
  from: 'BANK' | 'CUSTOMER_CREDIT',
  terms: LineTerms,
): Minor {
  const targets = targetsOf(draft);
  const byId = new Map(targets.map((target) => [target.id, target]));
  const { allocations, restMinor } = allocatePayment(amountMinor, targets, {
    order: terms.waterfall,
    across: terms.waterfallAcross,
  });
  for (const allocation of allocations) {
    const target = byId.get(allocation.id);
    if (target === undefined) continue;
    target.settle(allocation.amountMinor);
    book(draft, from, target.receivable, allocation.amountMinor, target.of);
  }
  if (from === 'BANK') {
    book(draft, 'BANK', 'CUSTOMER_CREDIT', restMinor, null);
    draft.creditMinor = minor(draft.creditMinor + restMinor);
  }
  return minor(amountMinor - restMinor);
}

/** Notes that billed debt was paid or refunded before its due date has been judged. */
export function countTowardsMinimum(draft: Draft, amountMinor: Minor): void {
  for (const bill of draft.bills) {
    if (bill.isMinimumMet === null) bill.paidMinor = minor(bill.paidMinor + amountMinor);
  }
}

function targetsOf(draft: Draft): readonly Target[] {
  const targets: Target[] = [];
  const billByDate = new Map(draft.bills.map((bill) => [bill.billOn, bill]));
  for (const bill of draft.bills) targets.push(...chargeTargets(bill));
  for (const [index, agreement] of draft.agreements.entries())
    targets.push(...installmentTargets(draft, agreement, rankId(index), billByDate));
  return targets.filter((target) => target.openMinor > 0);
}

/** Claims of equal rank are served by their ids as text: the agreement that was formed first comes first. */
const rankId = (index: number): string => String(index).padStart(5, '0');

function chargeTargets(bill: DraftBill): readonly Target[] {
  const target = (component: Component, receivable: Account, openMinor: number, settle: Target['settle']): Target => ({
    id: `${bill.billOn}/${receivable}`,
    dueOn: bill.dueOn,
    component,
    openMinor: minor(openMinor),
    receivable,
    of: bill,
    settle,
  });
  return [
    target('PENALTY', 'PENALTY_RECEIVABLE', bill.penaltyMinor - bill.penaltyPaidMinor, (paid) => {
      bill.penaltyPaidMinor = minor(bill.penaltyPaidMinor + paid);
    }),
    target('INTEREST', 'CARRY_RECEIVABLE', bill.carryMinor - bill.carryPaidMinor, (paid) => {
      bill.carryPaidMinor = minor(bill.carryPaidMinor + paid);
    }),
  ];
}

function installmentTargets(
  draft: Draft,
  agreement: DraftAgreement,
  agreementRank: string,
  billByDate: ReadonlyMap<string, DraftBill>,
): readonly Target[] {
  const targets: Target[] = [];
  for (const row of agreement.installments) {
    const bill = row.billOn === null ? undefined : billByDate.get(row.billOn);
    if (bill === undefined) continue;
    const id = `${agreementRank}/${rankId(row.nr)}`;
    const target = (component: Component, receivable: Account, openMinor: Minor, settle: Target['settle']): Target => ({
      id: `${id}/${component}`,
      dueOn: bill.dueOn,
      component,
      openMinor,
      receivable,
      of: agreement,
      settle: (paid) => {
        settle(paid);
        notePayment(draft, agreement, row.nr, paid);
      },
    });
    targets.push(
      target('FEE', 'FEE_RECEIVABLE', openFee(row), (paid) => {
        row.feePaidMinor = minor(row.feePaidMinor + paid);
      }),
      target('INTEREST', 'INTEREST_RECEIVABLE', openInterest(row), (paid) => {
        row.interestPaidMinor = minor(row.interestPaidMinor + paid);
      }),
      target('PRINCIPAL', 'PRINCIPAL_RECEIVABLE', openPrincipal(row), (paid) => {
        row.principalPaidMinor = minor(row.principalPaidMinor + paid);
        notePrincipalReduction(draft, agreement, paid);
      }),
    );
  }
  return targets;
}

/** Uses the customer's credit for what has just been billed. */
export function applyCredit(draft: Draft, terms: LineTerms): void {
  if (draft.creditMinor <= 0) return;
  const usedMinor = applyMoney(draft, draft.creditMinor, 'CUSTOMER_CREDIT', terms);
  draft.creditMinor = minor(draft.creditMinor - usedMinor);
}
