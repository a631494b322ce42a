import { addPeriods } from '../calendar/frequency.js';
import { plainDate } from '../calendar/plain-date.js';
import type { Exact } from '../money/decimal.js';
import { minor } from '../money/minor.js';
import type { DueCalendar } from '../pricing/dated-worst-case.js';
import { buildSchedule } from '../schedule/schedule.js';
import type { ScheduleFault } from '../schedule/schedule-fault.js';
import { customerFlows } from './cost-policy.js';
import type { CustomerFlows } from './cost-policy.js';
import { annualCostOf, worthAboveCap } from './flow-cost.js';
import { scheduleTermsOf } from './plan-schedule.js';
import type { PlanTerms, TenorPrice } from './plan-terms.js';

/** A price is judged on so much principal that cents are nothing. */
const JUDGED_MINOR = minor(1_000_000_000_000);
const JUDGED_ON = plainDate('2025-01-01');
const FIGURE_DECIMALS = 6;

/** A credit that may not be offered: the rule, the cap and what it costs, fractions per year. */
export interface CostFault extends ScheduleFault {
  readonly cap: string;
  readonly figure: string;
}

/**
 * What a tenor of a plan costs per year with the charges of all payees, before any amount is rounded: the figure that is
 * compared with the cap. A rounded schedule of a small amount may cost a trifle more or less.
 *
 * @param calendar what `DATED_WORST_CASE` dates by
 * @returns fraction per year
 * @see products.md section 3, `capMethod`, `capTiming`, publishing rule
 */
export function planAnnualCost(plan: PlanTerms, price: TenorPrice, calendar: DueCalendar = plan.capCalendar): Exact {
  return annualCostOf(plan, judgedFlows(plan, price), calendar);
}

/** Whether a tenor costs more than the plan's cap. @see products.md section 3, publishing rule */
export function isAboveCap(plan: PlanTerms, price: TenorPrice, calendar: DueCalendar = plan.capCalendar): boolean {
  const flows = judgedFlows(plan, price);
  if (plan.capTiming === 'DATED_WORST_CASE') return annualCostOf(plan, flows, calendar).greaterThan(plan.annualCap);
  // Every amount was rounded to the minor unit.
  return worthAboveCap(plan, flows).greaterThan(price.periods * (1 + plan.otherCharges.length));
}

/**
 * Whether a tenor may be offered: nothing kept back where that is forbidden, and no more cost than the cap. Asked when a
 * plan is published, with the plan's calendar, and at each draw, with that of the line.
 *
 * @returns the rule that is broken with the cap and the figure, or null
 * @see products.md section 3, "Publishing rule", `upfrontDeduction`; golden SCH-7, SCH-8, SCH-10
 */
export function faultOfCost(
  plan: PlanTerms,
  price: TenorPrice,
  calendar: DueCalendar = plan.capCalendar,
): CostFault | null {
  const { annualCap: cap, capMethod, capTiming, upfrontDeduction, otherCharges } = plan;
  const isKept = upfrontDeduction === 'FORBIDDEN' && otherCharges.some(({ method }) => method === 'DEDUCTED_UPFRONT');
  if (!isKept && !isAboveCap(plan, price, calendar)) return null;
  const figure = planAnnualCost(plan, price, calendar).toFixed(FIGURE_DECIMALS);
  const costs = `tenor ${price.periods} costs ${figure} a year (${capMethod}, ${capTiming})`;
  if (isKept) {
    const claim = `a part of the principal would be kept back, with which ${costs}; pay out all of it`;
    return { rule: 'upfrontDeduction', param: 'otherCharges', claim, cap, figure };
  }
  return {
    rule: 'annualCap',
    param: 'prices',
    claim: `${costs}, above the cap of ${cap}; lower its price`,
    cap,
    figure,
  };
}

/** The flows of a price, of regular periods; a payment that is given or rounded in a unit shapes no price. */
function judgedFlows(plan: PlanTerms, price: TenorPrice): CustomerFlows {
  const terms = {
    ...scheduleTermsOf(plan, price),
    firstPeriodRule: 'AS_REGULAR',
    fixedInstallmentMinor: null,
    installmentMultipleMinor: null,
  } as const;
  const dates = { fromOn: JUDGED_ON, firstDueOn: addPeriods(JUDGED_ON, 1, plan.frequency) };
  return customerFlows(plan, JUDGED_MINOR, buildSchedule(terms, JUDGED_MINOR, price.periods, dates));
}
