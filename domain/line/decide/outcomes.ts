import type { IntentOutcome } from '../commands.js';
import type { PendingMovement } from '../state.js';
import { paidFor } from './settlements.js';
import { emit, followDelinquency, type Turn } from '../turn.js';

/** What the bank's answer makes of a movement that it was asked for. */
export function decideMovementOutcome(turn: Turn, movement: PendingMovement, outcome: IntentOutcome): Turn {
  switch (movement.kind) {
    case 'DEBIT':
      return debitAnswered(turn, movement, outcome);
    case 'DISBURSEMENT': {
      const { agreementId, amountMinor, seq: drawnSeq } = movement;
      if (outcome.kind === 'FAILED')
        return followDelinquency(
          emit(turn, { type: 'drawCanceled', agreementId, drawnSeq, reason: outcome.reason }),
          turn.today,
        );
      const { bankReference } = outcome;
      return emit(turn, { type: 'disbursed', agreementId, drawnSeq, amountMinor, valueOn: turn.today, bankReference });
    }
    case 'PAYOUT': {
      const { payoutId, amountMinor, seq: requestedSeq } = movement;
      if (outcome.kind === 'FAILED')
        return emit(turn, { type: 'payoutFailed', payoutId, requestedSeq, reason: outcome.reason });
      const { bankReference } = outcome;
      const sent = emit(turn, {
        type: 'payoutCompleted',
        payoutId,
        requestedSeq,
        amountMinor,
        valueOn: turn.today,
        bankReference,
      });
      const { closing } = sent.state;
      return closing === null ? sent : emit(sent, { type: 'lineClosed', reason: closing });
    }
  }
}

/** A debit counts from the day on which the bank was asked, whenever it answers. */
function debitAnswered(
  turn: Turn,
  movement: Extract<PendingMovement, { kind: 'DEBIT' }>,
  outcome: IntentOutcome,
): Turn {
  const { paymentId, amountMinor, valueOn, accountRef, target, purpose, seq: requestedSeq } = movement;
  if (outcome.kind === 'FAILED')
    return emit(turn, { type: 'debitFailed', paymentId, requestedSeq, reason: outcome.reason });
  const booked = { paymentId, amountMinor, valueOn, accountRef, reference: outcome.bankReference, requestedSeq };
  const paid =
    target !== null
      ? emit(turn, { ...booked, ...paidFor(target), source: 'DEBIT' })
      : emit(turn, { type: 'paymentReceived', ...booked, source: purpose === 'AUTOPAY' ? 'AUTOPAY' : 'DEBIT' });
  return followDelinquency(paid, turn.today);
}
