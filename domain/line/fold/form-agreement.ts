import { anchorDate } from '../../calendar/billing-calendar.js';
import { ZERO } from '../../money/minor.js';
import { shareCharges } from '../../plan/fee-funding.js';
import { scheduleOf } from '../../plan/plan-schedule.js';
import type { AgreementFormed } from '../facts.js';
import { book, type Draft, type DraftAgreement, type DraftInstallment } from './draft.js';

/** Books the debt of a captured purchase, or of a draw whose money the bank has yet to send. */
export function formAgreement(draft: Draft, fact: AgreementFormed, billDay: number): void {
  const { agreementId, firstDueOn, costTableHash, plan, periods, principalMinor, downPaymentMinor, shares, valueOn } =
    fact;
  const agreed = scheduleOf(plan, principalMinor, periods, { fromOn: valueOn, firstDueOn }, '0');
  const { rows, funded } = shareCharges(agreed, fact.funding?.share ?? '0', plan.rounding);
  const charges = funded.map((each) => ({ ...each, earnedMinor: ZERO }));
  const agreement: DraftAgreement = {
    agreementId,
    plan,
    periods,
    formedOn: valueOn,
    firstDueOn,
    costTableHash,
    billDay,
    principalMinor,
    shares,
    status: 'ACTIVE',
    settledOn: null,
    refundedMinor: ZERO,
    downPaymentMinor,
    downPaymentRefundedMinor: ZERO,
    funding: fact.funding === null ? null : { ...fact.funding, charges },
    interestDays: 0,
    waivedMinor: ZERO,
    writtenOffMinor: ZERO,
    recoveredMinor: ZERO,
    prepaidMinor: ZERO,
    reductions: [],
    payments: [],
    installments: rows.map((row): DraftInstallment => ({
      nr: row.nr,
      anchorOn: anchorDate(valueOn, row.nr, plan.frequency),
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
