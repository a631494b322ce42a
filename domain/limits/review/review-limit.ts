import { addMonths, type PlainDate } from '../../calendar/plain-date.js';
import { exact } from '../../money/decimal.js';
import { minor, type Minor } from '../../money/minor.js';
import { isAtLeastAsBad } from '../grade.js';
import { utilizationOf, type CycleConduct, type LimitReviewFacts } from './review-facts.js';
import { REVIEW_CYCLES, type LimitReviewPolicy } from './review-policy.js';

export type LimitReviewAction = 'INCREASE' | 'DECREASE' | 'KEEP';

/** Why: the rule's name, a code for the customer's reason, and the facts it looked at. */
export interface LimitReviewReason {
  readonly rule: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

export interface LimitReviewOutcome {
  readonly action: LimitReviewAction;
  /** The limit to be set; the present one for KEEP. */
  readonly limitMinor: Minor;
  /** Whether new spending has to stop (or stay stopped) now. */
  readonly isFrozen: boolean;
  /** Whether the line takes no new agreement. */
  readonly isClosedForNew: boolean;
  /** What caused the action; for KEEP what stood in the way of an increase, all of it. */
  readonly reasons: readonly LimitReviewReason[];
}

const MONTHS_PER_YEAR = 12;

/**
 * Decides what becomes of a limit. Lateness goes first, then disuse, then growth; a limit never falls below what is
 * outstanding and held. Increases are rounded down to the policy's step, decreases up.
 *
 * @param facts as of one day: the one who acts on the outcome looks again whether they still hold
 * @see risk.md section 6.2
 */
export function reviewLimit(facts: LimitReviewFacts, policy: LimitReviewPolicy): LimitReviewOutcome {
  const spending = {
    isFrozen: facts.daysPastDue >= policy.freezeFromDpd,
    isClosedForNew: facts.daysPastDue >= policy.closeFromDpd,
  };
  const keep = (reasons: readonly LimitReviewReason[]): LimitReviewOutcome => ({
    action: 'KEEP',
    limitMinor: facts.limitMinor,
    ...spending,
    reasons,
  });
  const lowered = lateReason(facts, policy) ?? disuseReason(facts, policy);
  if (lowered !== null) {
    const limitMinor = loweredLimit(facts, lowered.toMinor, policy);
    if (limitMinor >= facts.limitMinor) return keep([lowered.reason]);
    return { action: 'DECREASE', limitMinor, ...spending, reasons: [lowered.reason] };
  }
  const blockers = increaseBlockers(facts, policy);
  if (blockers.length > 0) return keep(blockers);
  const limitMinor = increasedLimit(facts, policy);
  if (limitMinor <= facts.limitMinor) {
    return keep([reason('gradeCap', 'limit-at-its-cap', { limitMinor: facts.limitMinor, grade: facts.grade })]);
  }
  const grown = { fromMinor: facts.limitMinor, toMinor: limitMinor, streak: onTimeStreak(facts.cycles) };
  return { action: 'INCREASE', limitMinor, ...spending, reasons: [reason('increaseMinCycles', 'paid-on-time', grown)] };
}

/** Consecutive cycles on time, from the latest back. */
export function onTimeStreak(cycles: readonly CycleConduct[]): number {
  const firstLate = cycles.findIndex(({ monthsLate }) => monthsLate > 0);
  return firstLate === -1 ? cycles.length : firstLate;
}

interface Lowering {
  readonly toMinor: Minor;
  readonly reason: LimitReviewReason;
}

function lateReason(facts: LimitReviewFacts, policy: LimitReviewPolicy): Lowering | null {
  const { daysPastDue, limitMinor } = facts;
  const toMinor = minor(exact(limitMinor).times(policy.cutShare).ceil().toNumber());
  if (daysPastDue >= policy.cutFromDpd) {
    return { toMinor, reason: reason('cutFromDpd', 'payment-overdue', { daysPastDue }) };
  }
  const lateCycles = facts.cycles.slice(0, REVIEW_CYCLES).filter(({ monthsLate }) => monthsLate > 0).length;
  if (lateCycles < policy.cutLateCycles) return null;
  return { toMinor, reason: reason('cutLateCycles', 'often-late', { lateCycles, ofCycles: REVIEW_CYCLES }) };
}

function disuseReason(facts: LimitReviewFacts, policy: LimitReviewPolicy): Lowering | null {
  const sinceOn = facts.lastUsedOn ?? facts.openedOn;
  if (addMonths(sinceOn, policy.inactivityMonths) > facts.on || facts.inUseMinor > 0) return null;
  if (facts.limitMinor <= policy.inactivityFloorMinor) return null;
  const left = exact(1).minus(policy.inactivityCut).times(facts.limitMinor).ceil().toNumber();
  return {
    toMinor: minor(Math.max(left, policy.inactivityFloorMinor)),
    reason: reason('inactivityMonths', 'not-used', { sinceOn }),
  };
}

function loweredLimit(facts: LimitReviewFacts, toMinor: Minor, { limitStepMinor }: LimitReviewPolicy): Minor {
  const leastMinor = Math.max(toMinor, facts.inUseMinor);
  return minor(Math.ceil(leastMinor / limitStepMinor) * limitStepMinor);
}

/** Everything that stands in the way of an increase: the customer learns of all of it at once. */
function increaseBlockers(facts: LimitReviewFacts, policy: LimitReviewPolicy): LimitReviewReason[] {
  return [
    ...facts.blockers.map((blocker) => reason('increaseBlockers', BLOCKER_CODES[blocker], {})),
    ...conductBlockers(facts, policy),
    ...usageBlockers(facts, policy),
    ...standingBlockers(facts, policy),
  ];
}

const BLOCKER_CODES = {
  DISPUTE: 'open-dispute',
  HARDSHIP: 'hardship-plan',
  FRAUD_FLAG: 'security-check',
  NO_CONSENT: 'no-consent-to-increases',
} as const;

function conductBlockers(facts: LimitReviewFacts, policy: LimitReviewPolicy): LimitReviewReason[] {
  const streak = onTimeStreak(facts.cycles);
  const isFirst = !facts.changes.some(({ fromMinor, toMinor }) => toMinor > fromMinor);
  const isGood = facts.grade === 'A' || facts.grade === 'B';
  const needed = isFirst && isGood ? policy.increaseFirstStepCycles : policy.increaseMinCycles;
  const found: LimitReviewReason[] = [];
  if (facts.daysPastDue > 0)
    found.push(reason('increaseBlockers', 'payment-overdue', { daysPastDue: facts.daysPastDue }));
  if (streak < needed) found.push(reason('increaseMinCycles', 'too-few-cycles-on-time', { streak, needed }));
  // The first step of a good grade asks for fewer cycles; a late one within the block stands in its way all the same.
  const hasBeenLate = streak < facts.cycles.length;
  if (hasBeenLate && streak >= needed && streak < policy.lateBlockMonths)
    found.push(reason('lateBlockMonths', 'late-not-long-ago', { cyclesAgo: streak, months: policy.lateBlockMonths }));
  return found;
}

function usageBlockers(facts: LimitReviewFacts, policy: LimitReviewPolicy): LimitReviewReason[] {
  const [latest] = facts.cycles;
  const [above, below] = policy.increaseUtilization;
  const used = latest === undefined ? null : utilizationOf(latest);
  const found: LimitReviewReason[] = [];
  if (used === null || used.lte(above) || used.gte(below)) {
    const utilization = used === null ? null : used.toDecimalPlaces(4).toString();
    found.push(reason('increaseUtilization', 'use-outside-the-range', { utilization, above, below }));
  }
  const peak = policy.increasePeakUtilization;
  if (peak !== null && !facts.cycles.slice(0, REVIEW_CYCLES).some((cycle) => isWithin(cycle, peak)))
    found.push(reason('increasePeakUtilization', 'never-used-enough', { from: peak[0], to: peak[1] }));
  return found;
}

function isWithin(cycle: CycleConduct, [from, to]: readonly [string, string]): boolean {
  const used = utilizationOf(cycle);
  return used.gte(from) && used.lte(to);
}

function standingBlockers(facts: LimitReviewFacts, policy: LimitReviewPolicy): LimitReviewReason[] {
  const { grade, debtServiceShare, on } = facts;
  const found: LimitReviewReason[] = [];
  if (grade === null || !isAtLeastAsBad(policy.increaseMinGrade, grade))
    found.push(reason('increaseMinGrade', 'grade-too-low', { grade, least: policy.increaseMinGrade }));
  const lastOn = facts.changes.at(-1)?.on ?? null;
  if (lastOn !== null && addMonths(lastOn, policy.increaseCooldownMonths) > on)
    found.push(reason('increaseCooldownMonths', 'changed-not-long-ago', { lastOn }));
  if (debtServiceShare !== null && exact(debtServiceShare).gt(policy.maxDebtServiceShare))
    found.push(
      reason('maxDebtServiceShare', 'debt-service-too-high', { debtServiceShare, max: policy.maxDebtServiceShare }),
    );
  return found;
}

function increasedLimit(facts: LimitReviewFacts, policy: LimitReviewPolicy): Minor {
  const { grade, limitMinor, packCapMinor } = facts;
  const steppedMinor = exact(policy.increaseStep).plus(1).times(limitMinor);
  const yearMinor = exact(policy.increaseMaxYear)
    .plus(1)
    .times(limitOn(facts, addMonths(facts.on, -MONTHS_PER_YEAR)));
  const caps = policy.gradeCapsMinor;
  const gradeCapMinor = caps === null ? Infinity : grade === null || grade === 'E' ? 0 : caps[grade];
  const mostMinor = Math.min(
    steppedMinor.floor().toNumber(),
    yearMinor.floor().toNumber(),
    gradeCapMinor,
    packCapMinor ?? Infinity,
  );
  return minor(mostMinor - (mostMinor % policy.limitStepMinor));
}

/** The limit as it stood on a day. */
function limitOn({ changes, limitMinor }: LimitReviewFacts, on: PlainDate): Minor {
  return changes.find((change) => change.on > on)?.fromMinor ?? limitMinor;
}

function reason(rule: string, code: string, facts: LimitReviewReason['facts']): LimitReviewReason {
  return { rule, code, facts };
}
