import { Exact, exact } from '../../domain/money/decimal.js';
import type { InputValue } from '../decision-record.js';
import { factorOf, offsetOf } from '../scale.js';
import type { ScoreScale } from '../scale.js';

/** A feature as the trees read it. Codes are read as numbers; a code that is not listed counts as missing. */
export interface TreeInput {
  readonly feature: string;
  readonly codes?: Readonly<Record<string, number>>;
  readonly reasons: { readonly high: string; readonly low: string; readonly missing: string };
}

/**
 * One tree, by node; node 0 is the root. A value below `below` goes left, others right, a missing one as
 * `isMissingLeft` says. `valueMicro` is the log-odds of bad that the node would add if it were a leaf, in millionths:
 * whole numbers, so that every engine adds them up to the same.
 */
export interface Tree {
  /** Index of the input that splits; -1 in a leaf. */
  readonly input: readonly number[];
  readonly below: readonly number[];
  readonly isMissingLeft: readonly number[];
  /** Index of the left child; the right one is the next. */
  readonly left: readonly number[];
  readonly valueMicro: readonly number[];
}

/** A sum of trees: log-odds of bad. */
export interface BoostedTrees {
  readonly id: string;
  readonly version: number;
  readonly kind: 'BOOSTED_TREES';
  readonly scale: ScoreScale;
  readonly inputs: readonly TreeInput[];
  readonly baseMicro: number;
  readonly trees: readonly Tree[];
  readonly calibration: LogOddsCalibration;
}

/**
 * Brings the trees' log-odds to the level and spread that were observed on rows they had not seen: trees are always a
 * little too sure of themselves. Both in millionths.
 *
 * @see risk.md section 3: "Cut-offs are on calibrated PD"
 */
export interface LogOddsCalibration {
  readonly slopeMicro: number;
  readonly interceptMicro: number;
}

export const NOT_CALIBRATED: LogOddsCalibration = { slopeMicro: 1_000_000, interceptMicro: 0 };

export interface BoostedScore {
  /** Calibrated log-odds of bad in millionths. */
  readonly logOddsMicro: number;
  readonly score: number;
  /** Probability of default, six places. */
  readonly pd: string;
  /** What each input added to the log-odds of bad, in millionths, in the order of the inputs. */
  readonly contributionsMicro: readonly number[];
  /** Each input as the trees read it; NaN: missing. */
  readonly values: readonly number[];
}

const MICRO = 1_000_000;
const PD_PLACES = 6;

/**
 * Scores one customer, online. An input that is absent or null counts as missing.
 *
 * @throws RangeError for a value of the wrong type: the edge should have refused it
 * @see risk.md section 3, "Gradient boosting"
 */
export function scoreBoosted(model: BoostedTrees, inputs: Readonly<Record<string, InputValue>>): BoostedScore {
  const values = model.inputs.map((input) => valueOf(input, inputs[input.feature]));
  const contributionsMicro = model.inputs.map(() => 0);
  let sumMicro = model.baseMicro;
  for (const tree of model.trees) {
    sumMicro += walk(tree, values, (input, addedMicro) => {
      contributionsMicro[input] = (contributionsMicro[input] ?? 0) + addedMicro;
    });
  }
  const logOddsMicro = calibratedMicro(model.calibration, sumMicro);
  return {
    logOddsMicro,
    score: scorerOfLogOdds(model.scale)(logOddsMicro),
    pd: pdOfLogOdds(logOddsMicro).toFixed(),
    contributionsMicro,
    values,
  };
}

/** @returns what the tree adds in all: the root's own value and every step's */
function walk(tree: Tree, values: readonly number[], onStep: (input: number, addedMicro: number) => void): number {
  let node = 0;
  for (;;) {
    const input = tree.input[node] ?? -1;
    const ownMicro = tree.valueMicro[node] ?? 0;
    if (input === -1) return ownMicro;
    node = nextNode(tree, node, values[input] ?? Number.NaN);
    onStep(input, (tree.valueMicro[node] ?? 0) - ownMicro);
  }
}

/** The child that a value goes to. */
export function nextNode(tree: Tree, node: number, value: number): number {
  const isLeft = Number.isNaN(value) ? tree.isMissingLeft[node] === 1 : value < (tree.below[node] ?? 0);
  return (tree.left[node] ?? 0) + (isLeft ? 0 : 1);
}

/** Calibrated log-odds, rounded to whole millionths. */
export function calibratedMicro({ slopeMicro, interceptMicro }: LogOddsCalibration, sumMicro: number): number {
  return Math.round((slopeMicro * sumMicro) / MICRO) + interceptMicro;
}

/** The score on the points scale, rounded to a whole number, of log-odds of bad in millionths. */
export function scorerOfLogOdds(scale: ScoreScale): (logOddsMicro: number) => number {
  // Logarithms to 34 digits are slow: once for a scale, not once for a row.
  const offset = offsetOf(scale);
  const factorPerMicro = factorOf(scale).div(MICRO);
  return (logOddsMicro) =>
    offset.minus(factorPerMicro.times(logOddsMicro)).toDecimalPlaces(0, Exact.ROUND_HALF_UP).toNumber();
}

/** The probability of default, rounded half up to six places. */
export function pdOfLogOdds(logOddsMicro: number): Exact {
  const odds = exact(-logOddsMicro).div(MICRO).exp();
  return exact(1).div(odds.plus(1)).toDecimalPlaces(PD_PLACES, Exact.ROUND_HALF_UP);
}

function valueOf({ feature, codes }: TreeInput, value: InputValue | undefined): number {
  if (value === undefined || value === null) return Number.NaN;
  if (codes !== undefined) return codes[String(value)] ?? Number.NaN;
  if (typeof value === 'boolean') throw new RangeError(`${feature}: is a boolean, not a number`);
  return exact(value).toNumber();
}
