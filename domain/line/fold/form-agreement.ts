import { anchorDate } from '../../calendar/billing-calendar.js';
import { ZERO, type Minor } from '../../money/minor.js';
import type { PlanTerms, TenorPrice } from '../../plan/plan-terms.js';
import { buildSchedule, type ScheduleRow } from '../../schedule/schedule.js';
import type { AgreementFormed } from '../facts.js';
import { book, must, type Draft, type DraftAgreement, type DraftInstallment } from './draft.js';

/** The price of a tenor, or undefined where the plan does not offer it. */
export const priceOf = (plan: PlanTerms, periods: number): TenorPrice | undefined =>
  plan.prices.find((price) => price.periods === periods);

/**
 * The schedule that a plan version gives an amount: the same for a quote, a draw and every later fold.
 *
 * @throws InvariantViolation for a tenor that the plan does not offer: checked when the agreement is decided
 */
export function scheduleOf(plan: PlanTerms, principalMinor: Minor, periods: number): readonly ScheduleRow[] {
  const price = priceOf(plan, periods);
  must(price !== undefined, `plan ${plan.planId}@${plan.version} has no tenor of ${periods}`);
  return buildSchedule(
    {
      amortization: plan.amortization,
      feeRatePerPeriod: price?.feeRatePerPeriod ?? '0',
      annualRate: price?.annualRate ?? '0',
      dailyRate: plan.dailyRate,
      cashDrawFeeRate: plan.cashDrawFeeRate,
      rounding: plan.rounding,
      residuePlacement: plan.residuePlacement,
    },
    principalMinor,
    periods,
  );
}

/** Books the debt of a captured purchase, or of a draw whose money the bank has yet to send. */
export function formAgreement(draft: Draft, fact: AgreementFormed): void {
  const { agreementId, plan, periods, principalMinor, shares, valueOn } = fact;
  const agreement: DraftAgreement = {
    agreementId,
    plan,
    periods,
    formedOn: valueOn,
    principalMinor,
    shares,
    status: 'ACTIVE',
    settledOn: null,
    refundedMinor: ZERO,
    interestDays: 0,
    waivedMinor: ZERO,
    writtenOffMinor: ZERO,
    recoveredMinor: ZERO,
    reductions: [],
    payments: [],
    installments: scheduleOf(plan, principalMinor, periods).map((row): DraftInstallment => ({
      nr: row.nr,
      anchorOn: anchorDate(valueOn, row.nr),
      principalMinor: row.principalMinor,
      interestMinor: row.interestMinor,
      feeMinor: row.feeMinor,
      principalPaidMinor: ZERO,
      interestPaidMinor: ZERO,
      feePaidMinor: ZERO,
      billOn: null,
      isCarried: false,
    })),
    balances: {},
  };
  draft.agreements.push(agreement);
  const payable = plan.subProduct === 'CASH_DRAW' ? 'OUTGOING_CLEARING' : 'MERCHANT_PAYABLE';
  book(draft, 'PRINCIPAL_RECEIVABLE', payable, principalMinor, agreement);
}
