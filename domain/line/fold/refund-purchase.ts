import { minor, sumMinor, type Minor } from '../../money/minor.js';
import { downPaymentPart } from '../../plan/down-payment.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import { allocateRefund, paidSlicesOf, type RefundRow } from '../../refund/allocate-refund.js';
import { chargedFeesReturned } from '../../refund/charged-fees.js';
import type { RefundMade } from '../facts.js';
import type { AgreementPosition } from '../position-types.js';
import { postCharges } from './accrue-days.js';
import { applyCredit, countTowardsMinimum } from './apply-money.js';
import { chargedOf, returnCharges } from './charged-fees.js';
import { clampRefund } from './clamp-refund.js';
import {
  agreementOf,
  book,
  notePayment,
  notePrincipalReduction,
  type Draft,
  type DraftAgreement,
  type PostedOn,
} from './draft.js';
import { earnedOf, endFunded, repriceFunded, returnFunded } from './fund-charges.js';
import { openFee, openPrincipal } from './open-amounts.js';
import { unrecoveredOf } from './recover.js';
import { repriceOpenFees, repriceOpenInterest, scheduledRow } from './reprice-open.js';

/**
 * Sets a merchant's refund against the open principal of the purchase; what was already repaid becomes credit of the
 * customer. Fees of periods not yet billed and charged ones each follow the plan's policy; then all of it is kept under
 * the cap.
 *
 * @see products.md section 9; golden REF-1, REF-2, REF-3, REF-6
 */
export function refundPurchase(draft: Draft, fact: RefundMade, terms: LineTerms): void {
  const agreement = agreementOf(draft, fact.agreementId);
  // The purchase itself was undone: the whole refund belongs to the customer until someone takes it back too.
  if (agreement === undefined) {
    creditRefund(draft, fact.amountMinor, null);
    return;
  }
  postCharges(draft);
  const wasActive = agreement.status === 'ACTIVE';
  const { downPaymentMinor, lineMinor } = tendersOf(agreement, fact.amountMinor);
  const returned = (chargedMinor: Minor): Minor => returnedOf(agreement, lineMinor, chargedMinor);
  const returnedMinor = returned(chargedOf(agreement));
  const returnedToFunderMinor = returned(earnedOf(agreement.funding));
  const rows = agreement.installments.map(refundRow);
  const scheduled = agreement.installments.map(scheduledRow);
  const { cuts, beyondMinor } = allocateRefund(rows, lineMinor, agreement.plan.refundAllocation);
  const billedCutMinor = cutPrincipal(draft, agreement, cuts);
  countTowardsMinimum(draft, billedCutMinor);
  repriceOpenFees(agreement, rows, cuts, agreement.plan.openFeePolicy);
  repriceOpenInterest(agreement, scheduled);
  // A coupon is void on any return: what it was to pay from then on falls to nobody. A plan's funder pays on.
  if (agreement.funding?.couponId != null) endFunded(agreement);
  repriceFunded(agreement, { rows, cuts, scheduled }, agreement.plan.openFeePolicy);
  const { toLenderMinor, paidSliceMinor, convertedSliceMinor } = beyondDebt(agreement, beyondMinor);
  for (const slice of paidSlicesOf(agreement.installments.map(refundRow), paidSliceMinor)) {
    const row = agreement.installments.find((candidate) => candidate.nr === slice.nr);
    if (row === undefined) continue;
    row.principalMinor = minor(row.principalMinor - slice.amountMinor);
    row.principalPaidMinor = minor(row.principalPaidMinor - slice.amountMinor);
  }
  book(draft, 'MERCHANT_PAYABLE', 'RECOVERY_INCOME', toLenderMinor, agreement);
  agreement.recoveredMinor = minor(agreement.recoveredMinor + Math.min(toLenderMinor, unrecoveredOf(agreement)));
  agreement.convertedMinor = minor(agreement.convertedMinor - convertedSliceMinor);
  creditRefund(draft, minor(paidSliceMinor + convertedSliceMinor), agreement);
  returnCharges(draft, agreement, returnedMinor);
  returnFunded(draft, agreement, returnedToFunderMinor);
  if (wasActive) clampRefund(draft, agreement, terms);
  // What stays on the line pays what is due now, before it waits for the next bill.
  const staysMinor = agreement.plan.refundPaidSlice === 'CREDIT_BALANCE' ? draft.creditMinor : convertedSliceMinor;
  countTowardsMinimum(draft, applyCredit(draft, terms, staysMinor));
  agreement.refundedMinor = minor(agreement.refundedMinor + lineMinor);
  agreement.downPaymentRefundedMinor = minor(agreement.downPaymentRefundedMinor + downPaymentMinor);
  if (wasActive && agreement.installments.every((row) => row.principalMinor === 0)) agreement.status = 'REFUNDED';
}

/** What of the charges so far the refund gives back to who pays them. */
function returnedOf(
  { plan, principalMinor, refundedMinor }: DraftAgreement,
  refundMinor: Minor,
  chargedMinor: Minor,
): Minor {
  const refundableMinor = minor(principalMinor - refundedMinor);
  return chargedFeesReturned(plan.chargedFeePolicy, { chargedMinor, refundMinor, refundableMinor }, plan.rounding);
}

/** What of a refund is for the down payment, which the merchant gives back beside the line, and what for the line. */
export function tendersOf(
  agreement: AgreementPosition,
  amountMinor: Minor,
): { readonly downPaymentMinor: Minor; readonly lineMinor: Minor } {
  const { downPaymentMinor, principalMinor: financedMinor, refundedMinor, downPaymentRefundedMinor, plan } = agreement;
  const soFarMinor = minor(refundedMinor + downPaymentRefundedMinor);
  const partMinor = downPaymentPart({ downPaymentMinor, financedMinor }, soFarMinor, amountMinor, plan.rounding);
  return { downPaymentMinor: partMinor, lineMinor: minor(amountMinor - partMinor) };
}

function creditRefund(draft: Draft, amountMinor: Minor, of: PostedOn): void {
  book(draft, 'MERCHANT_PAYABLE', 'CUSTOMER_CREDIT', amountMinor, of);
  draft.creditMinor = minor(draft.creditMinor + amountMinor);
}

/**
 * What a refund brings beyond open debt: first what was written off, then what was repaid, then what is owed in the
 * installments of a converted bill, then what was given up.
 */
function beyondDebt(
  agreement: DraftAgreement,
  beyondMinor: Minor,
): { readonly toLenderMinor: Minor; readonly paidSliceMinor: Minor; readonly convertedSliceMinor: Minor } {
  const recoveredMinor = Math.min(beyondMinor, unrecoveredOf(agreement));
  const paidMinor = sumMinor(agreement.installments.map((row) => row.principalPaidMinor));
  const paidSliceMinor = minor(Math.min(beyondMinor - recoveredMinor, paidMinor));
  const convertedSliceMinor = minor(Math.min(beyondMinor - recoveredMinor - paidSliceMinor, agreement.convertedMinor));
  return {
    toLenderMinor: minor(beyondMinor - paidSliceMinor - convertedSliceMinor),
    paidSliceMinor,
    convertedSliceMinor,
  };
}

export const refundRow = (row: DraftAgreement['installments'][number]): RefundRow => ({
  nr: row.nr,
  principalOpenMinor: openPrincipal(row),
  feeOpenMinor: row.billOn === null ? openFee(row) : minor(0),
  principalOriginalMinor: row.principalMinor,
});

type Cuts = ReturnType<typeof allocateRefund>['cuts'];

/** @returns the part that was cut from billed installments */
function cutPrincipal(draft: Draft, agreement: DraftAgreement, cuts: Cuts): Minor {
  let billedMinor = 0;
  for (const cut of cuts) {
    const row = agreement.installments.find((candidate) => candidate.nr === cut.nr);
    if (row === undefined) continue;
    row.principalMinor = minor(row.principalMinor - cut.amountMinor);
    if (row.billOn !== null) billedMinor += cut.amountMinor;
    book(draft, 'MERCHANT_PAYABLE', 'PRINCIPAL_RECEIVABLE', cut.amountMinor, agreement);
    notePrincipalReduction(draft, agreement, cut.amountMinor);
    notePayment(draft, agreement, null, cut.amountMinor, 'MERCHANT');
  }
  return minor(billedMinor);
}
