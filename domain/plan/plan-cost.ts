import { exact, Exact } from '../money/decimal.js';
import { flatFeeAnnualCost, maxFeeUnderCap } from '../pricing/fee-cap.js';
import { monthlyIrr } from '../pricing/irr.js';
import { PLANNED_PERIOD_DAYS } from '../schedule/daily-simple.js';
import type { PlanTerms, TenorPrice } from './plan-terms.js';

type Priced = Pick<PlanTerms, 'amortization' | 'annualCap' | 'dailyRate' | 'cashDrawFeeRate'>;

const YEAR_DAYS = 365;

/**
 * What a tenor of a plan costs per year, nominal, before any amount is rounded: the figure that is compared with the
 * cap. A rounded schedule of a small amount may cost a trifle more or less.
 *
 * @returns fraction per year
 * @see products.md section 3, `capMethod` NOMINAL_IRR, `capTiming` PERIODIC, publishing rule
 */
export function planAnnualCost(plan: Priced, price: TenorPrice): Exact {
  switch (plan.amortization) {
    case 'PAY_LATER':
      return new Exact(0);
    case 'FLAT_FEE':
      return flatFeeAnnualCost(price.periods, price.feeRatePerPeriod, 'NOMINAL_IRR');
    // Interest of a twelfth of the annual rate on the open balance is its own internal rate, however principal falls.
    case 'LEVEL_PAYMENT':
    case 'LEVEL_PRINCIPAL':
    case 'INTEREST_ONLY':
      return exact(price.annualRate);
    case 'DAILY_SIMPLE':
      return dailyAnnualCost(plan, price.periods);
  }
}

/**
 * Whether a tenor costs more than the plan's cap. A flat fee is compared with the largest fee under the cap, which needs
 * no root to be found: the cost rises with the fee.
 *
 * @see products.md section 3, publishing rule
 */
export function isAboveCap(plan: Priced, price: TenorPrice): boolean {
  if (plan.amortization !== 'FLAT_FEE') return planAnnualCost(plan, price).greaterThan(plan.annualCap);
  return exact(price.feeRatePerPeriod).greaterThan(maxFeeUnderCap(price.periods, plan.annualCap, 'NOMINAL'));
}

/**
 * Interest by the day and the fee of the draw, in periods of 30 days, as their internal rate times 365 / 30: beside
 * 0.05 % a day a draw of 30 days has room for a fee of 0.4726 % under 24 %.
 *
 * @see products.md section 11, `cashDrawFeeRate`
 */
function dailyAnnualCost(plan: Priced, periods: number): Exact {
  const part = exact(1).dividedBy(periods);
  const interestOf = (index: number): Exact =>
    exact(plan.dailyRate)
      .times(PLANNED_PERIOD_DAYS)
      .times(exact(1).minus(part.times(index)));
  const payments = Array.from({ length: periods }, (_, index) => {
    const due = part.plus(interestOf(index));
    return index === 0 ? due.plus(plan.cashDrawFeeRate) : due;
  });
  return monthlyIrr(exact(1), payments).times(YEAR_DAYS).dividedBy(PLANNED_PERIOD_DAYS);
}
