import { firstBillDateAfter } from '../../calendar/billing-calendar.js';
import { addMonths, yearOf, type PlainDate } from '../../calendar/plain-date.js';
import { minor } from '../../money/minor.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import type { ReAged } from '../facts.js';
import { postCharges } from './accrue-days.js';
import { countTowardsMinimum } from './apply-money.js';
import { agreementOf, book, type Draft, type DraftAgreement, type DraftInstallment } from './draft.js';
import { openFee, openInterest, openOfInstallment } from './open-amounts.js';
import { hasOpenRows } from './waive.js';

/**
 * Defers an agreement (hardship): what is open on it leaves its bills, and its oldest open installment is billed with
 * the bill named; the others follow at their distance. A bill from which all installments have gone is no longer late;
 * the charges posted on it stay payable.
 *
 * @see products.md section 13, `DEFER`
 */
export function reAge(draft: Draft, fact: ReAged, terms: LineTerms): void {
  const agreement = agreementOf(draft, fact.agreementId);
  if (agreement?.status !== 'ACTIVE') return;
  postCharges(draft);
  const open = agreement.installments.filter((row) => openOfInstallment(row) > 0);
  const months = monthsToDefer(open, fact.billOn, draft.billDay ?? terms.billDay);
  for (const row of open) {
    unbill(draft, agreement, row);
    row.anchorOn = addMonths(row.anchorOn, months);
  }
  for (const bill of draft.bills) if (!hasOpenRows(draft, bill)) bill.isMinimumMet = true;
}

/** How many bills later the oldest open installment comes; below 1 it would not be deferred. */
export function monthsToDefer(
  open: readonly { readonly anchorOn: PlainDate }[],
  billOn: PlainDate,
  billDay: number,
): number {
  const [first] = open;
  return first === undefined ? 0 : monthNr(billOn) - monthNr(firstBillDateAfter(first.anchorOn, billDay));
}

const monthNr = (date: PlainDate): number => yearOf(date) * 12 + Number(date.slice(5, 7));

/** Takes an installment off its bill: what is open of its charges is not income until it is billed again. */
function unbill(draft: Draft, agreement: DraftAgreement, row: DraftInstallment): void {
  if (row.billOn === null) return;
  countTowardsMinimum(draft, minor(openOfInstallment(row)));
  book(draft, 'FEE_INCOME', 'FEE_RECEIVABLE', openFee(row), agreement);
  book(draft, 'INTEREST_INCOME', 'INTEREST_RECEIVABLE', openInterest(row), agreement);
  row.billOn = null;
  row.isCarried = false;
}
