import type { PlanTerms } from '../../domain/plan/plan-terms.js';
import type { Plans } from '../deps.js';
import { ApiProblem } from '../problems/api-problem.js';

/** @throws ApiProblem `plan-unknown` */
export function planOf(plans: Plans, ref: string): PlanTerms {
  const plan = plans.find(ref);
  if (plan !== null) return plan;
  throw new ApiProblem('plan-unknown', 'Use a planId of GET /v1/plans.', { param: 'planId' });
}
