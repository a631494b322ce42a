import { minor, sumMinor, type Minor } from '../../money/minor.js';
import { divideRoundedBig } from '../../money/rounding.js';
import type { PlanTerms } from '../../plan/plan-terms.js';
import type { RefundCut, RefundRow } from '../../refund/allocate-refund.js';
import { recomputeOpenFees, type OpenFeePolicy } from '../../refund/open-fees.js';
import type { DraftAgreement, DraftInstallment } from './draft.js';
import { openInterest, openPrincipal } from './open-amounts.js';

/** Fees of periods not yet billed, once principal has been taken off them. @see products.md section 9, `openFeePolicy` */
export function repriceOpenFees(
  agreement: DraftAgreement,
  before: readonly RefundRow[],
  cuts: readonly RefundCut[],
  policy: PlanTerms['openFeePolicy'],
): void {
  const unbilled = new Set(agreement.installments.filter((row) => row.billOn === null).map((row) => row.nr));
  const rows = before.filter((row) => unbilled.has(row.nr));
  for (const fee of recomputeOpenFees(rows, cuts, feePolicy(agreement, policy), agreement.plan.rounding)) {
    const row = agreement.installments.find((candidate) => candidate.nr === fee.nr);
    // The policy speaks of what is still open: a fee that was paid in advance stays.
    if (row !== undefined) row.feeMinor = minor(row.feePaidMinor + fee.feeMinor);
  }
}

/** Principal that the schedule takes off with an installment; what was paid of it in advance is off already. */
export interface ScheduledRow {
  readonly stillMinor: Minor;
}

export const scheduledRow = (row: DraftInstallment): ScheduledRow => ({
  stillMinor: row.billOn === null ? openPrincipal(row) : row.principalMinor,
});

/**
 * Interest of periods not yet billed is that of the principal which is left: what was agreed, in the proportion in which
 * a refund or a prepayment has lowered what is outstanding by the schedule.
 *
 * @param before the installments as they were scheduled, in order
 */
export function repriceOpenInterest(agreement: DraftAgreement, before: readonly ScheduledRow[]): void {
  let agreedMinor = before.reduce((sum, row) => sum + row.stillMinor, 0);
  let outstandingMinor = sumMinor(agreement.installments.map((row) => scheduledRow(row).stillMinor));
  agreement.installments.forEach((row, index) => {
    if (row.billOn === null && openInterest(row) > 0 && agreedMinor > 0) {
      const interest = divideRoundedBig(
        BigInt(openInterest(row)) * BigInt(outstandingMinor),
        BigInt(agreedMinor),
        agreement.plan.rounding,
      );
      row.interestMinor = minor(row.interestPaidMinor + Number(interest));
    }
    agreedMinor -= before[index]?.stillMinor ?? 0;
    outstandingMinor = minor(outstandingMinor - scheduledRow(row).stillMinor);
  });
}

function feePolicy(agreement: DraftAgreement, policy: PlanTerms['openFeePolicy']): OpenFeePolicy {
  if (policy !== 'RECOMPUTE') return { policy };
  const principalMinor = sumMinor(agreement.installments.map((row) => row.principalMinor));
  return {
    policy,
    feeRatePerPeriod: agreement.plan.prices[0]?.feeRatePerPeriod ?? '0',
    reducedPrincipalMinor: minor(principalMinor - agreement.prepaidMinor),
  };
}
