import { InvariantViolation } from '../../domain/ledger/invariant.js';
import type { LineEvent } from '../../domain/line/events.js';
import type { PendingMovement } from '../../domain/line/state.js';
import type { Envelope, MovementRequested } from './state.js';

/** A movement that the bank has not answered, with what it is asked with. */
export type DueMovement = Pick<PendingMovement, 'kind' | 'seq' | 'amountMinor' | 'accountRef'> & MovementRequested;

/** Keeps, for each movement that is pending now, what the bank was first asked with. */
export function requestsOf(
  pending: readonly PendingMovement[],
  events: readonly LineEvent[],
  known: Envelope['requests'],
): Envelope['requests'] {
  return Object.fromEntries(
    pending.map(({ seq }) => {
      const event = events.find((candidate) => candidate.seq === seq);
      const request = known[seq] ?? (event && { requestedAt: event.bookedAt, purpose: purposeOf(event) });
      if (request === undefined) throw new InvariantViolation(`a movement without its event: ${seq}`);
      return [String(seq), request];
    }),
  );
}

function purposeOf(event: LineEvent): string {
  switch (event.type) {
    case 'debitRequested':
      return event.billOn === null ? event.paymentId : `bill:${event.billOn}`;
    case 'drawn':
      return event.agreementId;
    case 'payoutRequested':
      return event.payoutId;
    default:
      throw new InvariantViolation(`${event.type} asks for no money`);
  }
}
