import type { FeatureDefinition } from '../catalogue/feature.js';
import type { ScoreScale } from '../scale.js';
import { seededRandom, shuffledIndex } from '../seeded-random.js';
import type { SeededRandom } from '../seeded-random.js';
import { columnOf } from '../table.js';
import type { LabelledTable } from '../table.js';
import { binOf, quantileBounds } from '../training/binning.js';
import { weightOfEvidence } from '../training/woe.js';
import { numbersOf } from './boosted-batch.js';
import { NOT_CALIBRATED } from './boosted-trees.js';
import type { BoostedTrees, Tree, TreeInput } from './boosted-trees.js';
import { growTree } from './grow-tree.js';
import type { BinnedRows } from './histogram.js';

export interface BoostingParameters {
  readonly trees: number;
  readonly depth: number;
  readonly learningRate: number;
  /** Share of the rows that each tree sees. */
  readonly rowShare: number;
  readonly minLeafRows: number;
  readonly l2: number;
  /** At most 64. */
  readonly bins: number;
  readonly seed: number;
  readonly scale: ScoreScale;
}

const SMALL_BELOW_ROWS = 5_000;
const MICRO = 1_000_000;

/** The parameters of risk.md section 3 for so many rows. */
export function boostingParameters(rows: number): BoostingParameters {
  const size =
    rows < SMALL_BELOW_ROWS ? { trees: 120, depth: 3, minLeafRows: 15 } : { trees: 200, depth: 4, minLeafRows: 40 };
  const scale = { baseScore: 600, baseOdds: '50', pdo: 20 };
  return { ...size, learningRate: 0.06, rowShare: 0.7, l2: 5, bins: 64, seed: 20, scale };
}

interface Prepared {
  readonly input: TreeInput;
  readonly bounds: readonly number[];
  readonly bins: Uint8Array;
  readonly monotone: number;
}

/**
 * Trains boosted trees by logistic loss on histograms. Inputs whose risk has a direction in the catalogue keep to it
 * whatever the other inputs are. Deterministic: the rows that a tree sees come from the seed.
 *
 * @see risk.md section 3, "Gradient boosting"
 */
export function fitBoosted(
  name: Pick<BoostedTrees, 'id' | 'version'>,
  table: LabelledTable,
  features: readonly FeatureDefinition[],
  parameters: BoostingParameters = boostingParameters(table.rows),
): BoostedTrees {
  const prepared = features.map((feature) => prepare(table, feature, parameters.bins));
  const binned: BinnedRows = {
    rows: table.rows,
    bins: prepared.map(({ bins }) => bins),
    valueBins: prepared.map(({ bounds }) => bounds.length + 1),
  };
  const bads = table.isBad.reduce((sum, bad) => sum + bad, 0);
  const baseMicro = Math.round(Math.log(bads / (table.rows - bads)) * MICRO);
  const logOddsMicro = new Float64Array(table.rows).fill(baseMicro);
  const random = seededRandom(parameters.seed);
  const rules = { ...parameters, valueBins: binned.valueBins, monotone: prepared.map(({ monotone }) => monotone) };
  const bounds = prepared.map((each) => each.bounds);
  const trees: Tree[] = [];
  for (let at = 0; at < parameters.trees; at += 1) {
    const rows = sampleOf(table.rows, parameters.rowShare, random);
    const tree = growTree({ binned, bounds, rows, ...derivatives(logOddsMicro, table.isBad) }, rules);
    addTree(logOddsMicro, tree.leafOfRow, tree.tree);
    trees.push(tree.tree);
  }
  const inputs = prepared.map(({ input }) => input);
  const { scale } = parameters;
  return { ...name, kind: 'BOOSTED_TREES', scale, inputs, baseMicro, trees, calibration: NOT_CALIBRATED };
}

function prepare(table: LabelledTable, feature: FeatureDefinition, maxBins: number): Prepared {
  const column = columnOf(table, feature.name);
  const codes = column.type === 'CATEGORY' ? orderOfCodes(column.values, table.isBad) : undefined;
  const input: TreeInput = {
    feature: feature.name,
    ...(codes === undefined ? {} : { codes }),
    reasons: feature.reasons,
  };
  const values = numbersOf(input, column);
  const bounds = quantileBounds(
    values.filter((value) => !Number.isNaN(value)),
    maxBins,
  );
  const missing = bounds.length + 1;
  const bins = Uint8Array.from(values, (value) => (Number.isNaN(value) ? missing : binOf(bounds, value)));
  const monotone = feature.risk === null ? 0 : feature.risk === 'RISING' ? 1 : -1;
  return { input, bounds, bins, monotone };
}

/** Codes as numbers, the riskiest highest, so that a split can part the risky from the safe. */
function orderOfCodes(values: readonly (string | null)[], isBad: Uint8Array): Record<string, number> {
  const counts = new Map<string, { good: number; bad: number }>();
  values.forEach((code, row) => {
    if (code === null) return;
    const count = counts.get(code) ?? { good: 0, bad: 0 };
    if (isBad[row] === 1) count.bad += 1;
    else count.good += 1;
    counts.set(code, count);
  });
  const codes = [...counts.keys()].sort();
  const { woe } = weightOfEvidence(codes.map((code) => counts.get(code) ?? { good: 0, bad: 0 }));
  const ranked = codes.map((code, at) => ({ code, woe: woe[at] ?? 0 })).sort((a, b) => b.woe - a.woe);
  return Object.fromEntries(ranked.map(({ code }, at) => [code, at]));
}

function sampleOf(rows: number, share: number, random: SeededRandom): Int32Array {
  const drawn = shuffledIndex(rows, random).subarray(0, Math.round(rows * share));
  // In the order of the table: memory is read forwards, and sums do not depend on the drawing.
  return drawn.slice().sort();
}

function derivatives(logOddsMicro: Float64Array, isBad: Uint8Array) {
  const gradient = new Float64Array(isBad.length);
  const hessian = new Float64Array(isBad.length);
  for (let row = 0; row < isBad.length; row += 1) {
    const p = 1 / (1 + Math.exp(-(logOddsMicro[row] ?? 0) / MICRO));
    gradient[row] = p - (isBad[row] ?? 0);
    hessian[row] = p * (1 - p);
  }
  return { gradient, hessian };
}

function addTree(logOddsMicro: Float64Array, leafOfRow: Int32Array, tree: Tree): void {
  for (let row = 0; row < logOddsMicro.length; row += 1) {
    logOddsMicro[row] = (logOddsMicro[row] ?? 0) + (tree.valueMicro[leafOfRow[row] ?? 0] ?? 0);
  }
}
