import type { DecimalString } from '../money/decimal.js';
import type { Minor } from '../money/minor.js';
import { buildSchedule, trySchedule, type ScheduleRow } from '../schedule/schedule.js';
import type { ScheduleDates, ScheduleTerms } from '../schedule/schedule-terms.js';
import type { ScheduleResult } from '../schedule/shaped-schedule.js';
import { shareCharges } from './fee-funding.js';
import type { PlanTerms, TenorPrice } from './plan-terms.js';

/** What shapes the schedules of a plan at one of its prices. */
export const scheduleTermsOf = (plan: PlanTerms, price: TenorPrice): ScheduleTerms => ({
  amortization: plan.amortization,
  feeRatePerPeriod: price.feeRatePerPeriod,
  annualRate: price.annualRate,
  dailyRate: plan.dailyRate,
  cashDrawFeeRate: plan.cashDrawFeeRate,
  frequency: plan.frequency,
  firstPeriodRule: plan.firstPeriodRule,
  dayCount: plan.dayCount,
  principalGracePeriods: plan.principalGracePeriods,
  interestGracePeriods: plan.interestGracePeriods,
  interestFreePeriods: plan.interestFreePeriods,
  fixedInstallmentMinor: plan.fixedInstallmentMinor,
  installmentMultipleMinor: plan.installmentMultipleMinor,
  rounding: plan.rounding,
  residuePlacement: plan.residuePlacement,
});

/** What the customer pays of an amount at a price of a plan, or why there is no schedule of it. */
export function tryPlanSchedule(
  plan: PlanTerms,
  price: TenorPrice,
  principalMinor: Minor,
  dates: ScheduleDates,
): ScheduleResult {
  const result = trySchedule(scheduleTermsOf(plan, price), principalMinor, price.periods, dates);
  return result.ok ? { ...result, ...shareCharges(result.rows, plan.merchantFeeShare, plan.rounding) } : result;
}

/**
 * What the customer pays of an amount on an agreed plan: the same for a quote, a draw and every later fold.
 *
 * @param plan as agreed, with the one price of its tenor
 * @param fundedShare share of the charges that another pays
 * @throws RangeError for a tenor that the plan does not offer, ScheduleTermsError for terms without a schedule: both are
 * checked when the agreement is decided
 */
export function scheduleOf(
  plan: PlanTerms,
  principalMinor: Minor,
  periods: number,
  dates: ScheduleDates,
  fundedShare: DecimalString = plan.merchantFeeShare,
): readonly ScheduleRow[] {
  const price = plan.prices.find((offer) => offer.periods === periods);
  if (price === undefined) throw new RangeError(`plan ${plan.planId}@${plan.version} has no tenor of ${periods}`);
  const rows = buildSchedule(scheduleTermsOf(plan, price), principalMinor, periods, dates);
  return shareCharges(rows, fundedShare, plan.rounding).rows;
}
