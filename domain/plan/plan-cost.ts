import { exact, Exact } from '../money/decimal.js';
import { nominalAnnual } from '../pricing/annual-cost.js';
import { datedWorstCost, worstTiming } from '../pricing/dated-worst-case.js';
import { flatFeeAnnualCost, maxFeeUnderCap } from '../pricing/fee-cap.js';
import { monthlyIrr } from '../pricing/irr.js';
import { PLANNED_PERIOD_DAYS } from '../schedule/daily-simple.js';
import type { PlanTerms, TenorPrice } from './plan-terms.js';

type Priced = Pick<
  PlanTerms,
  'amortization' | 'annualCap' | 'dailyRate' | 'cashDrawFeeRate' | 'frequency' | 'dayCount' | 'principalGracePeriods'
>;

const YEAR_DAYS = 365;
const MONTHS_PER_YEAR = 12;

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
      return isPlain(plan)
        ? flatFeeAnnualCost(price.periods, price.feeRatePerPeriod, 'NOMINAL_IRR')
        : shapedFeeCost(plan, price);
    case 'LEVEL_PAYMENT':
    case 'LEVEL_PRINCIPAL':
    case 'INTEREST_ONLY':
      return interestAnnualCost(plan, price);
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
  if (plan.amortization !== 'FLAT_FEE' || !isPlain(plan))
    return planAnnualCost(plan, price).greaterThan(plan.annualCap);
  return exact(price.feeRatePerPeriod).greaterThan(maxFeeUnderCap(price.periods, plan.annualCap, 'NOMINAL'));
}

/** Equal months and equal parts of principal: what the published fee table is made for. */
const isPlain = ({ frequency, principalGracePeriods }: Priced): boolean =>
  frequency.every === 1 && frequency.unit === 'MONTHS' && principalGracePeriods === 0;

/** A flat fee of other periods than months, or with a grace of principal, by its dates on the worst purchase day. */
function shapedFeeCost({ annualCap, frequency, principalGracePeriods: grace }: Priced, price: TenorPrice): Exact {
  const part = exact(1).div(price.periods - grace);
  const payments = Array.from({ length: price.periods }, (_, index) =>
    exact(price.feeRatePerPeriod).plus(index < grace ? 0 : part),
  );
  const timing = worstTiming(payments, annualCap, 'NOMINAL_IRR', { regime: 'ORDER' }, frequency);
  return datedWorstCost(exact(1), payments, timing, 'NOMINAL_IRR');
}

/**
 * Interest on the open balance is its own internal rate, however principal falls: for months a twelfth of the annual rate
 * each; for other periods what compounds to it in a month.
 */
function interestAnnualCost({ frequency, dayCount }: Priced, { annualRate }: TenorPrice): Exact {
  const { every, unit } = frequency;
  if (unit === 'MONTHS') {
    const growth = exact(annualRate).times(every).div(MONTHS_PER_YEAR).plus(1);
    return every === 1 ? exact(annualRate) : nominalAnnual(growth.pow(exact(1).div(every)).minus(1));
  }
  const days = unit === 'WEEKS' ? every * 7 : every;
  const growth = exact(annualRate)
    .times(days)
    .div(dayCount.includes('360') ? 360 : YEAR_DAYS)
    .plus(1);
  return nominalAnnual(growth.pow(exact(YEAR_DAYS).div(MONTHS_PER_YEAR * days)).minus(1));
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
