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
 * @returns of the roots found on both sides the one whose rate is nearest to the guess; nothing if there is none
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
    if (found.length > 0) return nearest(found, search.guess, valueAt, start);
    innerUp = up;
    innerDown = down;
  }
  return undefined;
}

/**
 * The same distance in growth is a longer one in rate upwards than downwards, so a root found upwards may lie farther
 * from the guess than one that the next steps downwards would reach.
 */
function nearest(
  found: readonly number[],
  guess: number,
  valueAt: (growth: number) => number,
  start: number,
): number | undefined {
  const distance = (growth: number) => Math.abs(Math.expm1(growth) - guess);
  const best = found.toSorted((a, b) => distance(a) - distance(b))[0];
  if (best === undefined || best <= start || found.length > 1) return best;
  const lowestRate = guess - distance(best);
  if (lowestRate <= -1) return best;
  const below = firstChange(valueAt, start, Math.log1p(lowestRate));
  return below ?? best;
}

const CLOSER_STEPS = 200;

/** The first root on the way from one growth to another, if there is one. */
function firstChange(valueAt: (growth: number) => number, from: number, to: number): number | undefined {
  const sign = Math.sign(valueAt(from));
  let inner = from;
  for (let step = 1; step <= CLOSER_STEPS; step += 1) {
    const outer = from + ((to - from) * step) / CLOSER_STEPS;
    if (Math.sign(valueAt(outer)) !== sign) return bisect(valueAt, inner, outer);
    inner = outer;
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
