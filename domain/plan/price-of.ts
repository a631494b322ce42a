import type { PlainDate } from '../calendar/plain-date.js';
import type { PlanTerms, TenorPrice } from './plan-terms.js';

/** For whom and when a price is asked. */
export interface PriceQuestion {
  readonly periods: number;
  /** The customer's grade; null where there is none. */
  readonly grade: string | null;
  readonly on: PlainDate;
}

/**
 * The price of a tenor: that of a promotion in force, else that of the customer's grade, else that of the plan. Of several
 * promotions the first in the plan counts.
 *
 * @returns undefined where the plan does not offer the tenor
 * @see products.md section 3, `priceGrid`
 */
export function priceOf(plan: PlanTerms, { periods, grade, on }: PriceQuestion): TenorPrice | undefined {
  const base = plan.prices.find((price) => price.periods === periods);
  if (base === undefined) return undefined;
  const promoted = plan.promotions
    .filter(({ fromOn, untilOn }) => fromOn <= on && on < untilOn)
    .flatMap(({ prices }) => prices)
    .find((price) => price.periods === periods);
  const graded = plan.priceGrid.find((price) => price.periods === periods && price.grade === grade);
  return promoted ?? graded ?? base;
}

/**
 * The plan as one agreement is formed on it: the terms of the version with the one price that holds for this tenor, this
 * customer and this day. Later promotions and grades do not reach it.
 *
 * @returns undefined where the plan does not offer the tenor
 */
export function agreedPlan(plan: PlanTerms, question: PriceQuestion): PlanTerms | undefined {
  const price = priceOf(plan, question);
  if (price === undefined) return undefined;
  const { periods, feeRatePerPeriod, annualRate } = price;
  return { ...plan, prices: [{ periods, feeRatePerPeriod, annualRate }], priceGrid: [], promotions: [] };
}
