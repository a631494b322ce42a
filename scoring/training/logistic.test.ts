import { seededRandom } from '../seeded-random.js';
import { fitLogistic } from './logistic.js';

const LAMBDA = 1;
const random = seededRandom(5);
const ROWS = 400;
const x1 = Float64Array.from({ length: ROWS }, () => random.next() * 4 - 2);
const x2 = Float64Array.from({ length: ROWS }, (_, row) => random.next() * 2 + 0.5 * x1[row]!);
const y = Uint8Array.from({ length: ROWS }, (_, row) =>
  random.next() < 1 / (1 + Math.exp(0.5 - 1.2 * x1[row]! + 0.7 * x2[row]!)) ? 1 : 0,
);

/** Plain gradient descent, step by small step: slow, and nothing in common with Newton's method. */
function bySlowDescent(lambda: number, steps = 60_000, rate = 0.002) {
  let [a, b, c] = [0, 0, 0];
  for (let step = 0; step < steps; step += 1) {
    let [da, db, dc] = [0, lambda * b, lambda * c];
    for (let row = 0; row < ROWS; row += 1) {
      const error = 1 / (1 + Math.exp(-(a + b * x1[row]! + c * x2[row]!))) - y[row]!;
      da += error;
      db += error * x1[row]!;
      dc += error * x2[row]!;
    }
    a -= rate * da;
    b -= rate * db;
    c -= rate * dc;
    if (Math.max(Math.abs(da), Math.abs(db), Math.abs(dc)) < 1e-9) break;
  }
  return [a, b, c];
}

describe('fitLogistic', () => {
  test.each([LAMBDA, 25])('agrees with slow gradient descent at lambda %d', (lambda) => {
    const fit = fitLogistic([x1, x2], y, lambda);
    const slow = bySlowDescent(lambda);
    [fit.intercept, ...fit.coefficients].forEach((weight, at) => expect(weight).toBeCloseTo(slow[at]!, 6));
  });

  test('starts anywhere and ends at the same weights', () => {
    const fit = fitLogistic([x1, x2], y, LAMBDA);
    const other = fitLogistic([x1, x2], y, LAMBDA, [0.3, -0.5, 0.2]);
    other.coefficients.forEach((weight, at) => expect(weight).toBeCloseTo(fit.coefficients[at]!, 9));
  });

  test('the intercept bears no penalty: without columns it is the log-odds of the outcomes', () => {
    const ones = y.reduce((sum, one) => sum + one, 0);
    expect(fitLogistic([], y, 1_000).intercept).toBeCloseTo(Math.log(ones / (ROWS - ones)), 9);
  });

  test('a stronger penalty gives smaller weights', () => {
    const sizes = [0, 1, 10, 100].map((lambda) => Math.abs(fitLogistic([x1, x2], y, lambda).coefficients[0]!));
    expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
  });

  test('a column twice cannot be told apart without a penalty', () => {
    expect(() => fitLogistic([x1, x1], y, 0)).toThrow(RangeError);
    const { coefficients } = fitLogistic([x1, x1], y, 1);
    expect(coefficients[0]).toBeCloseTo(coefficients[1]!, 8);
  });

  test('outcomes that a column parts without error have no fit', () => {
    expect(() => fitLogistic([Float64Array.from([-2, -1, 1, 2])], Uint8Array.from([0, 0, 1, 1]), 0)).toThrow(
      RangeError,
    );
  });
});
