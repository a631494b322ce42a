import type { LineEvent } from './events.js';
import type { PendingMovement } from './state.js';

type Of<T extends LineEvent['type']> = Extract<LineEvent, { type: T }>;
type Asked = Of<'drawn' | 'debitRequested' | 'payoutRequested'>;
type Answered = Of<
  | 'disbursed'
  | 'drawCanceled'
  | 'debitFailed'
  | 'paymentReceived'
  | 'agreementSettled'
  | 'prepaid'
  | 'payoutCompleted'
  | 'payoutFailed'
>;

/** What the bank has still to answer after an event that asks it for something, or books its answer. */
export function pendingAfter(pending: readonly PendingMovement[], event: Asked | Answered): readonly PendingMovement[] {
  switch (event.type) {
    case 'drawn': {
      const { seq, agreementId, amountMinor, accountRef } = event;
      return [...pending, { kind: 'DISBURSEMENT', seq, agreementId, amountMinor, accountRef }];
    }
    case 'debitRequested': {
      const { seq, paymentId, purpose, amountMinor, accountRef, valueOn, target } = event;
      return [...pending, { kind: 'DEBIT', seq, paymentId, purpose, amountMinor, accountRef, valueOn, target }];
    }
    case 'payoutRequested': {
      const { seq, payoutId, amountMinor, accountRef } = event;
      return [...pending, { kind: 'PAYOUT', seq, payoutId, amountMinor, accountRef }];
    }
    case 'disbursed':
    case 'drawCanceled':
      return without(pending, event.drawnSeq);
    case 'debitFailed':
    case 'payoutCompleted':
    case 'payoutFailed':
      return without(pending, event.requestedSeq);
    case 'paymentReceived':
    case 'agreementSettled':
    case 'prepaid':
      return event.requestedSeq === null ? pending : without(pending, event.requestedSeq);
  }
}

const without = (pending: readonly PendingMovement[], seq: number): readonly PendingMovement[] =>
  pending.filter((movement) => movement.seq !== seq);
