import { exact } from '../../money/decimal.js';
import { utilizationOf, type CycleConduct } from './review-facts.js';
import type { LimitReviewPolicy } from './review-policy.js';

/** The ladder, from the lowest step to the highest. */
export const WARNING_STATES = ['NONE', 'WATCH', 'REDUCED', 'SUSPENDED'] as const;
export type WarningState = (typeof WARNING_STATES)[number];

export type WarningSignal =
  'HIGH_UTILIZATION' | 'UTILIZATION_JUMP' | 'MINIMUM_PAYMENTS' | 'MUCH_CASH' | 'MANY_INQUIRIES' | 'OVER_LIMIT_ATTEMPTS';

export interface Warning {
  readonly state: WarningState;
  /** Cycles in a row without a signal. */
  readonly clearCycles: number;
}

export const NO_WARNING: Warning = { state: 'NONE', clearCycles: 0 };

/** What is known beside the cycles; null: not known, which is no signal. */
export interface WarningFacts {
  /** Latest first. */
  readonly cycles: readonly CycleConduct[];
  readonly inquiries30d: number | null;
  readonly inquiries6m: number | null;
  /** Attempts above the limit since the last review. */
  readonly overLimitAttempts: number;
}

const HIGH_UTILIZATION = '0.90';
const JUMP = '0.40';
const MINIMUM_CYCLES = 3;
const CASH_SHARE = '0.50';
const INQUIRIES_30D_FROM = 3;
const INQUIRIES_6M_ABOVE = 6;
const ATTEMPTS_FROM = 3;

/**
 * The signals that a line gives now.
 *
 * @see risk.md section 6.4
 */
export function warningSignals(facts: WarningFacts): readonly WarningSignal[] {
  const [latest, before] = facts.cycles;
  const signals: WarningSignal[] = [];
  if (latest !== undefined) {
    const used = utilizationOf(latest);
    if (used.gte(HIGH_UTILIZATION)) signals.push('HIGH_UTILIZATION');
    if (before !== undefined && used.minus(utilizationOf(before)).gte(JUMP)) signals.push('UTILIZATION_JUMP');
    if (latest.billedMinor > 0 && exact(latest.cashMinor).div(latest.billedMinor).gte(CASH_SHARE))
      signals.push('MUCH_CASH');
  }
  const lately = facts.cycles.slice(0, MINIMUM_CYCLES);
  if (lately.length === MINIMUM_CYCLES && lately.every(({ paidMinimumOnly }) => paidMinimumOnly))
    signals.push('MINIMUM_PAYMENTS');
  if ((facts.inquiries30d ?? 0) >= INQUIRIES_30D_FROM || (facts.inquiries6m ?? 0) > INQUIRIES_6M_ABOVE)
    signals.push('MANY_INQUIRIES');
  if (facts.overLimitAttempts >= ATTEMPTS_FROM) signals.push('OVER_LIMIT_ATTEMPTS');
  return signals;
}

/**
 * Moves on the ladder: one step up for a review with signals, one step back after so many cycles without any. Whoever
 * compares the states before and after alerts exactly once for each crossing.
 */
export function nextWarning(
  before: Warning,
  signals: readonly WarningSignal[],
  { warningClearCycles }: Pick<LimitReviewPolicy, 'warningClearCycles'>,
): Warning {
  const at = WARNING_STATES.indexOf(before.state);
  if (signals.length > 0) return { state: WARNING_STATES[at + 1] ?? 'SUSPENDED', clearCycles: 0 };
  if (before.state === 'NONE') return NO_WARNING;
  const clearCycles = before.clearCycles + 1;
  if (clearCycles < warningClearCycles) return { state: before.state, clearCycles };
  return { state: WARNING_STATES[at - 1] ?? 'NONE', clearCycles: 0 };
}
