import { minor, sumMinor, type Minor } from '../../money/minor.js';
import { exact, type DecimalString } from '../../money/decimal.js';
import { divideRoundedBig } from '../../money/rounding.js';
import type { PlanTerms } from '../../plan/plan-terms.js';
import type { RefundCut, RefundRow } from '../../refund/allocate-refund.js';
import { recomputeOpenFees, type OpenFeePolicy } from '../../refund/open-fees.js';
import type { AgreementPosition } from '../position-types.js';
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
  for (const fee of recomputeOpenFees(
    rows,
    cuts,
    feePolicy(agreement, policy, customerShare(agreement)),
    agreement.plan.rounding,
  )) {
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
  const repriced = repricedInterest(agreement, before, openInterest);
  for (const row of agreement.installments)
    row.interestMinor = minor(row.interestPaidMinor + (repriced.get(row.nr) ?? openInterest(row)));
}

/** Open interest of the periods not yet billed by their number, whoever pays it. */
export function repricedInterest(
  agreement: DraftAgreement,
  before: readonly ScheduledRow[],
  openOf: (row: DraftInstallment) => Minor,
): ReadonlyMap<number, Minor> {
  const repriced = new Map<number, Minor>();
  let agreedMinor = before.reduce((sum, row) => sum + row.stillMinor, 0);
  let outstandingMinor = sumMinor(agreement.installments.map((row) => scheduledRow(row).stillMinor));
  agreement.installments.forEach((row, index) => {
    if (row.billOn === null && openOf(row) > 0 && agreedMinor > 0) {
      const { rounding } = agreement.plan;
      const share = BigInt(openOf(row)) * BigInt(outstandingMinor);
      repriced.set(row.nr, minor(Number(divideRoundedBig(share, BigInt(agreedMinor), rounding))));
    }
    agreedMinor -= before[index]?.stillMinor ?? 0;
    outstandingMinor = minor(outstandingMinor - scheduledRow(row).stillMinor);
  });
  return repriced;
}

/** @param ofPrice the share of the agreed fee that is meant: the customer's, or the funder's */
export function feePolicy(
  agreement: DraftAgreement,
  policy: PlanTerms['openFeePolicy'],
  ofPrice: DecimalString,
): OpenFeePolicy {
  if (policy !== 'RECOMPUTE') return { policy };
  const principalMinor = sumMinor(agreement.installments.map((row) => row.principalMinor));
  const feeRate = exact(agreement.plan.prices[0]?.feeRatePerPeriod ?? '0').times(ofPrice);
  return {
    policy,
    feeRatePerPeriod: feeRate.toFixed(),
    reducedPrincipalMinor: minor(principalMinor - agreement.prepaidMinor),
  };
}

/** The share of the charges that the customer pays: all, unless another pays a part. */
export const customerShare = ({ funding }: Pick<AgreementPosition, 'funding'>): DecimalString =>
  exact(1)
    .minus(funding?.share ?? 0)
    .toFixed();
