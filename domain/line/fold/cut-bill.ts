import { NO_ACCRUAL } from '../../delinquency/late-charge.js';
import { minor, ZERO } from '../../money/minor.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import type { BillCut } from '../facts.js';
import { postCharges } from './accrue-days.js';
import { applyCredit } from './apply-money.js';
import { agreementOf, book, type Draft } from './draft.js';
import { openOfBill, openOfInstallment } from './open-amounts.js';

/**
 * Cuts a cycle: what is carried moves to the new bill, the installments that the statement named are billed and their
 * charges posted, and the customer's credit pays towards it. A bill whose minimum was missed stays overdue by itself.
 *
 * @see products.md sections 2 and 4
 */
export function cutBill(draft: Draft, fact: BillCut, terms: LineTerms): void {
  postCharges(draft, terms);
  const carryBroughtMinor = carryOver(draft, fact);
  draft.bills = draft.bills.filter((bill) => openOfBill(draft, bill) > 0);
  draft.bills.push({
    billOn: fact.valueOn,
    dueOn: fact.dueOn,
    minDueMinor: fact.minDueMinor,
    paidMinor: ZERO,
    isMinimumMet: null,
    accrual: NO_ACCRUAL,
    carryMinor: carryBroughtMinor,
    carryBroughtMinor,
    carryPaidMinor: ZERO,
    penaltyMinor: ZERO,
    penaltyPaidMinor: ZERO,
  });
  billInstallments(draft, fact);
  applyCredit(draft, terms);
}

/** Moves what is open on bills whose minimum was met; their unpaid carry fee comes along and bears nothing itself. */
function carryOver(draft: Draft, fact: BillCut): ReturnType<typeof minor> {
  let broughtMinor = 0;
  for (const bill of draft.bills) {
    if (bill.isMinimumMet !== true) continue;
    broughtMinor += bill.carryMinor - bill.carryPaidMinor;
    bill.carryPaidMinor = bill.carryMinor;
    const rows = draft.agreements.flatMap((agreement) => agreement.installments);
    for (const row of rows) {
      if (row.billOn !== bill.billOn || openOfInstallment(row) === 0) continue;
      row.billOn = fact.valueOn;
      row.isCarried = true;
    }
  }
  return minor(broughtMinor);
}

function billInstallments(draft: Draft, fact: BillCut): void {
  for (const { agreementId, nr } of fact.rows) {
    const row = agreementOf(draft, agreementId)?.installments.find((candidate) => candidate.nr === nr);
    // Undone, settled or refunded before the cut by a fact that came to be known after it: the bill asks for less.
    if (row === undefined || row.billOn !== null || openOfInstallment(row) === 0) continue;
    row.billOn = fact.valueOn;
    book(draft, 'FEE_RECEIVABLE', 'FEE_INCOME', row.feeMinor);
    book(draft, 'INTEREST_RECEIVABLE', 'INTEREST_INCOME', row.interestMinor);
  }
}
