/** One measured number beside the baseline of the same run: on a noisy machine the ratio says more than either. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly baseline: number | null;
  /** Ours as a share of the baseline's speed: 1 is as fast, 0.5 takes twice as long. Null without a baseline. */
  readonly ratio: number | null;
  readonly goal: Goal | null;
}

/** What the figure has to reach. */
export interface Goal {
  readonly of: 'value' | 'ratio';
  readonly kind: 'AT_LEAST' | 'AT_MOST';
  readonly bound: number;
}

/** What one part of the benchmark found. */
export interface Part {
  readonly title: string;
  /** What the baseline of this part does. */
  readonly baseline: string;
  readonly figures: readonly Figure[];
  /** Counts and remarks that are no figures of their own. */
  readonly notes: readonly string[];
}

interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly baseline?: number;
  readonly goal?: Goal;
}

/** A rate: more is better. */
export function rate({ name, unit, value, baseline, goal }: Measured): Figure {
  return { name, unit, value, ...against(baseline, (base) => value / base), goal: goal ?? null };
}

/** A time or a size: less is better. */
export function cost({ name, unit, value, baseline, goal }: Measured): Figure {
  return { name, unit, value, ...against(baseline, (base) => base / value), goal: goal ?? null };
}

/** @returns null for a figure without a goal, or with a goal for a ratio that it has not */
export function meetsGoal({ value, ratio, goal }: Figure): boolean | null {
  if (goal === null) return null;
  const reached = goal.of === 'value' ? value : ratio;
  if (reached === null) return null;
  return goal.kind === 'AT_LEAST' ? reached >= goal.bound : reached <= goal.bound;
}

function against(baseline: number | undefined, ratioTo: (base: number) => number): Pick<Figure, 'baseline' | 'ratio'> {
  return baseline === undefined ? { baseline: null, ratio: null } : { baseline, ratio: ratioTo(baseline) };
}
