import { Exact, exact } from '../money/decimal.js';
import { growthRoot } from './growth-root.js';

/** Money that changes hands so many periods after some moment; what is received and what is paid differ in sign. */
export interface TimedFlow {
  /** May be a fraction, or negative for a time before the moment. */
  readonly periods: number | Exact;
  readonly amount: Exact;
}

/** A rate per period, or why there is none. */
export type RateResult =
  | { readonly ok: true; readonly rate: Exact }
  | { readonly ok: false; readonly reason: 'NO_SIGN_CHANGE' | 'NO_RATE_IN_RANGE' };

/** Flows that no rate balances: money went one way only, or the rate is beyond any that a credit could have. */
export class NoInternalRateError extends RangeError {
  readonly reason: 'NO_SIGN_CHANGE' | 'NO_RATE_IN_RANGE';

  constructor(reason: 'NO_SIGN_CHANGE' | 'NO_RATE_IN_RANGE') {
    super(`The flows have no internal rate (${reason}); ask one of the solve functions where that may happen`);
    this.name = 'NoInternalRateError';
    this.reason = reason;
  }
}

/** Rates are cut to this many decimals: far below any meaning, and a rate of just 2 % comes back as just 0.02. */
const RATE_DECIMALS = 20;

/**
 * The rate per period at which flows balance: sum of amount / (1 + rate)^periods is nothing.
 *
 * @param flows in any order
 * @param guess fraction per period, above -1: of several rates the nearest one in growth is taken
 * @returns fraction per period, above -1, to 20 decimals
 * @throws RangeError for a guess of -1 or below
 */
export function solveFlowRate(flows: readonly TimedFlow[], guess = 0): RateResult {
  if (!(guess > -1)) throw new RangeError(`guess is ${String(guess)}; give a rate above -1`);
  const timeline = timelineOf(flows);
  const changes = signChanges(timeline);
  if (changes === 0) return { ok: false, reason: goBothWays(flows) ? 'NO_RATE_IN_RANGE' : 'NO_SIGN_CHANGE' };
  const growth = growthRoot(approximateValue(timeline), { guess, roots: changes === 1 ? 'ONE' : 'SEVERAL' });
  if (growth === undefined) return { ok: false, reason: 'NO_RATE_IN_RANGE' };
  const discount = polish(timeline, new Exact(Math.exp(-growth)));
  return { ok: true, rate: new Exact(1).div(discount).minus(1).toDecimalPlaces(RATE_DECIMALS) };
}

/**
 * `solveFlowRate` for flows that are known to have a rate.
 *
 * @throws NoInternalRateError where there is none
 */
export function flowRate(flows: readonly TimedFlow[], guess = 0): Exact {
  return rateOf(solveFlowRate(flows, guess));
}

/** @throws NoInternalRateError where there is none */
export function rateOf(result: RateResult): Exact {
  if (!result.ok) throw new NoInternalRateError(result.reason);
  return result.rate;
}

/** Flows in the order of time, counted from the first, one for each moment and none without money. */
interface Moment {
  readonly periods: Exact;
  readonly amount: Exact;
}

function timelineOf(flows: readonly TimedFlow[]): readonly Moment[] {
  const ordered = flows
    .map(({ periods, amount }) => ({ periods: exact(periods), amount: exact(amount) }))
    .toSorted((a, b) => a.periods.cmp(b.periods));
  const moments: Moment[] = [];
  for (const flow of ordered) {
    const last = moments.at(-1);
    if (last?.periods.eq(flow.periods))
      moments[moments.length - 1] = { ...last, amount: last.amount.plus(flow.amount) };
    else moments.push(flow);
  }
  const paid = moments.filter(({ amount }) => !amount.isZero());
  const start = paid[0]?.periods ?? new Exact(0);
  return paid.map(({ periods, amount }) => ({ periods: periods.minus(start), amount }));
}

function goBothWays(flows: readonly TimedFlow[]): boolean {
  return flows.some(({ amount }) => amount.gt(0)) && flows.some(({ amount }) => amount.lt(0));
}

function signChanges(timeline: readonly Moment[]): number {
  return timeline.filter(({ amount }, index) => index > 0 && amount.s !== timeline[index - 1]?.amount.s).length;
}

/** The value of the flows in doubles, scaled so that it neither overflows nor vanishes: its sign is what counts. */
function approximateValue(timeline: readonly Moment[]): (growth: number) => number {
  const flows = timeline.map(({ periods, amount }) => [periods.toNumber(), amount.toNumber()] as const);
  const span = flows.at(-1)?.[0] ?? 0;
  return (growth) => {
    const scale = growth < 0 ? span : 0;
    return flows.reduce((sum, [periods, amount]) => sum + amount * Math.exp(growth * (scale - periods)), 0);
  };
}

const POLISH_STEPS_MAX = 4;
const POLISHED = new Exact('1e-24');

/** Newton's method in exact decimals: from the 15 digits of a double two steps reach all that the decimals hold. */
function polish(timeline: readonly Moment[], start: Exact): Exact {
  let discount = start;
  for (let step = 0; step < POLISH_STEPS_MAX; step += 1) {
    const { value, slope } = presentValue(timeline, discount);
    if (slope.isZero()) return discount;
    const change = value.div(slope);
    discount = discount.minus(change);
    if (change.div(discount).abs().lt(POLISHED)) return discount;
  }
  return discount;
}

/** Value of the flows at the time of the first, and its derivative by the discount factor of one period. */
function presentValue(timeline: readonly Moment[], discount: Exact): { readonly value: Exact; readonly slope: Exact } {
  const powerOf = powersOf(discount);
  let value = new Exact(0);
  let slope = new Exact(0);
  for (const { periods, amount } of timeline) {
    const term = amount.times(powerOf(periods));
    value = value.plus(term);
    slope = slope.plus(term.times(periods));
  }
  return { value, slope: slope.div(discount) };
}

/** Powers of a base to ascending exponents: whole steps by multiplication, fractions over one logarithm. */
function powersOf(base: Exact): (exponent: Exact) => Exact {
  let reached = new Exact(0);
  let power = new Exact(1);
  let logarithm: Exact | undefined;
  return (exponent) => {
    const step = exponent.minus(reached);
    if (exponent.isInteger() && step.isInteger()) {
      power = power.times(step.eq(1) ? base : base.pow(step));
      reached = exponent;
      return power;
    }
    logarithm ??= base.ln();
    return logarithm.times(exponent).exp();
  };
}
