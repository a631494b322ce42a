import type { DecimalString } from '../money/decimal.js';
import { minor, sumMinor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import type { CapMethod } from '../pricing/annual-cost.js';
import type { DueCalendar } from '../pricing/dated-worst-case.js';
import type { ScheduleRow } from '../schedule/schedule.js';
import { scheduleTotals } from '../schedule/schedule.js';
import { chargeMinor, chargesBorne, customerFlows } from './cost-policy.js';
import type { CostPolicy, OtherCharge } from './cost-policy.js';
import { annualCostOf } from './flow-cost.js';
import type { PlanTerms } from './plan-terms.js';

/** One line of what a credit costs. */
export interface CostComponent {
  readonly component: 'INTEREST' | 'FEE' | OtherCharge['component'];
  /** Who collects it: `LENDER`, or the payee of the charge. */
  readonly payee: string;
  readonly method: PlanTerms['amortization'] | OtherCharge['method'];
  /** Fraction, of the original principal, per year or per day as the method says. */
  readonly rate: DecimalString;
  readonly totalMinor: Minor;
}

/** What the customer signs: everything that a credit costs, whoever gets it. Amounts in minor units. */
export interface CostTable {
  readonly principalMinor: Minor;
  /** What is really paid out. */
  readonly receivedMinor: Minor;
  readonly components: readonly CostComponent[];
  /** What is to be paid in each period, to all payees. */
  readonly dueMinor: readonly Minor[];
  readonly totalCostMinor: Minor;
  readonly totalDueMinor: Minor;
  /** Fraction per year, 6 decimals: a fee counts as interest does. */
  readonly annualCost: DecimalString;
  readonly annualCostMethod: CapMethod;
  readonly annualCostTiming: CostPolicy['capTiming'];
}

const COST_DECIMALS = 6;

/**
 * Adds up what a schedule and the charges of all other payees cost.
 *
 * @param rows the plan's own schedule of the principal
 * @param calendar of the line, which `DATED_WORST_CASE` dates by
 * @throws NoInternalRateError when nothing is received
 * @see products.md section 3, "all payees' charges together"; regulation.md CNB-3; golden SCH-7, SCH-8
 */
export function costTable(
  plan: PlanTerms,
  principalMinor: Minor,
  rows: readonly ScheduleRow[],
  calendar: DueCalendar = plan.capCalendar,
): CostTable {
  const flows = customerFlows(plan, principalMinor, rows);
  const totalDueMinor = sumMinor(flows.dueMinor);
  return {
    principalMinor,
    receivedMinor: flows.receivedMinor,
    components: [
      ...ownComponents(plan, rows),
      ...chargesBorne(plan).map((charge): CostComponent => {
        const times = charge.method === 'RATE_PER_PERIOD' ? rows.length : 1;
        const { component, payee, method, rate } = charge;
        return { component, payee, method, rate, totalMinor: minor(chargeMinor(charge, principalMinor, plan) * times) };
      }),
    ],
    dueMinor: flows.dueMinor,
    totalCostMinor: minor(totalDueMinor - flows.receivedMinor),
    totalDueMinor,
    annualCost: annualCostOf(plan, flows, calendar).toFixed(COST_DECIMALS),
    annualCostMethod: plan.capMethod,
    annualCostTiming: plan.capTiming,
  };
}

function ownComponents(plan: PlanTerms, rows: readonly ScheduleRow[]): readonly CostComponent[] {
  const { interestMinor, feeMinor } = scheduleTotals(rows);
  const price = plan.prices.find(({ periods }) => periods === rows.length);
  const isDaily = plan.amortization === 'DAILY_SIMPLE';
  const own = { payee: 'LENDER', method: plan.amortization } as const;
  const interestRate = isDaily ? plan.dailyRate : price?.annualRate;
  const feeRate = isDaily ? plan.cashDrawFeeRate : price?.feeRatePerPeriod;
  const interest = { ...own, component: 'INTEREST', rate: interestRate ?? '0', totalMinor: interestMinor } as const;
  const fee = { ...own, component: 'FEE', rate: feeRate ?? '0', totalMinor: feeMinor } as const;
  return [interest, fee].filter(({ totalMinor }) => totalMinor > 0);
}
