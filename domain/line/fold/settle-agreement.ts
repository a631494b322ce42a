import type { PlainDate } from '../../calendar/plain-date.js';
import { minor, ZERO } from '../../money/minor.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import { payoff, type Payoff } from '../../settlement/payoff.js';
import type { SettlementMade } from '../facts.js';
import type { AgreementPosition } from '../position-types.js';
import { postCharges } from './accrue-days.js';
import { applyMoney, countTowardsMinimum } from './apply-money.js';
import { agreementOf, book, notePrincipalReduction, type Draft, type DraftAgreement } from './draft.js';
import { openFee, openInterest, openOfInstallment, openPrincipal } from './open-amounts.js';

/**
 * What settles an agreement on a day: free on the day it was taken up, later what is billed, the next fee and the rest
 * of the daily charge. Interest of a plan that bears it counts with the fee.
 *
 * @see products.md section 8, default strategies; golden SET-1
 */
export function payoffOf(agreement: AgreementPosition, settledOn: PlainDate): Payoff {
  const { plan } = agreement;
  return payoff(
    {
      drawnOn: agreement.formedOn,
      principalMinor: agreement.principalMinor,
      rows: agreement.installments.map((row) => ({
        nr: row.nr,
        principalOpenMinor: openPrincipal(row),
        feeOpenMinor: minor(openFee(row) + openInterest(row)),
        feePaidMinor: minor(row.feePaidMinor + row.interestPaidMinor),
        isBilled: row.billOn !== null,
      })),
      reductions: agreement.reductions,
      settledOn,
    },
    {
      strategies: ['SAME_DAY_FREE', 'BILLED_PLUS_NEXT_PLUS_DAILY'],
      settlementDailyRate: plan.settlementDailyRate,
      settlementFeeOffset: plan.settlementFeeOffset,
      rounding: plan.rounding,
    },
  );
}

/**
 * Settles an agreement with the money that was paid for it. Where a correction of earlier days has made the payoff
 * dearer than that, the money counts as an ordinary payment and the agreement goes on.
 */
export function settleAgreement(draft: Draft, fact: SettlementMade, terms: LineTerms): void {
  postCharges(draft, terms);
  const agreement = agreementOf(draft, fact.agreementId);
  const due = agreement?.status === 'ACTIVE' ? payoffOf(agreement, draft.asOn) : undefined;
  if (agreement === undefined || due === undefined || due.totalMinor > fact.amountMinor) {
    countTowardsMinimum(draft, applyMoney(draft, fact.amountMinor, 'BANK', terms));
    return;
  }
  chargeSettlement(draft, agreement, due);
  const billedMinor = payAll(draft, agreement);
  countTowardsMinimum(draft, billedMinor);
  const restMinor = minor(fact.amountMinor - due.totalMinor);
  book(draft, 'BANK', 'CUSTOMER_CREDIT', restMinor);
  draft.creditMinor = minor(draft.creditMinor + restMinor);
  agreement.status = 'SETTLED';
  agreement.settledOn = draft.asOn;
}

/** The fees of periods that will not come fall away; the next one and the settlement fee are charged on the first. */
function chargeSettlement(draft: Draft, agreement: DraftAgreement, due: Payoff): void {
  const feeMinor = minor(due.nextFeeMinor + due.settlementFeeMinor);
  const unbilled = agreement.installments.filter((row) => row.billOn === null);
  for (const row of unbilled) {
    row.feeMinor = ZERO;
    row.interestMinor = ZERO;
  }
  const first = unbilled[0] ?? agreement.installments.at(-1);
  if (first === undefined) return;
  first.feeMinor = minor(first.feeMinor + feeMinor);
  book(draft, 'FEE_RECEIVABLE', 'FEE_INCOME', feeMinor);
}

/** @returns what went to installments that were billed */
function payAll(draft: Draft, agreement: DraftAgreement): ReturnType<typeof minor> {
  let billedMinor = 0;
  for (const row of agreement.installments) {
    if (row.billOn !== null) billedMinor += openOfInstallment(row);
    const principalMinor = openPrincipal(row);
    book(draft, 'BANK', 'FEE_RECEIVABLE', openFee(row));
    book(draft, 'BANK', 'INTEREST_RECEIVABLE', openInterest(row));
    book(draft, 'BANK', 'PRINCIPAL_RECEIVABLE', principalMinor);
    notePrincipalReduction(draft, agreement, principalMinor);
    row.feePaidMinor = row.feeMinor;
    row.interestPaidMinor = row.interestMinor;
    row.principalPaidMinor = row.principalMinor;
  }
  return minor(billedMinor);
}
