import type { FeatureDefinition } from '../catalogue/feature.js';
import { columnOf } from '../table.js';
import type { LabelledTable } from '../table.js';
import { binOf, monotoneMerge, quantileBounds } from './binning.js';
import type { BinCount } from './binning.js';
import { weightOfEvidence } from './woe.js';

/** One feature cut into bins, as learned from the rows it was trained on. */
export interface CharacteristicBins {
  readonly feature: FeatureDefinition;
  /** Bounds between the bins of numbers; empty for codes. */
  readonly bounds: readonly number[];
  /** Codes in the order of their bins; empty for numbers. */
  readonly codes: readonly string[];
  readonly counts: readonly BinCount[];
  /** Weight by bin. */
  readonly woe: readonly number[];
  readonly missing: BinCount;
  /** 0 when no row lacked the value: then nothing is known about it. */
  readonly missingWoe: number;
  readonly iv: number;
  /** The weight of each row. */
  readonly rowWoe: Float64Array;
}

/**
 * Cuts a feature into bins: numbers by quantiles, merged until risk goes the way the catalogue says; codes as they are;
 * missing values in a bin of their own.
 *
 * @see risk.md section 3
 */
export function binCharacteristic(table: LabelledTable, feature: FeatureDefinition, bins: number): CharacteristicBins {
  const column = columnOf(table, feature.name);
  if (column.type === 'CATEGORY') {
    const codes = [...new Set(column.values)].filter((code) => code !== null).sort();
    const at = new Map(codes.map((code, bin) => [code, bin]));
    const binOfRow = column.values.map((code) => (code === null ? -1 : (at.get(code) ?? -1)));
    return weighted(table, { feature, bounds: [], codes, binOfRow, bins: codes.length });
  }
  const present = column.values.filter((value) => !Number.isNaN(value));
  const quantiles = quantileBounds(present, bins);
  const binRows = (bounds: readonly number[]) =>
    Array.from(column.values, (value) => (Number.isNaN(value) ? -1 : binOf(bounds, value)));
  let bounds = quantiles;
  if (feature.risk !== null) {
    const { counts } = countBins(table.isBad, binRows(quantiles), quantiles.length + 1);
    const lasts = monotoneMerge(counts, feature.risk).slice(0, -1);
    bounds = lasts.map((last) => quantiles[last] ?? 0);
  }
  return weighted(table, { feature, bounds, codes: [], binOfRow: binRows(bounds), bins: bounds.length + 1 });
}

interface Cut {
  readonly feature: FeatureDefinition;
  readonly bounds: readonly number[];
  readonly codes: readonly string[];
  /** Bin of each row; -1 for a missing value. */
  readonly binOfRow: readonly number[];
  readonly bins: number;
}

function weighted({ isBad }: LabelledTable, { feature, bounds, codes, binOfRow, bins }: Cut): CharacteristicBins {
  const { counts, missing } = countBins(isBad, binOfRow, bins);
  const hasMissing = missing.good + missing.bad > 0;
  const { woe, iv } = weightOfEvidence(hasMissing ? [...counts, missing] : counts);
  const missingWoe = hasMissing ? (woe[bins] ?? 0) : 0;
  const rowWoe = Float64Array.from(binOfRow, (bin) => (bin === -1 ? missingWoe : (woe[bin] ?? 0)));
  return { feature, bounds, codes, counts, woe: woe.slice(0, bins), missing, missingWoe, iv, rowWoe };
}

function countBins(isBad: Uint8Array, binOfRow: readonly number[], bins: number) {
  const good = new Float64Array(bins + 1);
  const bad = new Float64Array(bins + 1);
  binOfRow.forEach((bin, row) => {
    const at = bin === -1 ? bins : bin;
    if (isBad[row] === 1) bad[at] = (bad[at] ?? 0) + 1;
    else good[at] = (good[at] ?? 0) + 1;
  });
  const counts = Array.from(good, (count, bin) => ({ good: count, bad: bad[bin] ?? 0 }));
  return { counts: counts.slice(0, bins), missing: counts[bins] ?? { good: 0, bad: 0 } };
}
