import { ASIA_SHANGHAI } from '../../../domain/calendar/zone.js';
import type { LineTerms, PlanTerms } from '../../../domain/plan/plan-terms.js';
import { PLAN_VERSIONS } from '../../../plans/catalogue.js';
import { cnPayLaterStatement } from '../../../plans/presets.js';

/** The defaults of a line. */
export const LINE: LineTerms = cnPayLaterStatement({ zone: ASIA_SHANGHAI, billDay: 3, lenderId: 'lender_1' });

/** A shipped plan. */
export function planOf(planId: string): PlanTerms {
  const plan = PLAN_VERSIONS.find((version) => version.planId === planId);
  if (plan === undefined) throw new Error(`no plan ${planId}`);
  return plan;
}

export const FLAT = planOf('order-flat');
export const PAY_LATER = planOf('pay-later');
