import { minor } from '../../money/minor.js';
import type { DebitTarget } from '../events.js';
import { emit, newId, valueDateOf, type Turn } from '../turn.js';

interface DebitRequest {
  readonly purpose: 'PAYMENT' | 'SETTLEMENT' | 'PREPAYMENT';
  readonly amountMinor: number;
  readonly accountRef: string;
  readonly target: DebitTarget | null;
}

/** Asks the bank for money; it is booked, as of today, when the bank confirms it. */
export function requestDebit(turn: Turn, request: DebitRequest): Turn {
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
