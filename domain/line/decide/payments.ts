import { minor } from '../../money/minor.js';
import type { Pay, ReversePayment } from '../commands.js';
import type { Outcome } from '../engine.js';
import type { Fact } from '../facts.js';
import { accepted, refused, type Result } from '../refusals.js';
import { emit, followDelinquency, newId, valueDateOf, type Turn } from '../turn.js';
import { requestDebit } from './debits.js';
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
      target: null,
    });
    return accepted({ turn: asked, reply: { paymentId, status: 'PENDING' } });
  }
  const paid = emit(turn, {
    type: 'paymentReceived',
    paymentId,
    amountMinor: minor(amountMinor),
    valueOn: valueOn ?? valueDateOf(turn),
    source: 'TRANSFER',
    accountRef: null,
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

const isPayment = (fact: Fact): fact is Extract<Fact, { kind: 'PAYMENT' | 'SETTLEMENT' | 'PREPAYMENT' }> =>
  fact.kind === 'PAYMENT' || fact.kind === 'SETTLEMENT' || fact.kind === 'PREPAYMENT';
