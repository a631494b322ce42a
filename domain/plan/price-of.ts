import type { PlainDate } from '../calendar/plain-date.js';
import type { PlanTerms, TenorPrice } from './plan-terms.js';

/** For whom and when a price is asked. */
export interface PriceQuestion {
  readonly periods: number;
  /** The customer's grade; null where there is none. */
  readonly grade: string | null;
  readonly on: PlainDate;
}

/** The price of a tenor, and what set it: a promotion, the customer's grade, or the plan where both are null. */
export interface AgreedPrice {
  readonly price: TenorPrice;
  readonly promotionId: string | null;
  readonly grade: string | null;
}

/**
 * The price of a tenor: that of a promotion in force, else that of the customer's grade, else that of the plan. Of several
 * promotions the first in the plan counts.
 *
 * @returns undefined where the plan does not offer the tenor
 * @see products.md section 3, `priceGrid`
 */
export function pricedBy(plan: PlanTerms, { periods, grade, on }: PriceQuestion): AgreedPrice | undefined {
  const base = plan.prices.find((price) => price.periods === periods);
  if (base === undefined) return undefined;
  for (const { promotionId, fromOn, untilOn, prices } of plan.promotions) {
    const promoted = prices.find((price) => price.periods === periods);
    if (promoted !== undefined && fromOn <= on && on < untilOn) return { price: promoted, promotionId, grade: null };
  }
  const graded = plan.priceGrid.find((price) => price.periods === periods && price.grade === grade);
  if (graded !== undefined) return { price: graded, promotionId: null, grade };
  return { price: base, promotionId: null, grade: null };
}

/** The price alone. */
export const priceOf = (plan: PlanTerms, question: PriceQuestion): TenorPrice | undefined =>
  pricedBy(plan, question)?.price;

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
