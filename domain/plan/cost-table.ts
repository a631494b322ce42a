import { MONTHLY } from '../calendar/frequency.js';
import type { Exact } from '../money/decimal.js';
import { exact } from '../money/decimal.js';
import type { DecimalString } from '../money/decimal.js';
import { minor, sumMinor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { applyRate } from '../money/rounding.js';
import { annualOfMonthly } from '../pricing/annual-cost.js';
import type { CapMethod } from '../pricing/annual-cost.js';
import { datedWorstCost, worstTiming } from '../pricing/dated-worst-case.js';
import type { DueCalendar } from '../pricing/dated-worst-case.js';
import { monthlyIrr } from '../pricing/irr.js';
import type { ScheduleFault } from '../schedule/schedule-fault.js';
import { scheduleTotals } from '../schedule/schedule.js';
import type { ScheduleRow } from '../schedule/schedule.js';
import type { PlanTerms } from './plan-terms.js';

/** How the cost of a year is judged. @see products.md section 3, `annualCap` to `upfrontDeduction` (scope Y) */
export interface CostPolicy {
  /** Fraction per year. */
  readonly annualCap: DecimalString;
  readonly capMethod: CapMethod;
  readonly capTiming: 'PERIODIC' | 'DATED_WORST_CASE';
  /** May a part of the principal be kept back? Then what is paid out is the principal. */
  readonly upfrontDeduction: 'FORBIDDEN' | 'RESTATE_PRINCIPAL';
  /** The calendar that `DATED_WORST_CASE` dates installments by. */
  readonly calendar: DueCalendar;
}

/** What somebody asks beside the plan's own interest and fees, such as a guarantor. */
export interface OtherCharge {
  readonly component: 'GUARANTEE_FEE' | 'SERVICE_FEE' | 'INSURANCE' | 'MEMBERSHIP';
  readonly payee: string;
  /** Each period on the original principal, or once, kept back from what is paid out. */
  readonly method: 'RATE_PER_PERIOD' | 'DEDUCTED_UPFRONT';
  /** Fraction of the original principal. */
  readonly rate: DecimalString;
}

/** One line of what a credit costs. */
export interface CostComponent {
  readonly component: 'INTEREST' | 'FEE' | OtherCharge['component'];
  readonly payee: string;
  readonly method: PlanTerms['amortization'] | OtherCharge['method'];
  /** Fraction, of the original principal or per year as the method says. */
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
}

const COST_DECIMALS = 6;

/**
 * Adds up what a schedule and the charges of all other payees cost.
 *
 * @param rows the plan's own schedule of the principal
 * @param others charges of other payees, each rounded as the plan rounds
 * @throws NoInternalRateError when nothing is received
 * @see products.md section 3, "all payees' charges together"; golden SCH-7, SCH-8
 */
export function costTable(
  plan: PlanTerms,
  principalMinor: Minor,
  rows: readonly ScheduleRow[],
  others: readonly OtherCharge[],
  policy: CostPolicy,
): CostTable {
  const amountOf = (charge: OtherCharge): Minor => applyRate(principalMinor, charge.rate, plan.rounding);
  const sumOf = (method: OtherCharge['method']): number =>
    others.reduce((sum, charge) => sum + (charge.method === method ? amountOf(charge) : 0), 0);
  const perPeriod = sumOf('RATE_PER_PERIOD');
  const receivedMinor = minor(principalMinor - sumOf('DEDUCTED_UPFRONT'));
  const dueMinor = rows.map((row) => minor(row.principalMinor + row.interestMinor + row.feeMinor + perPeriod));
  const totalDueMinor = sumMinor(dueMinor);
  return {
    principalMinor,
    receivedMinor,
    components: [
      ...ownComponents(plan, rows),
      ...others.map((charge): CostComponent => {
        const times = charge.method === 'RATE_PER_PERIOD' ? rows.length : 1;
        return { ...charge, totalMinor: minor(amountOf(charge) * times) };
      }),
    ],
    dueMinor,
    totalCostMinor: minor(totalDueMinor - receivedMinor),
    totalDueMinor,
    annualCost: annualCostOf(plan, receivedMinor, dueMinor, policy).toFixed(COST_DECIMALS),
    annualCostMethod: policy.capMethod,
  };
}

/**
 * Whether a credit may be offered: nothing kept back where that is forbidden, and no more cost than the cap.
 *
 * @returns the rule that is broken with the cap and the figure, or null
 * @see products.md section 3, "Publishing rule", `upfrontDeduction`; golden SCH-7, SCH-8, SCH-10
 */
export function faultOfCost(table: CostTable, policy: CostPolicy): ScheduleFault | null {
  const figure = `costs ${table.annualCost} a year (${policy.capMethod}, ${policy.capTiming})`;
  const keptMinor = table.principalMinor - table.receivedMinor;
  if (keptMinor > 0 && policy.upfrontDeduction === 'FORBIDDEN') {
    const claim = `${keptMinor} of the principal would be kept back, which ${figure}; pay out all of it`;
    return { rule: 'upfrontDeduction', param: 'others', claim };
  }
  if (exact(table.annualCost).lte(policy.annualCap)) return null;
  const claim = `${figure}, above the cap of ${policy.annualCap}; lower the charges`;
  return { rule: 'annualCap', param: 'prices', claim };
}

/** What is really paid out is the principal where a part may be kept back. @see products.md section 3, `upfrontDeduction` */
export function restatedPrincipal({ principalMinor, receivedMinor }: CostTable, policy: CostPolicy): Minor {
  return policy.upfrontDeduction === 'RESTATE_PRINCIPAL' ? receivedMinor : principalMinor;
}

function ownComponents(plan: PlanTerms, rows: readonly ScheduleRow[]): readonly CostComponent[] {
  const { interestMinor, feeMinor } = scheduleTotals(rows);
  const price = plan.prices.find(({ periods }) => periods === rows.length);
  const own = { payee: 'LENDER', method: plan.amortization } as const;
  const interest = {
    ...own,
    component: 'INTEREST',
    rate: price?.annualRate ?? '0',
    totalMinor: interestMinor,
  } as const;
  const fee = { ...own, component: 'FEE', rate: price?.feeRatePerPeriod ?? '0', totalMinor: feeMinor } as const;
  return [interest, fee].filter(({ totalMinor }) => totalMinor > 0);
}

/** By equal months, or by the dates of the worst purchase day; periods of another length are always dated. */
function annualCostOf(
  { frequency }: Pick<PlanTerms, 'frequency'>,
  receivedMinor: Minor,
  dueMinor: readonly Minor[],
  { annualCap, capMethod, capTiming, calendar }: CostPolicy,
): Exact {
  const isMonthly = frequency.every === MONTHLY.every && frequency.unit === MONTHLY.unit;
  if (capTiming === 'PERIODIC' && isMonthly) {
    return annualOfMonthly(monthlyIrr(receivedMinor, dueMinor), capMethod);
  }
  const payments = dueMinor.map((amountMinor) => exact(amountMinor));
  const timing = worstTiming(payments, annualCap, capMethod, calendar, frequency);
  return datedWorstCost(exact(receivedMinor), payments, timing, capMethod);
}
