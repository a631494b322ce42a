import { minor, sumMinor } from '../../money/minor.js';
import type { PaymentMethod, Prepay, Settle } from '../commands.js';
import type { Outcome } from '../engine.js';
import type { DebitTarget, LineEventBody } from '../events.js';
import { dailyInterestOpen, isDaily } from '../fold/daily-interest.js';
import { positionOn } from '../fold/fold-facts.js';
import { openOfInstallment, openPrincipal } from '../fold/open-amounts.js';
import type { AgreementPosition } from '../position-types.js';
import { accepted, refused, type Result } from '../refusals.js';
import { emit, followDelinquency, newId, valueDateOf, type Turn } from '../turn.js';
import { firstOf, refuseClosed, refuseCurrency, refuseFullOfFacts } from './checks.js';
import { requestDebit } from './debits.js';
import { priceSettlement, refuseUnderWay } from './price-settlement.js';

type Refused = ReturnType<typeof refused> | null;

/** Settles at the payoff that the customer was quoted: it holds until the day of the quote ends in the line's zone. */
export function decideSettle(turn: Turn, command: Settle): Result<Outcome> {
  const { scope, agreementId, payoffMinor, quotedOn, currency, method } = command;
  const refusal = refuseMoney(turn, currency);
  if (refusal !== null) return refusal;
  const priced = priceSettlement(turn, scope, agreementId);
  if (!priced.ok) return priced;
  const { totalMinor, target } = priced.value;
  if (quotedOn !== null && quotedOn !== turn.today)
    return refused({ type: 'quote-expired', quotedOn, payoffMinor: totalMinor });
  if (totalMinor !== payoffMinor)
    return refused({ type: 'payoff-changed', payoffMinor: totalMinor, quotedMinor: payoffMinor });
  return accepted(takeMoney(turn, { amountMinor: payoffMinor, method, target, reply: { agreementId, payoffMinor } }));
}

/**
 * Pays a part of an agreement's principal ahead, where its plan allows it and nothing of it is billed and open. All of it
 * is a settlement, which has its own price.
 *
 * @see products.md section 8, `partialPrepay`
 */
export function decidePrepay(turn: Turn, command: Prepay): Result<Outcome> {
  const { agreementId, amountMinor, currency, method } = command;
  const position = positionOn(turn.state.book.position, turn.today, turn.state.terms);
  const agreement = position.agreements.find((candidate) => candidate.agreementId === agreementId);
  if (agreement === undefined) return refused({ type: 'agreement-unknown' });
  const refusal = firstOf(
    () => refuseMoney(turn, currency),
    () => refuseUnderWay(turn, agreement),
    () => refusePrepay(agreement, amountMinor),
  );
  if (refusal !== null) return refusal;
  const target = { kind: 'PRINCIPAL', agreementId } as const;
  return accepted(takeMoney(turn, { amountMinor, method, target, reply: { agreementId } }));
}

function refusePrepay(agreement: AgreementPosition, amountMinor: number): Refused {
  const { plan, installments } = agreement;
  if (plan.partialPrepay === 'NONE') return refused({ type: 'prepay-not-offered', planId: plan.planId });
  const openMinor = sumMinor(installments.filter((row) => row.billOn !== null).map(openOfInstallment));
  if (openMinor > 0) return refused({ type: 'bill-open', openMinor });
  const interestMinor = isDaily(agreement) ? dailyInterestOpen(agreement) : 0;
  const maxMinor = sumMinor(installments.map(openPrincipal)) + interestMinor - 1;
  if (amountMinor > interestMinor && amountMinor <= maxMinor) return null;
  return refused({ type: 'amount-out-of-range', param: 'amountMinor', minMinor: interestMinor + 1, maxMinor });
}

const refuseMoney = (turn: Turn, currency: string): Refused =>
  firstOf(
    () => refuseClosed(turn.state),
    () => refuseFullOfFacts(turn.state),
    () => refuseCurrency(turn.state, currency),
  );

interface Money {
  readonly amountMinor: number;
  readonly method: PaymentMethod;
  /** Null: what is billed. */
  readonly target: DebitTarget | null;
  readonly reply: Outcome['reply'];
}

/** Books money that has arrived for its target, or asks the bank for it. */
function takeMoney(turn: Turn, { amountMinor, method, target, reply }: Money): Outcome {
  const paymentId = newId(turn, 'pay');
  if (method.kind === 'DEBIT') {
    const purpose = target === null ? 'PAYMENT' : target.kind === 'AGREEMENTS' ? 'SETTLEMENT' : 'PREPAYMENT';
    const asked = requestDebit(turn, { purpose, amountMinor, accountRef: method.accountRef, target });
    return { turn: asked, reply: { paymentId, ...reply, status: 'PENDING' } };
  }
  const booked = emit(turn, {
    ...(target === null ? { type: 'paymentReceived' } : paidFor(target)),
    paymentId,
    amountMinor: minor(amountMinor),
    valueOn: target === null ? valueDateOf(turn) : turn.today,
    source: 'TRANSFER',
    accountRef: null,
    reference: method.reference,
    requestedSeq: null,
  });
  return { turn: followDelinquency(booked, turn.today), reply: { paymentId, ...reply, status: 'BOOKED' } };
}

type Paid = Extract<LineEventBody, { type: 'agreementSettled' | 'prepaid' }>;

/** What of an event says what the money was for. */
export const paidFor = (
  target: DebitTarget,
):
  | Pick<Extract<Paid, { type: 'agreementSettled' }>, 'type' | 'agreementIds'>
  | Pick<Extract<Paid, { type: 'prepaid' }>, 'type' | 'target'> =>
  target.kind === 'AGREEMENTS'
    ? { type: 'agreementSettled', agreementIds: target.agreementIds }
    : { type: 'prepaid', target };
