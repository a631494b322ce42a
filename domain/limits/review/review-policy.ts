import type { Grade, LendingGrade } from '../grade.js';

/**
 * How a limit grows and shrinks with behavior. Shares are exact decimals, amounts minor units of the line's currency.
 *
 * @see risk.md section 6.2
 */
export interface LimitReviewPolicy {
  readonly id: string;
  readonly version: number;
  /** Months between two scheduled reviews. */
  readonly reviewMonths: number;
  /** Consecutive cycles on time, the latest included. */
  readonly increaseMinCycles: number;
  /** The same for a line's first increase, of the grades A and B. */
  readonly increaseFirstStepCycles: number;
  /** The latest utilization has to be strictly between both. */
  readonly increaseUtilization: readonly [string, string];
  /** One of the last six cycles has to be within both; null: not asked for. */
  readonly increasePeakUtilization: readonly [string, string] | null;
  /** The worst grade that gets an increase. */
  readonly increaseMinGrade: Grade;
  readonly increaseCooldownMonths: number;
  /** Of the present limit. */
  readonly increaseStep: string;
  /** Of the limit that stood twelve months before. */
  readonly increaseMaxYear: string;
  /** What a limit can grow to by itself; E never grows. */
  readonly gradeCapsMinor: Readonly<Record<LendingGrade, number>> | null;
  /** A late cycle within so many months blocks increases. */
  readonly lateBlockMonths: number;
  readonly freezeFromDpd: number;
  readonly cutFromDpd: number;
  /** Late in so many of the last six cycles. */
  readonly cutLateCycles: number;
  readonly cutShare: string;
  readonly closeFromDpd: number;
  readonly inactivityMonths: number;
  readonly inactivityCut: string;
  readonly inactivityFloorMinor: number;
  /** Changed limits are multiples of it. */
  readonly limitStepMinor: number;
  readonly maxDebtServiceShare: string;
  /** Cycles without a signal until a warning goes back one step. */
  readonly warningClearCycles: number;
}

/** @see risk.md section 6.2, the defaults; the caps are ten times the first limits of section 6.1 */
export const LIMIT_REVIEW_POLICY_1: LimitReviewPolicy = {
  id: 'limit-review',
  version: 1,
  reviewMonths: 6,
  increaseMinCycles: 6,
  increaseFirstStepCycles: 3,
  increaseUtilization: ['0.01', '0.80'],
  increasePeakUtilization: null,
  increaseMinGrade: 'C',
  increaseCooldownMonths: 6,
  increaseStep: '0.20',
  increaseMaxYear: '0.50',
  gradeCapsMinor: { A: 5_000_000, B: 3_000_000, C: 1_000_000, D: 500_000 },
  lateBlockMonths: 6,
  freezeFromDpd: 8,
  cutFromDpd: 30,
  cutLateCycles: 3,
  cutShare: '0.50',
  closeFromDpd: 31,
  inactivityMonths: 12,
  inactivityCut: '0.25',
  inactivityFloorMinor: 30_000,
  limitStepMinor: 10_000,
  maxDebtServiceShare: '0.50',
  warningClearCycles: 2,
};

/** Cycles that a review looks back on: history beyond them adds little (risk.md section 2, `behaviorWindowCycles`). */
export const REVIEW_CYCLES = 6;
