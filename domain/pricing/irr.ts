import { daysBetween } from '../calendar/plain-date.js';
import type { PlainDate } from '../calendar/plain-date.js';
import { Exact, exact } from '../money/decimal.js';

/** Money that changes hands on a date: what the customer receives has one sign, what is paid back the other. */
export interface DatedFlow {
  readonly on: PlainDate;
  readonly amountMinor: number;
}

/** A rate per period, or why there is none. */
export type RateResult =
  | { readonly ok: true; readonly rate: Exact }
  | { readonly ok: false; readonly reason: 'NO_SIGN_CHANGE' | 'NO_RATE_IN_RANGE' };

/** Flows that no rate balances: money went one way only, or the rate is beyond any that a credit could have. */
export class NoInternalRateError extends RangeError {
  readonly reason: 'NO_SIGN_CHANGE' | 'NO_RATE_IN_RANGE';

  constructor(reason: 'NO_SIGN_CHANGE' | 'NO_RATE_IN_RANGE') {
    super(`The flows have no internal rate (${reason}); ask solveMonthlyIrr or solveDatedIrr where that may happen`);
    this.name = 'NoInternalRateError';
    this.reason = reason;
  }
}

/** Rates are cut to this many decimals: far below any meaning, and a rate of just 2 % comes back as just 0.02. */
const RATE_DECIMALS = 20;

/** Flows as the solver takes them: an amount so many periods after the first. */
interface TimedFlow {
  readonly periods: number;
  readonly amount: Exact;
}

/**
 * The monthly internal rate of equal-spaced payments: principal = sum of payment k / (1 + m)^k.
 *
 * @param principal what is received at once, above 0, in the unit of the payments
 * @param payments what is paid after 1, 2, ... months
 * @returns fraction per month, to 20 decimals; negative when less is paid than was received
 * @throws NoInternalRateError where `solveMonthlyIrr` has no rate
 * @see products.md, section 3, `capMethod`
 */
export function monthlyIrr(principal: number | Exact, payments: readonly (number | Exact)[]): Exact {
  return rateOf(solveMonthlyIrr(principal, payments));
}

/**
 * The daily internal rate of dated flows.
 *
 * @param flows in any order; what is received and what is paid differ in sign
 * @returns fraction per day, to 20 decimals; of several rates the one nearest to 0
 * @throws NoInternalRateError where `solveDatedIrr` has no rate
 * @see products.md, section 3, `capMethod`; golden SET-1
 */
export function datedIrr(flows: readonly DatedFlow[]): Exact {
  return rateOf(solveDatedIrr(flows));
}

/** `monthlyIrr` for flows that may have no rate, which is a value here. */
export function solveMonthlyIrr(principal: number | Exact, payments: readonly (number | Exact)[]): RateResult {
  const paid = payments.map((payment, index) => ({ periods: index + 1, amount: exact(payment) }));
  return solve([{ periods: 0, amount: exact(principal).neg() }, ...paid]);
}

/** `datedIrr` for flows that may have no rate, which is a value here. */
export function solveDatedIrr(flows: readonly DatedFlow[]): RateResult {
  const ordered = [...flows].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const first = ordered[0]?.on;
  if (first === undefined) return { ok: false, reason: 'NO_SIGN_CHANGE' };
  return solve(ordered.map((flow) => ({ periods: daysBetween(first, flow.on), amount: exact(flow.amountMinor) })));
}

function rateOf(result: RateResult): Exact {
  if (!result.ok) throw new NoInternalRateError(result.reason);
  return result.rate;
}

/** @param flows ascending by time */
function solve(flows: readonly TimedFlow[]): RateResult {
  const hasBoth = flows.some(({ amount }) => amount.gt(0)) && flows.some(({ amount }) => amount.lt(0));
  if (!hasBoth) return { ok: false, reason: 'NO_SIGN_CHANGE' };
  const growth = approximateGrowth(flows.map(({ periods, amount }) => [periods, amount.toNumber()] as const));
  if (growth === undefined) return { ok: false, reason: 'NO_RATE_IN_RANGE' };
  const discount = polish(flows, new Exact(Math.exp(-growth)));
  return { ok: true, rate: new Exact(1).div(discount).minus(1).toDecimalPlaces(RATE_DECIMALS) };
}

const BRACKET_DOUBLINGS_MAX = 60;
const BRACKET_FIRST = 1e-6;
/** exp() of little more than this, times an amount, is no longer a double. */
const EXPONENT_MAX = 600;
const BISECTIONS_MAX = 120;

/**
 * The logarithm g of 1 + rate at which the flows balance, in doubles: a bracket is widened from 0 to both sides until
 * the sign changes, then halved. Unlike Newton's method alone it cannot run away.
 */
function approximateGrowth(flows: readonly (readonly [periods: number, amount: number])[]): number | undefined {
  const valueAt = (growth: number): number =>
    flows.reduce((sum, [periods, amount]) => sum + amount * Math.exp(-growth * periods), 0);
  const spanPeriods = flows.at(-1)?.[0] ?? 0;
  const atZero = valueAt(0);
  if (spanPeriods === 0) return undefined;
  if (atZero === 0) return 0;
  let inner = 0;
  for (let step = 0, outer = BRACKET_FIRST; step < BRACKET_DOUBLINGS_MAX; step += 1, outer *= 2) {
    if (outer > EXPONENT_MAX) break;
    if (valueAt(outer) * atZero <= 0) return bisect(valueAt, inner, outer);
    const isFinite = outer * spanPeriods <= EXPONENT_MAX;
    if (isFinite && valueAt(-outer) * atZero <= 0) return bisect(valueAt, -inner, -outer);
    inner = outer;
  }
  return undefined;
}

/** Halves the bracket down to neighbouring doubles. `inner` has the sign of the value at 0, `outer` has not. */
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

const POLISH_STEPS_MAX = 4;
const POLISHED = new Exact('1e-24');

/** Newton's method in exact decimals: from the 15 digits of a double two steps reach all that the decimals hold. */
function polish(flows: readonly TimedFlow[], start: Exact): Exact {
  let discount = start;
  for (let step = 0; step < POLISH_STEPS_MAX; step += 1) {
    const { value, slope } = presentValue(flows, discount);
    if (slope.isZero()) return discount;
    const change = value.div(slope);
    discount = discount.minus(change);
    if (change.abs().lt(POLISHED)) return discount;
  }
  return discount;
}

/** Value of the flows at the time of the first, and its derivative by the discount factor of one period. */
function presentValue(flows: readonly TimedFlow[], discount: Exact): { readonly value: Exact; readonly slope: Exact } {
  let value = new Exact(0);
  let slope = new Exact(0);
  let power = new Exact(1);
  let reached = 0;
  for (const { periods, amount } of flows) {
    if (periods > reached) power = power.times(periods - reached === 1 ? discount : discount.pow(periods - reached));
    reached = periods;
    const term = amount.times(power);
    value = value.plus(term);
    slope = slope.plus(term.times(periods));
  }
  return { value, slope: slope.div(discount) };
}
