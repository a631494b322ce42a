import type { PlanTerms } from '../../plan/plan-terms.js';
import { agreedPlan } from '../../plan/price-of.js';
import type { Turn } from '../turn.js';

/**
 * The plan as this line gets it today: with the one price of its tenor, by promotion and grade. A tenor that is not
 * offered leaves the plan as it is, to be refused by name.
 */
export function planFor(
  { state, today }: Turn,
  { plan, periods }: { readonly plan: PlanTerms; readonly periods: number },
): PlanTerms {
  return agreedPlan(plan, { periods, grade: state.terms.priceGrade, on: today }) ?? plan;
}
