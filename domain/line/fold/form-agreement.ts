import { anchorDate } from '../../calendar/billing-calendar.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import { ZERO } from '../../money/minor.js';
import { shareCharges } from '../../plan/fee-funding.js';
import { scheduleOf } from '../../plan/plan-schedule.js';
import type { AgreementFormed } from '../facts.js';
import { book, type Draft, type DraftAgreement, type DraftInstallment } from './draft.js';

/** Books the debt of a captured purchase, or of a draw whose money the bank has yet to send. */
export function formAgreement(draft: Draft, fact: AgreementFormed, billDay: number): void {
  const { plan, principalMinor, valueOn } = fact;
  const agreement = agreementFrom(fact, billDay, (nr) => anchorDate(valueOn, nr, plan.frequency));
  draft.agreements.push(agreement);
  const payable = plan.subProduct === 'CASH_DRAW' ? 'OUTGOING_CLEARING' : 'MERCHANT_PAYABLE';
  book(draft, 'PRINCIPAL_RECEIVABLE', payable, principalMinor, agreement);
}

type Formed = Pick<
  AgreementFormed,
  | 'agreementId'
  | 'valueOn'
  | 'firstDueOn'
  | 'costTableHash'
  | 'plan'
  | 'periods'
  | 'principalMinor'
  | 'downPaymentMinor'
  | 'funding'
  | 'shares'
>;

/**
 * An agreement with its schedule, of which nothing is billed or paid.
 *
 * @param anchorOf the day of an installment: the cycle that holds it bills it
 */
export function agreementFrom(formed: Formed, billDay: number, anchorOf: (nr: number) => PlainDate): DraftAgreement {
  const { agreementId, firstDueOn, costTableHash, plan, periods, principalMinor, downPaymentMinor, shares, valueOn } =
    formed;
  const agreed = scheduleOf(plan, principalMinor, periods, { fromOn: valueOn, firstDueOn }, '0');
  const { rows, funded } = shareCharges(agreed, formed.funding?.share ?? '0', plan.rounding);
  const charges = funded.map((each) => ({ ...each, earnedMinor: ZERO }));
  return {
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
    funding: formed.funding === null ? null : { ...formed.funding, charges },
    interestDays: 0,
    waivedMinor: ZERO,
    writtenOffMinor: ZERO,
    recoveredMinor: ZERO,
    prepaidMinor: ZERO,
    convertedMinor: ZERO,
    reductions: [],
    payments: [],
    installments: rows.map((row): DraftInstallment => ({
      nr: row.nr,
      anchorOn: anchorOf(row.nr),
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
}
