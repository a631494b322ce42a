import { minor, ZERO } from '../money/minor.js';
import type { LineEvent } from './events.js';
import { HOLDS_PER_LINE_MAX, type Hold } from './state.js';

type Of<T extends LineEvent['type']> = Extract<LineEvent, { type: T }>;
type HoldEvent = Of<'authorized' | 'captured' | 'authorizationVoided' | 'authorizationExpired'>;

/** The authorizations after an event about one of them. */
export function holdsAfter(holds: readonly Hold[], event: HoldEvent): readonly Hold[] {
  switch (event.type) {
    case 'authorized':
      return [...withRoom(holds), holdOf(event)];
    case 'captured':
      return replaced(holds, event.authorizationId, (hold) => {
        const openMinor = minor(hold.openMinor - event.amountMinor);
        return { ...hold, openMinor, status: openMinor === 0 ? 'CAPTURED' : 'OPEN', agreementId: event.agreementId };
      });
    case 'authorizationVoided':
      return replaced(holds, event.authorizationId, (hold) => ({ ...hold, openMinor: ZERO, status: 'VOIDED' }));
    case 'authorizationExpired':
      return replaced(holds, event.authorizationId, (hold) => ({ ...hold, openMinor: ZERO, status: 'EXPIRED' }));
  }
}

/**
 * The authorizations that a cut leaves in the state: open ones, and those whose term ended in or after the cycle that is
 * cut. An order can so be told to be a repeat for at least a whole cycle after its term.
 *
 * @param cycleStartsAt epoch ms
 */
export function rememberedHolds(holds: readonly Hold[], cycleStartsAt: number): readonly Hold[] {
  return holds.filter((hold) => hold.status === 'OPEN' || hold.expiresAt >= cycleStartsAt);
}

/** Ended authorizations make room for new ones, the oldest first; open ones never do. */
function withRoom(holds: readonly Hold[]): readonly Hold[] {
  if (holds.length < HOLDS_PER_LINE_MAX) return holds;
  const oldest = holds.find((hold) => hold.status !== 'OPEN');
  return holds.filter((hold) => hold !== oldest);
}

function holdOf(event: Of<'authorized'>): Hold {
  const { authorizationId, orderId, merchantId, amountMinor, plan, periods, expiresAt } = event;
  return {
    authorizationId,
    orderId,
    merchantId,
    amountMinor,
    openMinor: amountMinor,
    plan,
    periods,
    expiresAt,
    status: 'OPEN',
    agreementId: null,
  };
}

const replaced = (holds: readonly Hold[], authorizationId: string, change: (hold: Hold) => Hold): readonly Hold[] =>
  holds.map((hold) => (hold.authorizationId === authorizationId ? change(hold) : hold));
