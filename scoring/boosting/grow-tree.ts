import type { Tree } from './boosted-trees.js';
import { histogramOf, HISTOGRAM_STRIDE, withoutChild } from './histogram.js';
import type { BinnedRows, Histogram } from './histogram.js';
import { bestSplit, valueOfNode } from './split.js';
import type { NodeSums, Split, SplitRules } from './split.js';

export interface TreeData {
  readonly binned: BinnedRows;
  /** Bounds between the bins of each input. */
  readonly bounds: readonly (readonly number[])[];
  /** The rows that the tree learns from. */
  readonly rows: Int32Array;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

export interface TreeRules extends SplitRules {
  readonly depth: number;
  readonly learningRate: number;
}

export interface GrownTree {
  readonly tree: Tree;
  /** Leaf of every row, also of those it did not learn from. */
  readonly leafOfRow: Int32Array;
}

interface OpenNode {
  readonly index: number;
  readonly rows: Int32Array;
  readonly sums: NodeSums;
  readonly histogram: Histogram;
  readonly level: number;
}

interface GrowingTree {
  readonly input: number[];
  readonly below: number[];
  readonly isMissingLeft: number[];
  readonly left: number[];
  readonly valueMicro: number[];
  /** First bin that goes right, by node. */
  readonly fromBin: number[];
}

const MICRO = 1_000_000;

/** Grows one tree, level by level, by the best split of each node. */
export function growTree(data: TreeData, rules: TreeRules): GrownTree {
  const growing: GrowingTree = { input: [], below: [], isMissingLeft: [], left: [], valueMicro: [], fromBin: [] };
  const histogram = histogramOf(data.binned, data.rows, data.gradient, data.hessian);
  const sums = rootSums(histogram, data.rows.length);
  const open: OpenNode[] = [{ index: addNode(growing, sums, rules), rows: data.rows, sums, histogram, level: 0 }];
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    const split = node.level < rules.depth ? bestSplit(node.histogram, node.sums, rules) : null;
    if (split !== null) open.push(...splitNode(node, split, growing, data, rules));
  }
  const { fromBin, ...tree } = growing;
  return { tree, leafOfRow: leavesOf(tree, fromBin, data.binned) };
}

function rootSums(histogram: Histogram, count: number): NodeSums {
  // Every row is in some bin of the first input.
  const total = (sums: Float64Array) => sums.subarray(0, HISTOGRAM_STRIDE).reduce((sum, each) => sum + each, 0);
  return {
    gradient: total(histogram.gradient),
    hessian: total(histogram.hessian),
    count,
    lowest: Number.NEGATIVE_INFINITY,
    highest: Number.POSITIVE_INFINITY,
  };
}

function addNode(growing: GrowingTree, sums: NodeSums, { l2, learningRate }: TreeRules): number {
  growing.input.push(-1);
  growing.below.push(0);
  growing.isMissingLeft.push(0);
  growing.left.push(0);
  growing.fromBin.push(0);
  return growing.valueMicro.push(Math.round(valueOfNode(sums, l2) * learningRate * MICRO)) - 1;
}

function splitNode(
  { index, rows, histogram, level }: OpenNode,
  split: Split,
  growing: GrowingTree,
  data: TreeData,
  rules: TreeRules,
): OpenNode[] {
  const { binned, bounds, gradient, hessian } = data;
  const left = addNode(growing, split.left, rules);
  const right = addNode(growing, split.right, rules);
  growing.input[index] = split.input;
  growing.below[index] = bounds[split.input]?.[split.fromBin - 1] ?? 0;
  growing.isMissingLeft[index] = split.isMissingLeft ? 1 : 0;
  growing.left[index] = left;
  growing.fromBin[index] = split.fromBin;
  const own = { level: level + 1 };
  if (own.level === rules.depth) return []; // leaves need no histogram
  const { leftRows, rightRows } = partRows(rows, split, binned);
  const isLeftSmaller = leftRows.length <= rightRows.length;
  const counted = histogramOf(binned, isLeftSmaller ? leftRows : rightRows, gradient, hessian);
  const rest = withoutChild(histogram, counted);
  return [
    { ...own, index: left, rows: leftRows, sums: split.left, histogram: isLeftSmaller ? counted : rest },
    { ...own, index: right, rows: rightRows, sums: split.right, histogram: isLeftSmaller ? rest : counted },
  ];
}

function partRows(rows: Int32Array, split: Split, binned: BinnedRows) {
  const goesLeft = sideOf(split, binned);
  const leftRows = new Int32Array(split.left.count);
  const rightRows = new Int32Array(split.right.count);
  let lefts = 0;
  let rights = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    if (goesLeft(row)) leftRows[lefts++] = row;
    else rightRows[rights++] = row;
  }
  return { leftRows, rightRows };
}

function sideOf(
  { input, fromBin, isMissingLeft }: Pick<Split, 'input' | 'fromBin' | 'isMissingLeft'>,
  { bins, valueBins }: BinnedRows,
): (row: number) => boolean {
  const column = bins[input];
  const missing = valueBins[input] ?? 0;
  return (row) => {
    const bin = column?.[row] ?? missing;
    return bin === missing ? isMissingLeft : bin < fromBin;
  };
}

function leavesOf(tree: Tree, fromBin: readonly number[], binned: BinnedRows): Int32Array {
  const leaves = new Int32Array(binned.rows);
  const sides = tree.input.map((input, node) =>
    sideOf({ input, fromBin: fromBin[node] ?? 0, isMissingLeft: tree.isMissingLeft[node] === 1 }, binned),
  );
  for (let row = 0; row < binned.rows; row += 1) {
    let node = 0;
    while (tree.input[node] !== -1) node = (tree.left[node] ?? 0) + (sides[node]?.(row) === true ? 0 : 1);
    leaves[row] = node;
  }
  return leaves;
}
