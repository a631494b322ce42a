import type { PlainDate } from '../calendar/plain-date.js';
import { limitFigures, type BucketFigures, type LimitFigures } from '../limits/bucket-figures.js';
import { BASE, sharesInUse, sumShares, type Bucket, type BucketShare } from '../limits/buckets.js';
import { minor, sumMinor, ZERO, type Minor } from '../money/minor.js';
import { exact } from '../money/decimal.js';
import { roundToMinor } from '../money/rounding.js';
import { clearingOf } from './fold/clearing.js';
import { outstandingPrincipal } from './fold/open-amounts.js';
import type { AgreementPosition } from './position-types.js';
import type { LineState } from './state.js';

/** A temporary limit in force. A new one after it has ended is another bucket: what used the old one does not use it. */
export interface TemporaryLimit {
  readonly grantId: string;
  readonly amountMinor: Minor;
  /** Epoch ms; it is over at that instant. */
  readonly expiresAt: number;
}

/** What may be used for one kind of goods alone, on top of the rest. */
export interface SceneLimit {
  readonly scene: string;
  readonly amountMinor: Minor;
}

/** The buckets in force, the base first. */
function bucketsOf({ limitMinor, temporaryLimit, sceneLimits }: LineState): readonly Bucket[] {
  return [
    { ...BASE, limitMinor },
    ...(temporaryLimit === null
      ? []
      : [{ kind: 'TEMPORARY' as const, ref: temporaryLimit.grantId, limitMinor: temporaryLimit.amountMinor }]),
    ...sceneLimits.map(({ scene, amountMinor }) => ({ kind: 'SCENE' as const, ref: scene, limitMinor: amountMinor })),
  ];
}

const inUseOf = (agreement: AgreementPosition, today: PlainDate): Minor =>
  minor(outstandingPrincipal(agreement) + clearingOf(agreement, today));

/**
 * What is used, held and free of each bucket on a day: derived from what the agreements and holds took and what is still
 * owed of it, never counted up and down.
 */
export function limitFiguresOf(state: LineState, today: PlainDate): LimitFigures {
  const { agreements, creditMinor } = state.book.position;
  const { bucketRestoreOrder } = state.terms.limits;
  return limitFigures({
    buckets: bucketsOf(state),
    used: agreements.flatMap((agreement) =>
      sharesInUse(agreement.shares, inUseOf(agreement, today), bucketRestoreOrder),
    ),
    held: state.holds.flatMap((hold) => hold.shares),
    overdrawnMinor: minor(Math.max(0, 0 - creditMinor)),
  });
}

/** What new spend can take of each bucket, in the order of use. */
interface Rooms {
  readonly usable: readonly BucketShare[];
  /** Free in the temporary bucket but not for installments. */
  readonly notInstallableMinor: Minor;
}

/**
 * @param use the scene of the goods or null, and whether the temporary bucket may be used
 * @see products.md section 1, `bucketDrawOrder`, and section 10, `temporaryInstallable`
 */
export function roomsFor(
  state: LineState,
  { buckets }: LimitFigures,
  use: { readonly scene: string | null; readonly isTemporaryUsable: boolean },
): Rooms {
  const share = ({ kind, ref, availableMinor }: BucketFigures): BucketShare => ({
    kind,
    ref,
    amountMinor: availableMinor,
  });
  const usable = state.terms.limits.bucketDrawOrder.flatMap((kind) =>
    buckets.filter((bucket) => bucket.kind === kind && (kind !== 'SCENE' || bucket.ref === use.scene)).map(share),
  );
  if (use.isTemporaryUsable) return { usable, notInstallableMinor: ZERO };
  return {
    usable: usable.filter(({ kind }) => kind !== 'TEMPORARY'),
    notInstallableMinor: sumShares(usable.filter(({ kind }) => kind === 'TEMPORARY')),
  };
}

/** Used and held in all buckets, against which a customer's own cap counts. */
const inUseOnLine = ({ buckets }: LimitFigures): Minor =>
  sumMinor(buckets.flatMap(({ usedMinor, heldMinor }) => [usedMinor, heldMinor]));

/** Limit that new spend outside all scenes finds now: of the base and the temporary bucket, under the customer's cap. */
export function availableOf(state: LineState, today: PlainDate): Minor {
  const figures = limitFiguresOf(state, today);
  const { usable } = roomsFor(state, figures, { scene: null, isTemporaryUsable: true });
  return minor(Math.min(sumShares(usable), selfCapRoom(state, figures)));
}

/** What the customer's own cap leaves. */
export function selfCapRoom({ selfCapMinor }: LineState, figures: LimitFigures): number {
  return selfCapMinor === null ? Number.MAX_SAFE_INTEGER : Math.max(0, selfCapMinor - inUseOnLine(figures));
}

interface CashFigures {
  readonly limitMinor: Minor;
  readonly usedMinor: Minor;
  readonly availableMinor: Minor;
}

/**
 * What may be owed in cash: a share of the base limit, cut down to a minor unit.
 *
 * @see products.md section 11, `cashSubLimitShare`
 */
export function cashFiguresOf(state: LineState, cashSubLimitShare: string, today: PlainDate): CashFigures {
  const limitMinor = roundToMinor(exact(cashSubLimitShare).times(state.limitMinor), 'DOWN');
  const cash = state.book.position.agreements.filter(({ plan }) => plan.subProduct === 'CASH_DRAW');
  const usedMinor = sumMinor(cash.map((agreement) => inUseOf(agreement, today)));
  return { limitMinor, usedMinor, availableMinor: minor(Math.max(0, limitMinor - usedMinor)) };
}

/**
 * What is owed above the base limit because a temporary one has ended: it is due in full with the next bill, unless the
 * plan lets it keep its terms.
 *
 * @see products.md section 10, `temporaryExcess`; golden HLD-5
 */
export function temporaryExcessOf(state: LineState): Minor {
  const { agreements } = state.book.position;
  const grantId = state.temporaryLimit?.grantId ?? null;
  let baseMinor = 0;
  let endedMinor = 0;
  for (const agreement of agreements) {
    const { shares, plan } = agreement;
    const owedMinor = outstandingPrincipal(agreement);
    for (const share of sharesInUse(shares, owedMinor, state.terms.limits.bucketRestoreOrder)) {
      const hasEnded = share.kind === 'TEMPORARY' && share.ref !== grantId;
      if (hasEnded || share.kind === 'BASE') baseMinor += share.amountMinor;
      if (hasEnded && plan.use.temporaryExcess === 'DUE_WITH_NEXT_BILL') endedMinor += share.amountMinor;
    }
  }
  return minor(Math.min(endedMinor, Math.max(0, baseMinor - state.limitMinor)));
}
