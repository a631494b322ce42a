import { BILL_DAY_MAX, BILL_DAY_MIN } from '../calendar/billing-calendar.js';
import { exact } from '../money/decimal.js';
import type { ScheduleFault } from '../schedule/schedule-fault.js';
import { isWithin } from './must.js';
import type { PlanTerms } from './plan-terms.js';

/**
 * What is wrong with the cap of a plan and the charges of its other payees, whatever they cost.
 *
 * @see products.md section 3, `annualCap` to `upfrontDeduction`
 */
export function faultOfCharges(plan: PlanTerms): ScheduleFault | null {
  const { annualCap, capCalendar, otherCharges, subProduct } = plan;
  if (!isFraction(annualCap)) return fault('annualCap', `is ${annualCap}; give 0 to 1`);
  if (capCalendar.regime === 'STATEMENT' && !isWithin(capCalendar.billDay, BILL_DAY_MIN, BILL_DAY_MAX)) {
    return fault('capCalendar', `has bill day ${capCalendar.billDay}; give ${BILL_DAY_MIN} to ${BILL_DAY_MAX}`);
  }
  for (const { component, payee, method, rate } of otherCharges) {
    const wrong = (claim: string): ScheduleFault => fault('otherCharges', `${component}: ${claim}`);
    if (payee === '') return wrong('name who collects it');
    if (!isFraction(rate)) return wrong(`its rate is ${rate}; give 0 to 1`);
    if (method === 'DEDUCTED_UPFRONT' && subProduct !== 'CASH_DRAW') {
      return wrong('a purchase pays out nothing that a part could be kept back of; charge it per period');
    }
  }
  const kept = otherCharges.filter(({ method }) => method === 'DEDUCTED_UPFRONT');
  const keptShare = kept.reduce((sum, { rate }) => sum.plus(rate), exact(0));
  if (keptShare.gte(1)) return fault('otherCharges', `${keptShare.toString()} would be kept back; give less than 1`);
  const names = new Set(otherCharges.map(({ component, payee }) => `${component}/${payee}`));
  return names.size === otherCharges.length ? null : fault('otherCharges', 'name each charge of a payee once');
}

const isFraction = (text: string): boolean => /^\d+(?:\.\d+)?$/.test(text) && exact(text).lte(1);

const fault = (param: string, claim: string): ScheduleFault => ({ rule: param, param, claim });
