import type { PlainDate } from '../calendar/plain-date.js';
import { minor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { evenShares } from './even-shares.js';

/** Parts of a debt that a payment is applied to. A carry fee counts as `INTEREST`. */
export type Component = 'ENFORCEMENT_COST' | 'PENALTY' | 'FEE' | 'INTEREST' | 'PRINCIPAL';

/** When a claim falls due, seen from the day of the payment: before it, about it, or not asked for yet. */
export type Timing = 'PAST_DUE' | 'DUE' | 'IN_ADVANCE';

/**
 * What becomes of money beyond what is due: it stays credit, or pays the next installments, the last ones, or a part of
 * all of them.
 */
export type FutureRule = 'CREDIT_UNTIL_DUE' | 'NEXT' | 'LAST' | 'SPREAD_EVENLY';

/** Something owed: one component of one bill or installment. */
export interface Claim {
  readonly id: string;
  readonly dueOn: PlainDate;
  readonly timing: Timing;
  readonly component: Component;
  readonly openMinor: Minor;
  /** Within its time a lower one is served first, before due dates count; 0 where nothing is preferred. */
  readonly priority: number;
}

/** A component of a time. */
export interface AllocationRule {
  readonly timing: Timing;
  readonly component: Component;
}

export interface WaterfallTerms {
  /** First served first. */
  readonly rules: readonly AllocationRule[];
  /**
   * Within a time: whether a bill is served with all its components before the next bill (times in the order in which
   * the rules first name them), or each rule over all bills before the next rule.
   */
  readonly across: 'OLDEST_BILL_FIRST' | 'COMPONENT_FIRST';
  readonly future: FutureRule;
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

/** The rules of an order of times and one order of components within each. @see products.md section 6 */
export const rulesOf = (times: readonly Timing[], components: readonly Component[]): readonly AllocationRule[] =>
  times.flatMap((timing) => components.map((component) => ({ timing, component })));

/**
 * Applies a payment to what is owed. The outcome does not depend on the order of `claims`: equal rank is decided by
 * due date, component and id. No claim gets more than it has open, and allocations plus rest are the payment.
 *
 * @param amountMinor 0 or more
 * @throws RangeError for a negative amount or open claim, or a claim that no rule names
 * @see products.md section 6; golden WAT-1, WAT-3
 */
export function allocatePayment(amountMinor: Minor, claims: readonly Claim[], terms: WaterfallTerms): AllocatedPayment {
  if (amountMinor < 0) throw new RangeError(`amountMinor: ${amountMinor}; a payment is reversed, never negative`);
  const served = new Map<Claim, number>();
  let restMinor: number = amountMinor;
  for (const stage of stagesOf(claims, terms)) {
    restMinor -= stage.isSpread ? spread(restMinor, stage.claims, served) : serve(restMinor, stage.claims, served);
  }
  const allocations = [...served].map(([{ id, component }, servedMinor]) => ({
    id,
    component,
    amountMinor: minor(servedMinor),
  }));
  return { allocations, restMinor: minor(restMinor) };
}

interface Stage {
  readonly claims: readonly Claim[];
  readonly isSpread: boolean;
}

function stagesOf(claims: readonly Claim[], terms: WaterfallTerms): readonly Stage[] {
  const { rules, across, future } = terms;
  const rankOf = new Map(rules.map((rule, rank) => [`${rule.timing}/${rule.component}`, rank]));
  const sorted = claims
    .filter((claim) => future !== 'CREDIT_UNTIL_DUE' || claim.timing !== 'IN_ADVANCE')
    .map((claim) => ({ claim, rank: rankIn(rankOf, claim) }))
    .toSorted((a, b) => compareRanked(a, b, terms))
    .map(({ claim }) => claim);
  const isSpread = (timing: Timing): boolean => future === 'SPREAD_EVENLY' && timing === 'IN_ADVANCE';
  const stageOf = ({ timing, component }: AllocationRule): string =>
    across === 'OLDEST_BILL_FIRST' && !isSpread(timing) ? timing : `${timing}/${component}`;
  return [...new Map(rules.map((rule) => [stageOf(rule), rule.timing]))].map(([stage, timing]) => ({
    claims: sorted.filter((claim) => stageOf(claim) === stage),
    isSpread: isSpread(timing),
  }));
}

function rankIn(rankOf: ReadonlyMap<string, number>, claim: Claim): number {
  const rank = rankOf.get(`${claim.timing}/${claim.component}`);
  if (rank === undefined)
    throw new RangeError(`rules: ${claim.timing}/${claim.component} is missing; name every component of every time`);
  if (claim.openMinor < 0) throw new RangeError(`openMinor: ${claim.openMinor} of claim ${claim.id}`);
  return rank;
}

interface Ranked {
  readonly claim: Claim;
  readonly rank: number;
}

function compareRanked(a: Ranked, b: Ranked, { future }: WaterfallTerms): number {
  const isFromTheEnd = future === 'LAST' && a.claim.timing === 'IN_ADVANCE';
  const byDueDate = compare(a.claim.dueOn, b.claim.dueOn) * (isFromTheEnd ? -1 : 1);
  return a.claim.priority - b.claim.priority || byDueDate || a.rank - b.rank || compare(a.claim.id, b.claim.id);
}

/** Pays one claim after the other. @returns what was given */
function serve(amountMinor: number, claims: readonly Claim[], served: Map<Claim, number>): number {
  let leftMinor = amountMinor;
  for (const claim of claims) leftMinor -= give(Math.min(leftMinor, claim.openMinor), claim, served);
  return amountMinor - leftMinor;
}

/**
 * Gives every open claim the same part; what does not fit is spread again over those still open. @returns what was given
 */
function spread(amountMinor: number, claims: readonly Claim[], served: Map<Claim, number>): number {
  const openOf = (claim: Claim) => claim.openMinor - (served.get(claim) ?? 0);
  let leftMinor = amountMinor;
  for (let open = claims.filter((claim) => openOf(claim) > 0); leftMinor > 0 && open.length > 0;) {
    const shares = evenShares(minor(leftMinor), open.length);
    for (const [index, claim] of open.entries()) {
      leftMinor -= give(Math.min(shares[index] ?? 0, openOf(claim), leftMinor), claim, served);
    }
    open = open.filter((claim) => openOf(claim) > 0);
  }
  return amountMinor - leftMinor;
}

function give(amountMinor: number, claim: Claim, served: Map<Claim, number>): number {
  if (amountMinor > 0) served.set(claim, (served.get(claim) ?? 0) + amountMinor);
  return amountMinor;
}

// By code unit, not by locale: the order must be the same on every machine.
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
