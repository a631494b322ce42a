import { minor } from '../../money/minor.js';
import type { Pay, Refund, ReversePayment, Settle } from '../commands.js';
import type { Outcome } from '../engine.js';
import type { Fact } from '../facts.js';
import { positionOn } from '../fold/fold-facts.js';
import { payoffOf } from '../fold/payoff-of.js';
import { usedOf } from '../fold/open-amounts.js';
import { accepted, refused, type Result } from '../refusals.js';
import { emit, followDelinquency, newId, valueDateOf, type Turn } from '../turn.js';
import { firstOf, refuseClosed, refuseCurrency, refuseFullOfFacts, refuseValueDate } from './checks.js';

/** Books money that has arrived, or asks the bank for it. What exceeds the billed debt is the customer's credit. */
export function decidePay(turn: Turn, command: Pay): Result<Outcome> {
  const { amountMinor, currency, method, valueOn } = command;
  const refusal = firstOf(
    () => refuseClosed(turn.state),
    () => refuseFullOfFacts(turn.state),
    () => refuseCurrency(turn.state, currency),
    () => (valueOn !== null && method.kind === 'DEBIT' ? refused({ type: 'value-date-needs-transfer' }) : null),
    () => refuseValueDate(turn, valueOn),
  );
  if (refusal !== null) return refusal;
  const paymentId = newId(turn, 'pay');
  if (method.kind === 'DEBIT') {
    const asked = requestDebit(turn, {
      purpose: 'PAYMENT',
      amountMinor,
      accountRef: method.accountRef,
      agreementId: null,
    });
    return accepted({ turn: asked, reply: { paymentId, status: 'PENDING' } });
  }
  const paid = emit(turn, {
    type: 'paymentReceived',
    paymentId,
    amountMinor: minor(amountMinor),
    valueOn: valueOn ?? valueDateOf(turn),
    source: 'TRANSFER',
    reference: method.reference,
    requestedSeq: null,
  });
  return accepted({ turn: followDelinquency(paid, turn.today), reply: { paymentId, status: 'BOOKED' } });
}

/** Takes a payment back, as of the day it counted from: charges and days past due are what they would have been. */
export function decideReversePayment(turn: Turn, command: ReversePayment): Result<Outcome> {
  const { paymentId, reason } = command;
  const fact = turn.state.book.facts.find((candidate) => isPayment(candidate) && candidate.paymentId === paymentId);
  if (fact === undefined || !isPayment(fact)) {
    const isPending = turn.state.pending.some(
      (movement) => movement.kind === 'DEBIT' && movement.paymentId === paymentId,
    );
    return refused({ type: isPending ? 'payment-pending' : 'payment-unknown' });
  }
  if (fact.reversedBy !== null) return refused({ type: 'payment-already-reversed' });
  const refusal = firstOf(
    () => refuseClosed(turn.state),
    () => refuseValueDate(turn, fact.valueOn),
  );
  if (refusal !== null) return refusal;
  const reversed = emit(turn, {
    type: 'paymentReversed',
    paymentId,
    paymentSeq: fact.seq,
    amountMinor: fact.amountMinor,
    reason,
  });
  return accepted({ turn: followDelinquency(reversed, turn.today), reply: { paymentId } });
}

const isPayment = (fact: Fact): fact is Extract<Fact, { kind: 'PAYMENT' | 'SETTLEMENT' }> =>
  fact.kind === 'PAYMENT' || fact.kind === 'SETTLEMENT';

/**
 * Takes a merchant's refund of a purchase. What had been repaid becomes credit and is paid out to the account on file.
 * A purchase that was repaid before the correction window has left the line's books and is unknown here: nothing of it is
 * owed or held, so the merchant pays the customer without the line.
 *
 * @see products.md section 9
 */
export function decideRefund(turn: Turn, command: Refund): Result<Outcome> {
  const { state } = turn;
  const { agreementId, amountMinor, currency, valueOn } = command;
  const agreement = state.book.position.agreements.find((candidate) => candidate.agreementId === agreementId);
  if (agreement === undefined) return refused({ type: 'agreement-unknown' });
  const refundableMinor = minor(agreement.principalMinor - agreement.refundedMinor);
  const formedOn = agreement.formedOn;
  const refusal = firstOf(
    () => refuseClosed(state),
    () => refuseFullOfFacts(state),
    () => refuseCurrency(state, currency),
    () =>
      agreement.plan.subProduct === 'CASH_DRAW'
        ? refused({ type: 'plan-not-for-this', subProduct: 'CASH_DRAW' })
        : null,
    () => refuseValueDate(turn, valueOn),
    () =>
      valueOn !== null && valueOn < formedOn
        ? refused({ type: 'value-date-out-of-range', earliestOn: formedOn, latestOn: turn.today })
        : null,
    () => (amountMinor > refundableMinor ? refused({ type: 'refund-above-purchase', refundableMinor }) : null),
  );
  if (refusal !== null) return refusal;
  const refundId = newId(turn, 'rfd');
  const usedBefore = usedOf(state.book.position);
  const booked = emit(turn, {
    type: 'refunded',
    refundId,
    agreementId,
    amountMinor: minor(amountMinor),
    valueOn: valueOn ?? turn.today,
  });
  const restoredMinor = minor(Math.max(0, usedBefore - usedOf(booked.state.book.position)));
  const creditedMinor = minor(amountMinor - restoredMinor);
  const followed = followDelinquency(booked, turn.today);
  return accepted({
    turn: payOut(followed, creditedMinor, 'REFUND'),
    reply: { refundId, restoredMinor, creditedMinor },
  });
}

/** Pays credit out to the account on file; without one it stays credit for the next bill. */
export function payOut(turn: Turn, amountMinor: number, reason: 'REFUND' | 'CLOSURE' | 'OVERPAYMENT'): Turn {
  const { accountRef, book } = turn.state;
  const payableMinor = Math.min(amountMinor, book.position.creditMinor);
  if (accountRef === null || payableMinor <= 0) return turn;
  const payoutId = newId(turn, 'pout');
  return emit(turn, {
    type: 'payoutRequested',
    payoutId,
    amountMinor: minor(payableMinor),
    valueOn: turn.today,
    accountRef,
    reason,
  });
}

/** Settles an agreement early for the payoff that the customer was quoted for today. */
export function decideSettle(turn: Turn, command: Settle): Result<Outcome> {
  const { agreementId, payoffMinor, currency, method } = command;
  const refusal = firstOf(
    () => refuseClosed(turn.state),
    () => refuseFullOfFacts(turn.state),
    () => refuseCurrency(turn.state, currency),
  );
  if (refusal !== null) return refusal;
  const quoted = quotePayoff(turn, agreementId);
  if (!quoted.ok) return quoted;
  if (quoted.value.totalMinor !== payoffMinor)
    return refused({ type: 'payoff-changed', payoffMinor: quoted.value.totalMinor });
  const paymentId = newId(turn, 'pay');
  const reply = { paymentId, agreementId, payoffMinor };
  if (method.kind === 'DEBIT') {
    const asked = requestDebit(turn, {
      purpose: 'SETTLEMENT',
      amountMinor: payoffMinor,
      accountRef: method.accountRef,
      agreementId,
    });
    return accepted({ turn: asked, reply: { ...reply, status: 'PENDING' } });
  }
  const settled = emit(turn, {
    type: 'agreementSettled',
    paymentId,
    agreementId,
    amountMinor: minor(payoffMinor),
    valueOn: turn.today,
    source: 'TRANSFER',
    reference: method.reference,
    requestedSeq: null,
  });
  return accepted({ turn: followDelinquency(settled, turn.today), reply: { ...reply, status: 'BOOKED' } });
}

/** The payoff of an agreement as of the turn's day. */
export function quotePayoff(turn: Turn, agreementId: string): Result<ReturnType<typeof payoffOf>> {
  const position = positionOn(turn.state.book.position, turn.today, turn.state.terms);
  const agreement = position.agreements.find((candidate) => candidate.agreementId === agreementId);
  if (agreement === undefined) return refused({ type: 'agreement-unknown' });
  if (agreement.status !== 'ACTIVE') return refused({ type: 'agreement-not-active', status: agreement.status });
  const isUnderWay = turn.state.pending.some(
    (movement) => 'agreementId' in movement && movement.agreementId === agreementId,
  );
  if (isUnderWay) return refused({ type: 'payment-pending' });
  const quote = payoffOf(agreement, turn.today, turn.state.terms);
  return quote.totalMinor === 0 ? refused({ type: 'agreement-not-active', status: 'PAID' }) : accepted(quote);
}

interface DebitRequest {
  readonly purpose: 'PAYMENT' | 'SETTLEMENT';
  readonly amountMinor: number;
  readonly accountRef: string;
  readonly agreementId: string | null;
}

function requestDebit(turn: Turn, request: DebitRequest): Turn {
  return emit(turn, {
    type: 'debitRequested',
    paymentId: newId(turn, 'pay'),
    ...request,
    amountMinor: minor(request.amountMinor),
    valueOn: valueDateOf(turn),
    billOn: null,
    attempt: 1,
  });
}
