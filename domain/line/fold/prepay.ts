import { exact } from '../../money/decimal.js';
import { minor, sumMinor, type Minor } from '../../money/minor.js';
import { roundToMinor } from '../../money/rounding.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import { allocateRefund } from '../../refund/allocate-refund.js';
import { shortenLevel } from '../../settlement/shorten-level.js';
import type { PrepaymentMade } from '../facts.js';
import { postCharges } from './accrue-days.js';
import { applyMoney, countTowardsMinimum } from './apply-money.js';
import { dailyInterestOpen, interestToBill, isDaily } from './daily-interest.js';
import { agreementOf, book, notePayment, notePrincipalReduction, type Draft, type DraftAgreement } from './draft.js';
import { repriceFunded } from './fund-charges.js';
import { openFee, openInterest, openOfInstallment, openPrincipal } from './open-amounts.js';
import { refundRow } from './refund-purchase.js';
import { repriceOpenFees, repriceOpenInterest, scheduledRow, type ScheduledRow } from './reprice-open.js';

/**
 * Takes money for what no bill has taken up. Where a correction of earlier days has made that impossible, it counts as an
 * ordinary payment, like what is left of it.
 *
 * @see products.md section 8, scope `NEXT_BILL` and `partialPrepay`
 */
export function prepay(draft: Draft, fact: PrepaymentMade, terms: LineTerms): void {
  postCharges(draft);
  const { target, amountMinor } = fact;
  const usedMinor =
    target.kind === 'INSTALLMENTS'
      ? payInstallments(draft, target.rows, amountMinor)
      : payPrincipal(draft, agreementOf(draft, target.agreementId), amountMinor);
  countTowardsMinimum(draft, applyMoney(draft, minor(amountMinor - usedMinor), fact.source, terms));
}

/** Pays installments as the next bill would ask for them. @returns what was used: all that they ask, or nothing */
function payInstallments(
  draft: Draft,
  rows: readonly { readonly agreementId: string; readonly nr: number }[],
  amountMinor: Minor,
): Minor {
  const claims = rows.flatMap(({ agreementId, nr }, index) => {
    const agreement = agreementOf(draft, agreementId);
    const row = agreement?.installments.find((candidate) => candidate.nr === nr);
    if (agreement === undefined || row?.billOn !== null) return [];
    const isFirst = rows.findIndex((other) => other.agreementId === agreementId) === index;
    return [{ agreement, row, interestMinor: interestToBill(agreement, row, isFirst) }];
  });
  const askedMinor = sumMinor(
    claims.map(({ row, interestMinor }) =>
      minor(openPrincipal(row) + openFee(row) + interestMinor - row.interestPaidMinor),
    ),
  );
  if (claims.length < rows.length || askedMinor > amountMinor) return minor(0);
  for (const { agreement, row, interestMinor } of claims) {
    row.interestMinor = interestMinor;
    book(draft, 'FEE_RECEIVABLE', 'FEE_INCOME', openFee(row), agreement);
    book(draft, 'INTEREST_RECEIVABLE', 'INTEREST_INCOME', openInterest(row), agreement);
    payInstallment(draft, agreement, row);
  }
  return askedMinor;
}

/** Pays all that an installment asks. */
export function payInstallment(
  draft: Draft,
  agreement: DraftAgreement,
  row: DraftAgreement['installments'][number],
): void {
  book(draft, 'BANK', 'FEE_RECEIVABLE', openFee(row), agreement);
  book(draft, 'BANK', 'INTEREST_RECEIVABLE', openInterest(row), agreement);
  book(draft, 'BANK', 'PRINCIPAL_RECEIVABLE', openPrincipal(row), agreement);
  notePrincipalReduction(draft, agreement, openPrincipal(row));
  notePayment(draft, agreement, row.nr, openOfInstallment(row));
  row.feePaidMinor = row.feeMinor;
  row.interestPaidMinor = row.interestMinor;
  row.principalPaidMinor = row.principalMinor;
}

/** Interest by the day first, then principal to come, by the plan's `partialPrepay`. @returns what was used */
function payPrincipal(draft: Draft, agreement: DraftAgreement | undefined, amountMinor: Minor): Minor {
  if (agreement?.status !== 'ACTIVE') return minor(0);
  const interestMinor = payDailyInterest(draft, agreement, amountMinor);
  const all = agreement.installments.map(scheduledRow);
  const before = agreement.installments.filter((row) => row.billOn === null).map(refundRow);
  const strategy = agreement.plan.partialPrepay === 'REDUCE_TERM' ? 'LAST_FIRST' : 'PRO_RATA';
  const { cuts, beyondMinor } = allocateRefund(before, minor(amountMinor - interestMinor), strategy);
  for (const cut of cuts) {
    const row = agreement.installments.find((candidate) => candidate.nr === cut.nr);
    if (row !== undefined) row.principalPaidMinor = minor(row.principalPaidMinor + cut.amountMinor);
  }
  const paidMinor = sumMinor(cuts.map((cut) => cut.amountMinor));
  book(draft, 'BANK', 'PRINCIPAL_RECEIVABLE', paidMinor, agreement);
  notePrincipalReduction(draft, agreement, paidMinor);
  notePayment(draft, agreement, null, minor(paidMinor + interestMinor));
  agreement.prepaidMinor = minor(agreement.prepaidMinor + paidMinor);
  if (strategy === 'LAST_FIRST' && agreement.plan.amortization === 'LEVEL_PAYMENT') keepPayment(agreement, all);
  repriceOpenFees(agreement, before, cuts, 'RECOMPUTE');
  repriceOpenInterest(agreement, all);
  repriceFunded(agreement, { rows: before, cuts, scheduled: all }, 'RECOMPUTE');
  return minor(amountMinor - beyondMinor);
}

function payDailyInterest(draft: Draft, agreement: DraftAgreement, amountMinor: Minor): Minor {
  const next = agreement.installments.find((row) => row.billOn === null);
  if (next === undefined || !isDaily(agreement)) return minor(0);
  const interestMinor = minor(Math.min(amountMinor, dailyInterestOpen(agreement)));
  book(draft, 'INTEREST_RECEIVABLE', 'INTEREST_INCOME', interestMinor, agreement);
  book(draft, 'BANK', 'INTEREST_RECEIVABLE', interestMinor, agreement);
  next.interestPaidMinor = minor(next.interestPaidMinor + interestMinor);
  next.interestMinor = minor(next.interestMinor + interestMinor);
  return interestMinor;
}

/** A shorter term with the same payment: principal moves from the last installments to the next ones. */
function keepPayment(agreement: DraftAgreement, before: readonly ScheduledRow[]): void {
  const rows = agreement.installments.filter((row) => row.billOn === null);
  const first = rows[0];
  if (first === undefined) return;
  const agreed = before.slice(-rows.length);
  const outstanding = agreed.map((_, index) => sumMinor(agreed.slice(index).map((row) => row.stillMinor)));
  const interestOn = (openMinor: Minor, index: number): Minor => {
    const row = rows[index];
    const agreedMinor = outstanding[index] ?? 0;
    if (row === undefined || agreedMinor === 0) return minor(0);
    return roundToMinor(exact(openInterest(row)).times(openMinor).dividedBy(agreedMinor), agreement.plan.rounding);
  };
  const paymentMinor = minor((agreed[0]?.stillMinor ?? 0) + openInterest(first));
  const open = shortenLevel(rows.map(openPrincipal), paymentMinor, interestOn);
  rows.forEach((row, index) => {
    row.principalMinor = minor(row.principalPaidMinor + (open[index] ?? 0));
  });
}
