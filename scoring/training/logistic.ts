export interface LogisticFit {
  readonly intercept: number;
  readonly coefficients: readonly number[];
  readonly iterations: number;
}

const ITERATIONS_MAX = 50;
/** Newton's steps square the error: after one this small the fit is exact to the last digits. */
const TOLERANCE = 1e-8;

/**
 * Logistic regression with an L2 penalty on all but the intercept: minimizes
 * `sum(log loss) + lambda / 2 * sum(coefficient squared)` by Newton's method. No chance in it: the same rows give the
 * same fit.
 *
 * @param columns one array of numbers for each coefficient, without missing values
 * @param isOne the outcome, 0 or 1
 * @param start where to begin, intercept first; the result is the same from anywhere
 * @throws RangeError when the rows do not determine the coefficients
 * @see risk.md section 3, `lambda`
 */
export function fitLogistic(
  columns: readonly Float64Array[],
  isOne: Uint8Array,
  lambda: number,
  start: readonly number[] = [],
): LogisticFit {
  const size = columns.length + 1;
  const ones = new Float64Array(isOne.length).fill(1);
  const design = [ones, ...columns];
  const weights = Float64Array.from({ length: size }, (_, at) => start[at] ?? 0);
  for (let iteration = 1; iteration <= ITERATIONS_MAX; iteration += 1) {
    const { gradient, hessian } = derivatives(design, isOne, weights, lambda);
    const step = solveSymmetric(hessian, gradient);
    let largest = 0;
    for (let at = 0; at < size; at += 1) {
      weights[at] = (weights[at] ?? 0) - (step[at] ?? 0);
      largest = Math.max(largest, Math.abs(step[at] ?? 0));
    }
    if (largest < TOLERANCE) {
      const [intercept = 0, ...coefficients] = weights;
      return { intercept, coefficients, iterations: iteration };
    }
  }
  throw new RangeError(`columns: no fit after ${ITERATIONS_MAX} steps; raise lambda or drop a column`);
}

function derivatives(design: readonly Float64Array[], isOne: Uint8Array, weights: Float64Array, lambda: number) {
  const rows = isOne.length;
  const error = new Float64Array(rows);
  const spread = new Float64Array(rows);
  for (let at = 0; at < design.length; at += 1) addScaled(error, design[at], weights[at] ?? 0);
  for (let row = 0; row < rows; row += 1) {
    const p = 1 / (1 + Math.exp(-(error[row] ?? 0)));
    error[row] = p - (isOne[row] ?? 0);
    spread[row] = p * (1 - p);
  }
  const gradient = new Float64Array(design.length);
  const hessian = design.map(() => new Float64Array(design.length));
  const weighted = new Float64Array(rows);
  for (let i = 0; i < design.length; i += 1) {
    const column = design[i] ?? weighted;
    for (let row = 0; row < rows; row += 1) weighted[row] = (spread[row] ?? 0) * (column[row] ?? 0);
    const penalty = i === 0 ? 0 : lambda;
    gradient[i] = dot(error, column) + penalty * (weights[i] ?? 0);
    for (let j = 0; j <= i; j += 1) {
      const value = dot(weighted, design[j] ?? weighted) + (i === j ? penalty : 0);
      set(hessian, i, j, value);
      set(hessian, j, i, value);
    }
  }
  return { gradient, hessian };
}

function addScaled(sum: Float64Array, column: Float64Array | undefined, factor: number): void {
  if (column === undefined || factor === 0) return;
  for (let row = 0; row < sum.length; row += 1) sum[row] = (sum[row] ?? 0) + factor * (column[row] ?? 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < a.length; row += 1) sum += (a[row] ?? 0) * (b[row] ?? 0);
  return sum;
}

function set(matrix: readonly Float64Array[], i: number, j: number, value: number): void {
  const line = matrix[i];
  if (line !== undefined) line[j] = value;
}

/** Solves `matrix * x = right` for a symmetric positive matrix by Cholesky's factors. */
function solveSymmetric(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const lower = matrix.map(() => new Float64Array(size));
  const at = (i: number, j: number) => lower[i]?.[j] ?? 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i]?.[j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= at(i, k) * at(j, k);
      if (i === j && !(sum > 0)) throw new RangeError(`columns: number ${i} depends on the others; raise lambda`);
      set(lower, i, j, i === j ? Math.sqrt(sum) : sum / at(j, j));
    }
  }
  const solution = Float64Array.from(right);
  for (let i = 0; i < size; i += 1) {
    let sum = solution[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= at(i, k) * (solution[k] ?? 0);
    solution[i] = sum / at(i, i);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = solution[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= at(k, i) * (solution[k] ?? 0);
    solution[i] = sum / at(i, i);
  }
  return solution;
}
