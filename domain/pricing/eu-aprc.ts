import { Exact, exact } from '../money/decimal.js';
import { planTable } from '../schedule/plan-table.js';
import type { PlanTableTerms } from '../schedule/plan-table.js';
import { flowRate } from './flow-rate.js';
import type { TimedFlow } from './flow-rate.js';

/** Decimals of a percentage that is disclosed. */
const DISCLOSED_DECIMALS = 1;

/**
 * The annual percentage rate of charge: the yearly rate X at which advances and payments, each divided by (1 + X)^t,
 * are worth the same.
 *
 * @param advances amounts above 0 and their times in years; a time may be negative
 * @param payments the same for what the customer pays, all costs included
 * @returns fraction per year, to 20 decimals
 * @throws NoInternalRateError where no rate balances them
 * @see Directive 2008/48/EC, annex I, part I
 */
export function euAprc(advances: readonly TimedFlow[], payments: readonly TimedFlow[]): Exact {
  return flowRate([...advances, ...payments.map((flow) => ({ ...flow, amount: flow.amount.neg() }))]);
}

/** A rate as it is disclosed: percent with one decimal, halves up. @see Directive 2008/48/EC, annex I, part I, remark (d) */
export function disclosedAprc(aprc: Exact): string {
  return roundHalfUp(aprc.times(100), DISCLOSED_DECIMALS);
}

/**
 * A figure with so many decimals: a next decimal of 5 or more raises the last one.
 *
 * @throws RangeError for a negative or broken number of decimals
 */
export function roundHalfUp(value: Exact, decimals: number): string {
  if (!Number.isInteger(decimals) || decimals < 0)
    throw new RangeError(`decimals is ${String(decimals)}; give 0 or more`);
  return value.toFixed(decimals, Exact.ROUND_HALF_UP);
}

/** What a plan costs beside its interest. */
export interface PlanCosts {
  /** Paid at the start, with the advance. */
  readonly feeAtStart: Exact;
  readonly extraCosts: readonly { readonly period: number; readonly amount: Exact }[];
  /** `CENTS`: each payment of the plan is rounded half-up before the extra costs are added. */
  readonly paymentRounding: 'NONE' | 'CENTS';
}

/** A plan with all its costs. */
export interface PlanCost {
  /** By period from 1, extra costs included, in the unit of the principal. */
  readonly payments: readonly Exact[];
  /** Payments and fee less the principal. */
  readonly totalCost: Exact;
  /** Fraction per year. */
  readonly aprc: Exact;
}

/**
 * What a plan costs in all.
 *
 * @throws RangeError for an extra cost of a period that the plan does not have
 * @throws NoInternalRateError where no rate balances it
 */
export function planCost(terms: PlanTableTerms, costs: PlanCosts): PlanCost {
  const rows = planTable(terms);
  const periodYears = new Exact(1).div(terms.periodsPerYear);
  const firstYears = terms.firstPeriodYears ?? periodYears;
  costs.extraCosts.forEach(({ period }) => {
    if (!rows.some(({ nr }) => nr === period)) throw new RangeError(`period ${period} has no payment to add a cost to`);
  });
  const payments = rows.map(({ nr, payment }) => {
    const rounded = costs.paymentRounding === 'CENTS' ? exact(roundHalfUp(payment, 2)) : payment;
    return costs.extraCosts.filter(({ period }) => period === nr).reduce((sum, cost) => sum.plus(cost.amount), rounded);
  });
  const paid = payments.map((amount, index) => ({ amount, periods: firstYears.plus(periodYears.times(index)) }));
  const aprc = euAprc([{ periods: 0, amount: terms.principal }], [{ periods: 0, amount: costs.feeAtStart }, ...paid]);
  const totalCost = payments.reduce((sum, payment) => sum.plus(payment), costs.feeAtStart).minus(terms.principal);
  return { payments, totalCost, aprc };
}
