import { allocateByWeights } from '../money/allocate.js';
import { minor, sumMinor, ZERO, type Minor } from '../money/minor.js';

/** Parts of a limit: base (固定额度), temporary (临时额度, ends by itself), scene (专享额度, for listed goods alone). */
export const BUCKET_KINDS = ['SCENE', 'TEMPORARY', 'BASE'] as const;
export type BucketKind = (typeof BUCKET_KINDS)[number];

/** Which bucket: `ref` is the grant of a temporary one, the scene of a scene one, null for the base. */
export interface BucketId {
  readonly kind: BucketKind;
  readonly ref: string | null;
}

export const BASE: BucketId = { kind: 'BASE', ref: null };

/** A bucket in force and its size. */
export interface Bucket extends BucketId {
  readonly limitMinor: Minor;
}

/** What something took of a bucket. */
export interface BucketShare extends BucketId {
  readonly amountMinor: Minor;
}

export const isSameBucket = (a: BucketId, b: BucketId): boolean => a.kind === b.kind && a.ref === b.ref;

/**
 * Takes an amount out of buckets, each to its end before the next.
 *
 * @param rooms what each still has, in the order of use; amounts above 0 are used
 * @returns the shares in the order of use, none of 0; they sum to the amount, or to all the room where that is less
 * @see products.md section 1, `bucketDrawOrder`; golden HLD-1
 */
export function takeShares(amountMinor: Minor, rooms: readonly BucketShare[]): readonly BucketShare[] {
  let leftMinor: number = amountMinor;
  return rooms.flatMap(({ kind, ref, amountMinor: roomMinor }) => {
    const takenMinor = minor(Math.min(leftMinor, roomMinor));
    leftMinor -= takenMinor;
    return takenMinor > 0 ? [{ kind, ref, amountMinor: takenMinor }] : [];
  });
}

/**
 * What is left of shares when an amount of them, first used first, has gone elsewhere: to a capture.
 *
 * @param amountMinor 0 to the sum of the shares
 */
export function sharesAfter(shares: readonly BucketShare[], amountMinor: Minor): readonly BucketShare[] {
  let leftMinor: number = amountMinor;
  return shares.flatMap((share) => {
    const goneMinor = Math.min(leftMinor, share.amountMinor);
    leftMinor -= goneMinor;
    return goneMinor < share.amountMinor ? [{ ...share, amountMinor: minor(share.amountMinor - goneMinor) }] : [];
  });
}

/**
 * What is still in use of the shares that an agreement took, by what is still owed of it: no history is needed, so that a
 * payment that comes to be known late, or bounces, leaves the same use as one that came in time.
 *
 * @param shares in the order of use
 * @param owedMinor 0 to the sum of the shares
 * @returns the shares in use, in the same order; they sum to `owedMinor`
 * @see products.md section 1, `bucketRestoreOrder`: REVERSE_DRAW gives back first what was taken last; PRO_RATA by
 *   largest remainder
 */
export function sharesInUse(
  shares: readonly BucketShare[],
  owedMinor: Minor,
  restoreOrder: 'REVERSE_DRAW' | 'PRO_RATA',
): readonly BucketShare[] {
  if (restoreOrder === 'REVERSE_DRAW' || shares.length < 2) return takeShares(owedMinor, shares);
  const weights = shares.map((share) => share.amountMinor);
  const parts = allocateByWeights(owedMinor, weights);
  return shares
    .map((share, index) => ({ ...share, amountMinor: parts[index] ?? ZERO }))
    .filter((share) => share.amountMinor > 0);
}

/** The shares of two takings: what was taken of the same bucket is one share. */
export function mergeShares(shares: readonly BucketShare[], more: readonly BucketShare[]): readonly BucketShare[] {
  const merged = shares.map((share) => {
    const added = more.filter((other) => isSameBucket(other, share));
    return { ...share, amountMinor: sumMinor([share.amountMinor, sumShares(added)]) };
  });
  return [...merged, ...more.filter((other) => !shares.some((share) => isSameBucket(share, other)))];
}

export const sumShares = (shares: readonly BucketShare[]): Minor => sumMinor(shares.map((share) => share.amountMinor));
