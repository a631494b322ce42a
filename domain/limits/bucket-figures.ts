import { minor, sumMinor, ZERO, type Minor } from '../money/minor.js';
import { isSameBucket, sumShares, type Bucket, type BucketId, type BucketShare } from './buckets.js';

/** A bucket's figures. Used and held and available are its limit; above it only the base may be, by `excessMinor`. */
export interface BucketFigures extends Bucket {
  readonly usedMinor: Minor;
  readonly heldMinor: Minor;
  readonly availableMinor: Minor;
}

export interface LimitFigures {
  /** The base first. */
  readonly buckets: readonly BucketFigures[];
  /** Use and holds above all the room that they could have. */
  readonly excessMinor: Minor;
}

interface LimitUse {
  /** In force; the base first. */
  readonly buckets: readonly Bucket[];
  /** Shares of agreements and of holds, in any order and as often as one likes. */
  readonly used: readonly BucketShare[];
  readonly held: readonly BucketShare[];
  /** Owed without an agreement: credit that was spent before the payment bounced. It weighs on the base. */
  readonly overdrawnMinor: Minor;
}

/**
 * What is used, held and free of each bucket. The use of a bucket that has ended weighs on the base (HLD-5). What is
 * above the base for another reason, a payment that bounced after its limit was used again, takes the room of the other
 * buckets, so that new spend never makes the whole exceed.
 *
 * @see products.md sections 1 and 10; features.md section 13, invariant 3
 */
export function limitFigures({ buckets, used, held, overdrawnMinor }: LimitUse): LimitFigures {
  const isInForce = (share: BucketId) => buckets.some((bucket) => isSameBucket(bucket, share));
  const on = (bucket: BucketId, shares: readonly BucketShare[]): Minor =>
    sumShares(shares.filter((share) => isSameBucket(share, bucket)));
  const ended = (shares: readonly BucketShare[]) => sumShares(shares.filter((share) => !isInForce(share)));
  const endedMinor = sumMinor([ended(used), ended(held)]);
  const [base, ...others] = buckets.map((bucket) => ({
    bucket,
    usedMinor: sumMinor([on(bucket, used), bucket.kind === 'BASE' ? sumMinor([ended(used), overdrawnMinor]) : ZERO]),
    heldMinor: sumMinor([on(bucket, held), bucket.kind === 'BASE' ? ended(held) : ZERO]),
  }));
  if (base?.bucket.kind !== 'BASE') throw new RangeError('a limit has a base bucket, which stands first');
  const overMinor = Math.max(0, base.usedMinor + base.heldMinor - base.bucket.limitMinor);
  let toSpreadMinor = Math.max(0, overMinor - endedMinor);
  let excessMinor = overMinor;
  const spread = others.map(({ bucket, usedMinor, heldMinor }) => {
    const roomMinor = Math.max(0, bucket.limitMinor - usedMinor - heldMinor);
    const takenMinor = Math.min(toSpreadMinor, roomMinor);
    toSpreadMinor -= takenMinor;
    excessMinor -= takenMinor;
    return {
      ...bucket,
      usedMinor: minor(usedMinor + takenMinor),
      heldMinor,
      availableMinor: minor(roomMinor - takenMinor),
    };
  });
  const baseFigures = {
    ...base.bucket,
    usedMinor: minor(base.usedMinor - (overMinor - excessMinor)),
    heldMinor: base.heldMinor,
    availableMinor: minor(Math.max(0, base.bucket.limitMinor - base.usedMinor - base.heldMinor)),
  };
  return { buckets: [baseFigures, ...spread], excessMinor: minor(excessMinor) };
}
