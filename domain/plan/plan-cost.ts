import { exact, Exact } from '../money/decimal.js';
import { flatFeeAnnualCost, maxFeeUnderCap } from '../pricing/fee-cap.js';
import type { PlanTerms, TenorPrice } from './plan-terms.js';

type Priced = Pick<PlanTerms, 'amortization' | 'annualCap'>;

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
