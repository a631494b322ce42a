import { Exact } from '../money/decimal.js';

/** Where to look for the growth at which a value is nothing. */
export interface RootSearch {
  /** Rate per period from which to look, above -1. */
  readonly guess: number;
  /** `ONE`: the value changes its sign once at most, so wide steps miss nothing; `SEVERAL`: small steps. */
  readonly roots: 'ONE' | 'SEVERAL';
}

/** Logarithms of 1 + rate beyond this are no rates that a credit could have. */
const GROWTH_MAX = 600;
/** First step of the search, and by how much each one is wider than the one before. */
const STEPS = { ONE: { first: 1e-6, ratio: 2 }, SEVERAL: { first: 0.002, ratio: 1.015 } } as const;
const BISECTIONS_MAX = 120;

/**
 * The logarithm g of 1 + rate at which a value is nothing, in doubles: steps go out from the guess to both sides until
 * the sign changes, then the bracket is halved. Unlike Newton's method alone it cannot run away.
 *
 * @param valueAt finite for every growth; only its sign counts
 * @returns the root nearest to the guess, nothing if there is none; near means in growth, where doubling and halving
 *   are equally far, for a rate at which nearly everything is lost is no better answer than one that doubles
 */
export function growthRoot(valueAt: (growth: number) => number, search: RootSearch): number | undefined {
  const start = Math.log1p(search.guess);
  const atStart = valueAt(start);
  if (atStart === 0) return start;
  let innerUp = start;
  let innerDown = start;
  let width: number = STEPS[search.roots].first;
  for (let reach = width; reach <= GROWTH_MAX; width *= STEPS[search.roots].ratio, reach += width) {
    const up = start + reach;
    const down = start - reach;
    const found = [
      ...(valueAt(up) * atStart <= 0 ? [bisect(valueAt, innerUp, up)] : []),
      ...(valueAt(down) * atStart <= 0 ? [bisect(valueAt, innerDown, down)] : []),
    ];
    const [nearest] = found.toSorted((a, b) => Math.abs(a - start) - Math.abs(b - start));
    if (nearest !== undefined) return nearest;
    innerUp = up;
    innerDown = down;
  }
  return undefined;
}

/** Halves the bracket down to neighbouring doubles. `inner` has the sign of the value at the start, `outer` has not. */
function bisect(valueAt: (growth: number) => number, inner: number, outer: number): number {
  const sign = Math.sign(valueAt(inner));
  let same = inner;
  let other = outer;
  for (let step = 0; step < BISECTIONS_MAX; step += 1) {
    const middle = (same + other) / 2;
    if (middle === same || middle === other) break;
    if (Math.sign(valueAt(middle)) === sign) same = middle;
    else other = middle;
  }
  return (same + other) / 2;
}

/** By the secant, from the 15 digits of a double, three steps reach all that the decimals hold. */
const SECANT_STEPS_MAX = 6;
const SECANT_FIRST = new Exact('1e-12');
/** Rates are cut to this many decimals: far below any meaning, and a rate of just 2 % comes back as just 0.02. */
const RATE_DECIMALS = 20;

/**
 * A rate near a growth that `growthRoot` found, to 20 decimals.
 *
 * @param valueAt the same value in exact decimals, by the rate per period
 */
export function exactRoot(valueAt: (rate: Exact) => Exact, growth: number): Exact {
  let before = new Exact(Math.expm1(growth));
  let rate = before.plus(SECANT_FIRST.times(before.plus(1)));
  let valueBefore = valueAt(before);
  for (let step = 0; step < SECANT_STEPS_MAX; step += 1) {
    const value = valueAt(rate);
    const rise = value.minus(valueBefore);
    if (value.isZero() || rise.isZero()) break;
    const next = rate.minus(value.times(rate.minus(before)).div(rise));
    [before, valueBefore, rate] = [rate, value, next];
  }
  return rate.toDecimalPlaces(RATE_DECIMALS);
}
