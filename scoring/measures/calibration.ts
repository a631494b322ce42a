import { fitLogistic } from '../training/logistic.js';

export interface CalibrationBand {
  readonly rows: number;
  /** Mean of the predicted probabilities. */
  readonly predicted: number;
  /** Share that turned out bad. */
  readonly observed: number;
  /** Whether `observed` lies in the 95 % binomial interval around `predicted`. */
  readonly isInside: boolean;
}

export interface Calibration {
  /** Mean squared error of the probability. */
  readonly brier: number;
  /** 1 when differences of log-odds mean what they say. */
  readonly slope: number;
  /** 0 when the level is right too. */
  readonly intercept: number;
  readonly bands: readonly CalibrationBand[];
}

/** The straight line from predicted log-odds to those of the outcome. */
export function calibrationLine(
  pd: Float64Array,
  isBad: Uint8Array,
): { readonly slope: number; readonly intercept: number } {
  const { intercept, coefficients } = fitLogistic([pd.map(boundedLogit)], isBad, 0);
  return { slope: coefficients[0] ?? 0, intercept };
}

/** Log-odds of a probability, also of one that is 0 or 1 but for rounding. */
export function boundedLogit(pd: number): number {
  const p = Math.min(1 - PD_MIN, Math.max(PD_MIN, pd));
  return Math.log(p / (1 - p));
}

const NORMAL_975 = 1.959963984540054;
const PD_MIN = 1e-6;

/**
 * How far predicted probabilities of default can be taken at their word: Brier score, slope and intercept of the outcome
 * on the log-odds, and bands of about equally many rows by rising probability.
 *
 * @see risk.md section 4
 */
export function calibrationOf(pd: Float64Array, isBad: Uint8Array, bands = 10): Calibration {
  const brier = pd.reduce((sum, p, row) => sum + (p - (isBad[row] ?? 0)) ** 2, 0) / pd.length;
  const order = Int32Array.from(pd, (_, row) => row).sort((a, b) => (pd[a] ?? 0) - (pd[b] ?? 0));
  const cuts = Array.from({ length: bands + 1 }, (_, band) => Math.round((band * pd.length) / bands));
  return {
    brier,
    ...calibrationLine(pd, isBad),
    bands: cuts.slice(1).map((end, band) => bandOf(order.subarray(cuts[band] ?? 0, end), pd, isBad)),
  };
}

function bandOf(rows: Int32Array, pd: Float64Array, isBad: Uint8Array): CalibrationBand {
  const predicted = rows.reduce((sum, row) => sum + (pd[row] ?? 0), 0) / rows.length;
  const observed = rows.reduce((sum, row) => sum + (isBad[row] ?? 0), 0) / rows.length;
  const margin = NORMAL_975 * Math.sqrt((predicted * (1 - predicted)) / rows.length);
  return { rows: rows.length, predicted, observed, isInside: Math.abs(observed - predicted) <= margin };
}
