import { columnOf } from '../table.js';
import type { Column, FeatureTable } from '../table.js';
import { calibratedMicro, nextNode, scorerOfLogOdds } from './boosted-trees.js';
import type { BoostedTrees, TreeInput } from './boosted-trees.js';

/** Calibrated log-odds of bad of every row, in millionths: the same whole numbers as online scoring gives. */
export function logOddsOfRows(model: BoostedTrees, table: FeatureTable): Float64Array {
  const columns = model.inputs.map((input) => numbersOf(input, columnOf(table, input.feature)));
  const sums = new Float64Array(table.rows).fill(model.baseMicro);
  for (const tree of model.trees) {
    for (let row = 0; row < table.rows; row += 1) {
      let node = 0;
      for (let input = tree.input[0] ?? -1; input !== -1; input = tree.input[node] ?? -1) {
        node = nextNode(tree, node, columns[input]?.[row] ?? Number.NaN);
      }
      sums[row] = (sums[row] ?? 0) + (tree.valueMicro[node] ?? 0);
    }
  }
  return sums.map((sumMicro) => calibratedMicro(model.calibration, sumMicro));
}

/** Score of every row on the points scale. */
export function scoreRowsBoosted(model: BoostedTrees, table: FeatureTable): Int32Array {
  return Int32Array.from(logOddsOfRows(model, table), scorerOfLogOdds(model.scale));
}

/** A column as the trees read it; NaN: missing. */
export function numbersOf({ feature, codes }: TreeInput, column: Column): Float64Array {
  if (column.type === 'NUMBER') {
    if (codes !== undefined) throw new RangeError(`${feature}: needs codes, the table holds numbers`);
    return column.values;
  }
  if (codes === undefined) throw new RangeError(`${feature}: needs numbers, the table holds codes`);
  return Float64Array.from(column.values, (code) => (code === null ? Number.NaN : (codes[code] ?? Number.NaN)));
}
