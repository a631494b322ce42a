import { daysBetween } from '../calendar/plain-date.js';
import type { PlainDate } from '../calendar/plain-date.js';
import type { Exact } from '../money/decimal.js';
import { exact } from '../money/decimal.js';
import { rateOf, solveFlowRate } from './flow-rate.js';
import type { RateResult } from './flow-rate.js';

/** Money that changes hands on a date: what the customer receives has one sign, what is paid back the other. */
export interface DatedFlow {
  readonly on: PlainDate;
  readonly amountMinor: number;
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
  return solveFlowRate([{ periods: 0, amount: exact(principal).neg() }, ...paid]);
}

/** `datedIrr` for flows that may have no rate, which is a value here. */
export function solveDatedIrr(flows: readonly DatedFlow[]): RateResult {
  const [first] = flows;
  if (first === undefined) return { ok: false, reason: 'NO_SIGN_CHANGE' };
  return solveFlowRate(
    flows.map(({ on, amountMinor }) => ({ periods: daysBetween(first.on, on), amount: exact(amountMinor) })),
  );
}
