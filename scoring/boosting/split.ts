import { HISTOGRAM_STRIDE } from './histogram.js';
import type { Histogram } from './histogram.js';

export interface SplitRules {
  readonly minLeafRows: number;
  readonly l2: number;
  /** For each input: 1 risk may only rise with it, -1 only fall, 0 free. */
  readonly monotone: readonly number[];
  readonly valueBins: readonly number[];
}

/** Sums over a node's rows, with the bounds that splits above it put on its value. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
  readonly count: number;
  readonly lowest: number;
  readonly highest: number;
}

export interface Split {
  readonly input: number;
  /** The first bin that goes right. */
  readonly fromBin: number;
  readonly isMissingLeft: boolean;
  readonly gain: number;
  readonly left: NodeSums;
  readonly right: NodeSums;
}

/** The value that lowers the loss most, within the node's bounds. */
export function valueOfNode({ gradient, hessian, lowest, highest }: NodeSums, l2: number): number {
  return bounded(-gradient / (hessian + l2), lowest, highest);
}

/** The split that lowers the loss most; the first of equals, so that the result is always the same. Null: none helps. */
export function bestSplit(histogram: Histogram, node: NodeSums, rules: SplitRules): Split | null {
  let best: Split | null = null;
  rules.valueBins.forEach((bins, input) => {
    const missing = input * HISTOGRAM_STRIDE + bins;
    const hasMissing = (histogram.count[missing] ?? 0) > 0;
    for (const isMissingLeft of hasMissing ? [true, false] : [false]) {
      const found = bestOfInput(histogram, node, rules, { input, isMissingLeft });
      if (found !== null && found.gain > (best?.gain ?? 0)) best = found;
    }
  });
  return best;
}

type Side = Pick<Split, 'input' | 'isMissingLeft'>;

/** The hot loop of the search: plain numbers, nothing is allocated until the best bin is known. */
function bestOfInput(histogram: Histogram, node: NodeSums, rules: SplitRules, side: Side): Split | null {
  const { minLeafRows, l2 } = rules;
  const { lowest, highest } = node;
  const bins = rules.valueBins[side.input] ?? 0;
  const direction = rules.monotone[side.input] ?? 0;
  const offset = side.input * HISTOGRAM_STRIDE;
  const whole = lossDrop(node.gradient, node.hessian + l2, valueOfNode(node, l2));
  const from = side.isMissingLeft ? offset + bins : -1;
  let gradient = histogram.gradient[from] ?? 0;
  let hessian = histogram.hessian[from] ?? 0;
  let count = histogram.count[from] ?? 0;
  let best: Split | null = null;
  for (let bin = 0; bin + 1 < bins; bin += 1) {
    const own = histogram.count[offset + bin] ?? 0;
    gradient += histogram.gradient[offset + bin] ?? 0;
    hessian += histogram.hessian[offset + bin] ?? 0;
    count += own;
    if (own === 0 || count < minLeafRows || node.count - count < minLeafRows) continue;
    const rightGradient = node.gradient - gradient;
    const rightHessian = node.hessian - hessian;
    const leftValue = bounded(-gradient / (hessian + l2), lowest, highest);
    const rightValue = bounded(-rightGradient / (rightHessian + l2), lowest, highest);
    if (direction * (rightValue - leftValue) < 0) continue;
    const gain =
      lossDrop(gradient, hessian + l2, leftValue) + lossDrop(rightGradient, rightHessian + l2, rightValue) - whole;
    if (!(gain > (best?.gain ?? 0))) continue;
    const left = { gradient, hessian, count, lowest, highest };
    const right = { gradient: rightGradient, hessian: rightHessian, count: node.count - count, lowest, highest };
    best = { ...side, fromBin: bin + 1, gain, ...parted(left, right, (leftValue + rightValue) / 2, direction) };
  }
  return best;
}

/** Splits further down on other inputs must not cross the middle: else the whole tree could turn around. */
function parted(left: NodeSums, right: NodeSums, middle: number, direction: number): Pick<Split, 'left' | 'right'> {
  if (direction === 0) return { left, right };
  return direction > 0
    ? { left: { ...left, highest: middle }, right: { ...right, lowest: middle } }
    : { left: { ...left, lowest: middle }, right: { ...right, highest: middle } };
}

function bounded(value: number, lowest: number, highest: number): number {
  if (value < lowest) return lowest;
  return value > highest ? highest : value;
}

function lossDrop(gradient: number, curvature: number, value: number): number {
  return -(2 * gradient * value + curvature * value * value);
}
