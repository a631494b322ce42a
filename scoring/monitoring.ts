import { stabilityOf } from './measures/psi.js';
import type { Stability } from './measures/psi.js';
import { columnOf } from './table.js';
import type { Column, FeatureTable } from './table.js';
import { binOf, quantileBounds } from './training/binning.js';

/** How a value was distributed in training: what it is compared with later. */
export interface Baseline {
  /** Bounds between bins of numbers; empty for codes. */
  readonly bounds: readonly number[];
  /** Codes, one bin each; empty for numbers. */
  readonly codes: readonly string[];
  /** Shares by bin; then unseen codes (codes only), then missing values. */
  readonly shares: readonly number[];
}

export interface MonitoringBaselines {
  readonly score: Baseline;
  readonly features: Readonly<Record<string, Baseline>>;
}

export interface ModelStability {
  readonly score: Stability;
  readonly features: Readonly<Record<string, Stability>>;
}

const BASELINE_BINS = 10;
const SHARE_PLACES = 6;

/** The distribution of a column, in ten bins of about equally many rows or by code. */
export function baselineOf(column: Column): Baseline {
  if (column.type === 'CATEGORY') {
    const codes = [...new Set(column.values)].filter((code) => code !== null).sort();
    return withShares({ bounds: [], codes }, column);
  }
  const bounds = quantileBounds(
    column.values.filter((value) => !Number.isNaN(value)),
    BASELINE_BINS,
  );
  return withShares({ bounds, codes: [] }, column);
}

/** The baselines of a model: its score and every feature it reads. */
export function baselinesOf(table: FeatureTable, features: readonly string[], score: Int32Array): MonitoringBaselines {
  return {
    score: baselineOf({ type: 'NUMBER', values: Float64Array.from(score) }),
    features: Object.fromEntries(features.map((name) => [name, baselineOf(columnOf(table, name))])),
  };
}

/**
 * How far today's rows have moved from the baselines.
 *
 * @see risk.md sections 4 and 9: PSI of score and features
 */
export function stabilityOfModel(
  baselines: MonitoringBaselines,
  table: FeatureTable,
  score: Int32Array,
): ModelStability {
  return {
    score: stabilityOfColumn(baselines.score, { type: 'NUMBER', values: Float64Array.from(score) }),
    features: Object.fromEntries(
      Object.entries(baselines.features).map(([name, baseline]) => [
        name,
        stabilityOfColumn(baseline, columnOf(table, name)),
      ]),
    ),
  };
}

/** How far one column has moved from its baseline. */
export function stabilityOfColumn(baseline: Baseline, column: Column): Stability {
  return stabilityOf(baseline.shares, countsIn(baseline, column));
}

/** Whether anything moved so far that somebody has to act. */
export function hasDrifted({ score, features }: ModelStability): boolean {
  return [score, ...Object.values(features)].some(({ band }) => band === 'ACT');
}

function withShares(bins: Omit<Baseline, 'shares'>, column: Column): Baseline {
  const counts = countsIn(bins, column);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return { ...bins, shares: counts.map((count) => Number((count / rows).toFixed(SHARE_PLACES))) };
}

function countsIn({ bounds, codes }: Omit<Baseline, 'shares'>, column: Column): number[] {
  if (column.type === 'CATEGORY') {
    const counts = new Array<number>(codes.length + 2).fill(0);
    const binOfCode = new Map(codes.map((code, bin) => [code, bin]));
    for (const code of column.values) {
      increment(counts, code === null ? codes.length + 1 : (binOfCode.get(code) ?? codes.length));
    }
    return counts;
  }
  const counts = new Array<number>(bounds.length + 2).fill(0);
  for (const value of column.values) increment(counts, Number.isNaN(value) ? bounds.length + 1 : binOf(bounds, value));
  return counts;
}

function increment(counts: number[], bin: number): void {
  counts[bin] = (counts[bin] ?? 0) + 1;
}
