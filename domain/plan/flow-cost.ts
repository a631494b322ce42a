import { exact } from '../money/decimal.js';
import type { DecimalString, Exact } from '../money/decimal.js';
import { annualOfMonthly } from '../pricing/annual-cost.js';
import { datedWorstCost, worstTiming } from '../pricing/dated-worst-case.js';
import type { DueCalendar } from '../pricing/dated-worst-case.js';
import { monthlyIrr } from '../pricing/irr.js';
import { PLANNED_PERIOD_DAYS } from '../schedule/daily-simple.js';
import type { CostPolicy, CustomerFlows } from './cost-policy.js';
import type { PlanTerms } from './plan-terms.js';

/** What decides how the cost of a period becomes that of a year. */
export type Judged = Pick<PlanTerms, 'amortization' | 'frequency'> &
  Pick<CostPolicy, 'annualCap' | 'capMethod' | 'capTiming'>;

const YEAR_DAYS = 365;
const YEAR_MONTHS = 12;
/** The last digits of a root are noise: a schedule at 24 % costs 0.24, not a trifle more. */
const STEADY_DECIMALS = 9;

/**
 * What flows cost a year: by equal periods, or by the dates of the worst purchase day.
 *
 * @param calendar used by `DATED_WORST_CASE` alone
 * @returns fraction per year, to 9 decimals
 * @throws NoInternalRateError when nothing is received
 * @see products.md section 3, `capMethod`, `capTiming`; golden SCH-7, SCH-8, SCH-10
 */
export function annualCostOf(plan: Judged, { receivedMinor, dueMinor }: CustomerFlows, calendar: DueCalendar): Exact {
  if (plan.capTiming === 'PERIODIC') {
    return annualOfPeriod(plan, monthlyIrr(receivedMinor, dueMinor)).toDecimalPlaces(STEADY_DECIMALS);
  }
  const payments = dueMinor.map((amountMinor) => exact(amountMinor));
  const timing = worstTiming(payments, plan.annualCap, plan.capMethod, calendar, plan.frequency);
  return datedWorstCost(exact(receivedMinor), payments, timing, plan.capMethod).toDecimalPlaces(STEADY_DECIMALS);
}

/**
 * What flows of equal periods are worth at the cap's rate, beyond what was received: more than nothing where they cost
 * more than the cap. Needs no root to be found.
 *
 * @returns minor units, unrounded
 */
export function worthAboveCap(plan: Judged, { receivedMinor, dueMinor }: CustomerFlows): Exact {
  const discount = exact(1).dividedBy(periodOfAnnual(plan, plan.annualCap).plus(1));
  // Horner's scheme from the last payment: one product each.
  const worth = dueMinor.reduceRight((sum, amountMinor) => sum.plus(amountMinor).times(discount), exact(0));
  return worth.minus(receivedMinor);
}

/** A rate per period as one per year; a period of days compounds to a month's rate, one by the day counts by its days. */
function annualOfPeriod(plan: Judged, rate: Exact): Exact {
  const { amortization, capMethod } = plan;
  if (amortization === 'DAILY_SIMPLE' && capMethod === 'NOMINAL_IRR') {
    return rate.times(YEAR_DAYS).dividedBy(PLANNED_PERIOD_DAYS);
  }
  const months = monthsOf(plan);
  return annualOfMonthly(months.equals(1) ? rate : rate.plus(1).pow(exact(1).dividedBy(months)).minus(1), capMethod);
}

function periodOfAnnual(plan: Judged, annual: DecimalString): Exact {
  const { amortization, capMethod } = plan;
  if (amortization === 'DAILY_SIMPLE' && capMethod === 'NOMINAL_IRR') {
    return exact(annual).times(PLANNED_PERIOD_DAYS).dividedBy(YEAR_DAYS);
  }
  const months = monthsOf(plan);
  if (capMethod === 'EFFECTIVE_IRR') return exact(annual).plus(1).pow(months.dividedBy(YEAR_MONTHS)).minus(1);
  const monthly = exact(annual).dividedBy(YEAR_MONTHS);
  return months.equals(1) ? monthly : monthly.plus(1).pow(months).minus(1);
}

/** The length of a period in months: 365 / 12 days each. */
function monthsOf({ amortization, frequency: { every, unit } }: Judged): Exact {
  if (unit === 'MONTHS' && amortization !== 'DAILY_SIMPLE') return exact(every);
  const days = amortization === 'DAILY_SIMPLE' ? PLANNED_PERIOD_DAYS : unit === 'WEEKS' ? every * 7 : every;
  return exact(days).times(YEAR_MONTHS).dividedBy(YEAR_DAYS);
}
