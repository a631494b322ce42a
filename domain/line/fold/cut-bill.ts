import { minor, ZERO } from '../../money/minor.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import type { BillCut } from '../facts.js';
import { bearFromPurchase } from './accrue-bill.js';
import { postCharges } from './accrue-days.js';
import { applyCredit } from './apply-money.js';
import { interestToBill } from './daily-interest.js';
import { agreementOf, bear, book, move, type Draft, type DraftBill } from './draft.js';
import { earnFunded } from './fund-charges.js';
import { openFee, openInterest, openOfBill, openOfInstallment } from './open-amounts.js';

/**
 * Cuts a cycle: what is carried moves to the new bill, the installments that the statement named are billed and their
 * charges posted, and the customer's credit pays towards it. A bill whose minimum was missed stays overdue by itself.
 *
 * @see products.md sections 2 and 4
 */
export function cutBill(draft: Draft, fact: BillCut, terms: LineTerms): void {
  postCharges(draft);
  const bill = billOf(fact);
  carryOver(draft, bill);
  draft.bills = draft.bills.filter((older) => openOfBill(draft, older) > 0);
  draft.bills.push(bill);
  billInstallments(draft, fact);
  earnFunded(draft, fact.valueOn);
  applyCredit(draft, terms);
  bearFromPurchase(draft, bill, terms);
}

const billOf = ({ valueOn, dueOn, timelyUntilOn, toleranceMinor, ...printed }: BillCut): DraftBill => ({
  billOn: valueOn,
  dueOn,
  timelyUntilOn,
  toleranceMinor,
  minDueMinor: printed.minDueMinor,
  balanceMinor: printed.balanceMinor,
  percentSpendMinor: printed.percentSpendMinor,
  paidMinor: ZERO,
  isMinimumMet: null,
  isTolerated: false,
  accruals: [],
  carryMinor: ZERO,
  carryBroughtMinor: ZERO,
  carryPaidMinor: ZERO,
  penaltyMinor: ZERO,
  penaltyPaidMinor: ZERO,
  bearing: {},
  balances: {},
});

/** Moves what is open on bills whose minimum was met; their unpaid carry fee comes along and bears nothing itself. */
function carryOver(draft: Draft, to: DraftBill): void {
  const rows = draft.agreements.flatMap((agreement) => agreement.installments);
  for (const bill of draft.bills) {
    if (bill.isMinimumMet !== true) continue;
    bringCarryFee(draft, bill, to);
    for (const row of rows) {
      if (row.billOn !== bill.billOn || openOfInstallment(row) === 0) continue;
      row.billOn = to.billOn;
      row.isCarried = row.isCarried || !bill.isTolerated;
    }
  }
}

function bringCarryFee(draft: Draft, from: DraftBill, to: DraftBill): void {
  const broughtMinor = minor(from.carryMinor - from.carryPaidMinor);
  if (broughtMinor === 0) return;
  from.carryPaidMinor = from.carryMinor;
  to.carryMinor = minor(to.carryMinor + broughtMinor);
  to.carryBroughtMinor = to.carryMinor;
  bear(draft, to, from.bearing);
  move(draft, 'CARRY_RECEIVABLE', broughtMinor, from, to);
}

function billInstallments(draft: Draft, fact: BillCut): void {
  for (const { agreementId, nr } of fact.rows) {
    const agreement = agreementOf(draft, agreementId);
    const row = agreement?.installments.find((candidate) => candidate.nr === nr);
    // Undone, settled or refunded before the cut by a fact that came to be known after it: the bill asks for less.
    if (agreement === undefined || row === undefined || row.billOn !== null || openOfInstallment(row) === 0) continue;
    const isFirstOnBill = !agreement.installments.some((other) => other.billOn === fact.valueOn && !other.isCarried);
    row.interestMinor = interestToBill(agreement, row, isFirstOnBill);
    row.billOn = fact.valueOn;
    // What was paid in advance has been earned already.
    book(draft, 'FEE_RECEIVABLE', 'FEE_INCOME', openFee(row), agreement);
    book(draft, 'INTEREST_RECEIVABLE', 'INTEREST_INCOME', openInterest(row), agreement);
  }
}
