import { minor, sumMinor, type Minor } from '../../money/minor.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import type { Payoff } from '../../settlement/payoff-terms.js';
import type { SettlementMade } from '../facts.js';
import { postCharges } from './accrue-days.js';
import { applyMoney, countTowardsMinimum } from './apply-money.js';
import { cutBilledCharges, returnPaidCharges } from './charged-fees.js';
import { agreementOf, book, type Draft, type DraftAgreement } from './draft.js';
import { endFunded } from './fund-charges.js';
import { openFee, openInterest, openOfInstallment } from './open-amounts.js';
import { payoffOf } from './payoff-of.js';
import { payInstallment } from './prepay.js';

/**
 * Settles agreements with the money that was paid for them; what is left, such as the late charges that a settlement of
 * everything brings along, is an ordinary payment. Where a correction of earlier days has made the payoff dearer than the
 * money, all of it counts as an ordinary payment and the agreements go on.
 */
export function settleAgreements(draft: Draft, fact: SettlementMade, terms: LineTerms): void {
  postCharges(draft);
  const settled = fact.agreementIds.flatMap((agreementId) => {
    const agreement = agreementOf(draft, agreementId);
    return agreement?.status === 'ACTIVE' ? [{ agreement, due: payoffOf(agreement, draft.asOn, terms) }] : [];
  });
  const payoffMinor = sumMinor(settled.map(({ due }) => due.totalMinor));
  const isPossible = settled.length === fact.agreementIds.length && payoffMinor <= fact.amountMinor;
  for (const { agreement, due } of isPossible ? settled : []) settleOne(draft, agreement, due);
  const restMinor = isPossible ? minor(fact.amountMinor - payoffMinor) : fact.amountMinor;
  countTowardsMinimum(draft, applyMoney(draft, restMinor, fact.source, terms));
}

function settleOne(draft: Draft, agreement: DraftAgreement, due: Payoff): void {
  returnPaidCharges(draft, agreement, due.creditedFeesMinor, 'BANK');
  const billed = agreement.installments.filter((row) => row.billOn !== null);
  const billedMinor = sumMinor(billed.map((row) => minor(openFee(row) + openInterest(row))));
  cutBilledCharges(draft, agreement, minor(billedMinor - due.billedFeesMinor));
  chargeSettlement(draft, agreement, due);
  endFunded(agreement);
  countTowardsMinimum(draft, payAll(draft, agreement));
  agreement.status = 'SETTLED';
  agreement.settledOn = draft.asOn;
}

/**
 * The charges of periods that will not come fall away; the next one, interest by the day and the settlement fee are
 * charged on the first. What was paid in advance stays paid.
 */
function chargeSettlement(draft: Draft, agreement: DraftAgreement, due: Payoff): void {
  const feeMinor = minor(due.nextFeeMinor + due.settlementFeeMinor);
  const unbilled = agreement.installments.filter((row) => row.billOn === null);
  for (const row of unbilled) {
    row.feeMinor = row.feePaidMinor;
    row.interestMinor = row.interestPaidMinor;
  }
  const first = unbilled[0] ?? agreement.installments.at(-1);
  if (first === undefined) return;
  first.feeMinor = minor(first.feeMinor + feeMinor);
  first.interestMinor = minor(first.interestMinor + due.interestMinor);
  book(draft, 'FEE_RECEIVABLE', 'FEE_INCOME', feeMinor, agreement);
  book(draft, 'INTEREST_RECEIVABLE', 'INTEREST_INCOME', due.interestMinor, agreement);
}

/** @returns what went to installments that were billed */
function payAll(draft: Draft, agreement: DraftAgreement): Minor {
  let billedMinor = 0;
  for (const row of agreement.installments) {
    if (row.billOn !== null) billedMinor += openOfInstallment(row);
    payInstallment(draft, agreement, row);
  }
  return minor(billedMinor);
}
