import type { PlainDate } from '../calendar/plain-date.js';
import { minor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';

/** Parts of a debt that a payment is applied to. A carry fee counts as `INTEREST`. */
export type Component = 'ENFORCEMENT_COST' | 'PENALTY' | 'FEE' | 'INTEREST' | 'PRINCIPAL';

/** Something owed: one component of one bill or installment. */
export interface Claim {
  readonly id: string;
  readonly dueOn: PlainDate;
  readonly component: Component;
  readonly openMinor: Minor;
}

export interface WaterfallTerms {
  /** Every component that occurs, first served first; a plan with `principalFirstFromDpd` passes another order. */
  readonly order: readonly Component[];
  /** Whether a bill is served with all its components before the next bill, or a component over all bills first. */
  readonly across: 'OLDEST_BILL_FIRST' | 'COMPONENT_FIRST';
}

export interface Allocation {
  readonly id: string;
  readonly component: Component;
  readonly amountMinor: Minor;
}

export interface AllocatedPayment {
  /** In the order in which they were served; claims that got nothing are left out. */
  readonly allocations: readonly Allocation[];
  /** Money beyond all claims, for the credit balance. */
  readonly restMinor: Minor;
}

/**
 * Applies a payment to what is owed. The outcome does not depend on the order of `claims`: equal rank is decided by
 * due date, component and id. No claim gets more than it has open, and allocations plus rest are the payment.
 *
 * @param amountMinor 0 or more
 * @throws RangeError for a negative amount or open claim, or a component that `order` does not name
 * @see products.md section 6; golden WAT-1, WAT-3
 */
export function allocatePayment(amountMinor: Minor, claims: readonly Claim[], terms: WaterfallTerms): AllocatedPayment {
  if (amountMinor < 0) throw new RangeError(`amountMinor: ${amountMinor}; a payment is reversed, never negative`);
  const allocations: Allocation[] = [];
  let restMinor = amountMinor;
  for (const { id, component, openMinor } of inServingOrder(claims, terms)) {
    if (restMinor === 0) break;
    const servedMinor = minor(Math.min(restMinor, openMinor));
    if (servedMinor === 0) continue;
    allocations.push({ id, component, amountMinor: servedMinor });
    restMinor = minor(restMinor - servedMinor);
  }
  return { allocations, restMinor };
}

function inServingOrder(claims: readonly Claim[], terms: WaterfallTerms): readonly Claim[] {
  const rankOf = new Map(terms.order.map((component, rank) => [component, rank]));
  const ranked = claims.map((claim) => {
    const rank = rankOf.get(claim.component);
    if (rank === undefined) throw new RangeError(`order: ${claim.component} is missing; name every component`);
    if (claim.openMinor < 0) throw new RangeError(`openMinor: ${claim.openMinor} of claim ${claim.id}`);
    return { claim, rank };
  });
  return ranked
    .toSorted((a, b) => {
      const byDueDate = compare(a.claim.dueOn, b.claim.dueOn);
      const byRank = a.rank - b.rank;
      const first = terms.across === 'OLDEST_BILL_FIRST' ? byDueDate || byRank : byRank || byDueDate;
      return first || compare(a.claim.id, b.claim.id);
    })
    .map(({ claim }) => claim);
}

// By code unit, not by locale: the order must be the same on every machine.
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
