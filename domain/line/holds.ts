import { sharesAfter } from '../limits/buckets.js';
import { minor, ZERO } from '../money/minor.js';
import type { LineEvent } from './events.js';
import { HOLDS_PER_LINE_MAX, type Hold } from './state.js';

type Of<T extends LineEvent['type']> = Extract<LineEvent, { type: T }>;
type HoldEvent = Of<
  'authorized' | 'authorizationAdjusted' | 'captured' | 'authorizationVoided' | 'authorizationExpired'
>;

/** The authorizations after an event about one of them. */
export function holdsAfter(holds: readonly Hold[], event: HoldEvent): readonly Hold[] {
  switch (event.type) {
    case 'authorized':
      return [...withRoom(holds), holdOf(event)];
    case 'captured':
      return replaced(holds, event.authorizationId, (hold) => afterCapture(hold, event));
    case 'authorizationAdjusted': {
      const { amountMinor, openMinor, shares } = event;
      const status = openMinor === 0 ? 'CAPTURED' : 'OPEN';
      return replaced(holds, event.authorizationId, (hold) => ({ ...hold, amountMinor, openMinor, shares, status }));
    }
    case 'authorizationVoided':
      return replaced(holds, event.authorizationId, (hold) => ({ ...hold, ...NOTHING_HELD, status: 'VOIDED' }));
    case 'authorizationExpired':
      return replaced(holds, event.authorizationId, (hold) => ({ ...hold, ...NOTHING_HELD, status: 'EXPIRED' }));
  }
}

const NOTHING_HELD = { openMinor: ZERO, shares: [] } as const;

function afterCapture(hold: Hold, { amountMinor, releasedMinor, agreementId }: Of<'captured'>): Hold {
  const openMinor = minor(hold.openMinor - amountMinor - releasedMinor);
  return {
    ...hold,
    capturedMinor: minor(hold.capturedMinor + amountMinor),
    openMinor,
    // A release takes all that the capture has left.
    shares: openMinor === 0 ? [] : sharesAfter(hold.shares, amountMinor),
    status: openMinor === 0 ? 'CAPTURED' : 'OPEN',
    agreementId,
  };
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
  const {
    authorizationId,
    orderId,
    merchantId,
    amountMinor,
    downPaymentMinor,
    funding,
    scene,
    shares,
    plan,
    periods,
    expiresAt,
  } = event;
  return {
    authorizationId,
    orderId,
    merchantId,
    amountMinor,
    capturedMinor: ZERO,
    downPaymentMinor,
    funding,
    openMinor: amountMinor,
    scene,
    shares,
    plan,
    periods,
    expiresAt,
    status: 'OPEN',
    agreementId: null,
  };
}

const replaced = (holds: readonly Hold[], authorizationId: string, change: (hold: Hold) => Hold): readonly Hold[] =>
  holds.map((hold) => (hold.authorizationId === authorizationId ? change(hold) : hold));
