import { minor, sumMinor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';

/** One installment as a refund finds it. */
export interface RefundRow {
  readonly nr: number;
  /** Principal not yet repaid. */
  readonly principalOpenMinor: Minor;
  /** Fee not yet charged. */
  readonly feeOpenMinor: Minor;
  /** Scheduled principal less earlier refunds: what is open plus what was repaid. */
  readonly principalOriginalMinor: Minor;
}

/** Onto which installments' open principal a refund goes. @see products.md section 9, `refundAllocation` */
export type RefundStrategy = 'LAST_FIRST' | 'PRO_RATA' | 'NEXT_FIRST';

/** An amount set against one installment. */
export interface RefundCut {
  readonly nr: number;
  readonly amountMinor: Minor;
}

export interface AllocatedRefund {
  /** By installment number; installments that get nothing are left out. Their sum restores the limit. */
  readonly cuts: readonly RefundCut[];
  /** What exceeds the open principal: money already repaid, by `refundPaidSlice`. */
  readonly beyondMinor: Minor;
}

/**
 * Sets a refund against open principal. `PRO_RATA` cuts each share down to a minor unit and puts the rest on the last
 * installment, further back where that has too little open.
 *
 * @param rows installments in any order; paid ones may be left out
 * @param refundMinor 0 or more
 * @returns cuts plus beyond are the refund; no cut exceeds the open principal
 * @throws RangeError for a negative refund, or open principal not within 0 and the original
 * @see products.md section 9; golden REF-1, REF-4, REF-5, REF-6
 */
export function allocateRefund(
  rows: readonly RefundRow[],
  refundMinor: Minor,
  strategy: RefundStrategy,
): AllocatedRefund {
  if (refundMinor < 0) throw new RangeError(`refundMinor: ${refundMinor}; a refund is reversed, never negative`);
  rows.forEach(assertRow);
  const ascending = byNumber(rows);
  const openMinor = sumMinor(ascending.map((row) => row.principalOpenMinor));
  const againstOpenMinor = minor(Math.min(refundMinor, openMinor));
  return {
    cuts: cutsOf(ascending, againstOpenMinor, openMinor, strategy),
    beyondMinor: minor(refundMinor - againstOpenMinor),
  };
}

/**
 * Sets what a refund has beyond the open principal against paid installments, from the latest back, to find the
 * payments and instruments that the money came from.
 *
 * @param rows all installments of the agreement, paid ones included
 * @param beyondMinor 0 or more
 * @throws RangeError if that is more than was repaid: the refund exceeds the purchase
 * @see products.md section 9, `refundPaidSlice`; golden REF-6
 */
export function paidSlicesOf(rows: readonly RefundRow[], beyondMinor: Minor): readonly RefundCut[] {
  rows.forEach(assertRow);
  const paid = byNumber(rows).map((row) => ({
    nr: row.nr,
    openMinor: minor(row.principalOriginalMinor - row.principalOpenMinor),
  }));
  const { cuts, restMinor } = fill(paid.toReversed(), beyondMinor);
  if (restMinor > 0) throw new RangeError(`beyondMinor: ${restMinor} more than was repaid; check the refund's amount`);
  return cuts;
}

interface Slot {
  readonly nr: number;
  readonly openMinor: Minor;
}

function cutsOf(
  ascending: readonly RefundRow[],
  amountMinor: Minor,
  openMinor: Minor,
  strategy: RefundStrategy,
): readonly RefundCut[] {
  const slots = ascending.map((row) => ({ nr: row.nr, openMinor: row.principalOpenMinor }));
  switch (strategy) {
    case 'NEXT_FIRST':
      return fill(slots, amountMinor).cuts;
    case 'LAST_FIRST':
      return fill(slots.toReversed(), amountMinor).cuts;
    case 'PRO_RATA':
      return proRata(slots, amountMinor, openMinor);
  }
}

function fill(slots: readonly Slot[], amountMinor: Minor): { cuts: readonly RefundCut[]; restMinor: Minor } {
  const cuts: RefundCut[] = [];
  let restMinor = amountMinor;
  for (const { nr, openMinor } of slots) {
    const cutMinor = minor(Math.min(restMinor, openMinor));
    if (cutMinor === 0) continue;
    cuts.push({ nr, amountMinor: cutMinor });
    restMinor = minor(restMinor - cutMinor);
  }
  return { cuts: byNumber(cuts), restMinor };
}

function proRata(slots: readonly Slot[], amountMinor: Minor, totalMinor: Minor): readonly RefundCut[] {
  const shares = slots.map((slot) => ({ ...slot, shareMinor: shareDown(amountMinor, slot.openMinor, totalMinor) }));
  const residueMinor = minor(amountMinor - sumMinor(shares.map((share) => share.shareMinor)));
  const stillOpen = shares.map(({ nr, openMinor, shareMinor }) => ({ nr, openMinor: minor(openMinor - shareMinor) }));
  const extraOf = new Map(fill(stillOpen.toReversed(), residueMinor).cuts.map((cut) => [cut.nr, cut.amountMinor]));
  return shares
    .map(({ nr, shareMinor }) => ({ nr, amountMinor: minor(shareMinor + (extraOf.get(nr) ?? ZERO)) }))
    .filter((cut) => cut.amountMinor > 0);
}

function shareDown(amountMinor: Minor, openMinor: Minor, totalMinor: Minor): Minor {
  if (totalMinor === 0) return ZERO;
  // The product of two amounts may leave the safe integers.
  return minor(Number((BigInt(amountMinor) * BigInt(openMinor)) / BigInt(totalMinor)));
}

function byNumber<T extends { readonly nr: number }>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((a, b) => a.nr - b.nr);
}

function assertRow(row: RefundRow): void {
  if (row.principalOpenMinor < 0 || row.principalOpenMinor > row.principalOriginalMinor)
    throw new RangeError(
      `row ${row.nr}: open ${row.principalOpenMinor} is not within 0..${row.principalOriginalMinor}, its original`,
    );
}
