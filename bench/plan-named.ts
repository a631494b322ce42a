import type { PlanTerms } from '../domain/plan/plan-terms.js';
import { PLAN_VERSIONS } from '../plans/catalogue.js';

/** @throws RangeError for a plan that is not shipped */
export function planNamed(planId: string): PlanTerms {
  const plan = PLAN_VERSIONS.find((version) => version.planId === planId);
  if (plan === undefined) throw new RangeError(`no plan "${planId}": look into plans/catalogue.ts`);
  return plan;
}
