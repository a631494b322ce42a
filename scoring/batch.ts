import { binOf } from './training/binning.js';
import type { Characteristic, Scorecard } from './scorecard.js';
import { columnOf } from './table.js';
import type { FeatureTable } from './table.js';

/**
 * Points of every row by characteristic, in the card's order. The same as online scoring gives: points are whole numbers
 * and bounds are compared as the numbers they print.
 *
 * @throws RangeError for a feature that the table lacks or has in another type
 */
export function pointsOfRows(card: Scorecard, table: FeatureTable): readonly Int32Array[] {
  return card.characteristics.map((characteristic) => pointsOfColumn(characteristic, table));
}

/** Score of every row. */
export function scoreRows(card: Scorecard, table: FeatureTable): Int32Array {
  const scores = new Int32Array(table.rows);
  for (const points of pointsOfRows(card, table)) {
    for (let row = 0; row < table.rows; row += 1) scores[row] = (scores[row] ?? 0) + (points[row] ?? 0);
  }
  return scores;
}

function pointsOfColumn(characteristic: Characteristic, table: FeatureTable): Int32Array {
  const { id, feature, missing, bins, groups, unseen } = characteristic;
  const column = columnOf(table, feature);
  if (column.type === 'CATEGORY') {
    if (groups === undefined) throw new RangeError(`${id}: needs numbers, ${feature} holds codes`);
    const pointsOf = new Map(groups.flatMap(({ codes, points }) => codes.map((code) => [code, points] as const)));
    const ofUnseen = (unseen ?? missing).points;
    return Int32Array.from(column.values, (code) =>
      code === null ? missing.points : (pointsOf.get(code) ?? ofUnseen),
    );
  }
  if (groups !== undefined) throw new RangeError(`${id}: needs codes, ${feature} holds numbers`);
  const bounds = bins.slice(0, -1).map(({ below }) => Number(below));
  return Int32Array.from(column.values, (value) =>
    Number.isNaN(value) ? missing.points : (bins[binOf(bounds, value)]?.points ?? missing.points),
  );
}
