import { Exact, exact } from '../money/decimal.js';
import type { DecimalString } from '../money/decimal.js';
import { monthlyIrr } from './irr.js';
import { annuityWorth } from './level-annuity.js';

/** A price list entry before any amount is rounded, per unit of the original principal; rates are fractions. */
export interface MonthlyPrice {
  /** Number of months, 1 or more. */
  readonly periods: number;
  /** How the principal is repaid: equal parts of it, or an annuity at a twelfth of `annualRate`. */
  readonly repayment:
    { readonly kind: 'EQUAL_PARTS' } | { readonly kind: 'LEVEL_PAYMENT'; readonly annualRate: DecimalString | Exact };
  /** Fee of each period on the original principal. */
  readonly feeRatePerPeriod: DecimalString | Exact;
  /** Part of the principal that is kept back when it is paid out. */
  readonly deductionRate: DecimalString | Exact;
}

/**
 * What a price costs per month: the internal rate of equal payments on what is really received.
 *
 * @returns fraction per month, to 20 decimals
 * @throws RangeError for periods below 1 or a rate that is not a decimal
 * @throws NoInternalRateError when nothing is received
 * @see products.md, section 3, "Nominal annual rate of a flat fee per period", `capMethod`
 */
export function monthlyCostOf(price: MonthlyPrice): Exact {
  const { periods, feeRatePerPeriod, deductionRate } = price;
  if (!Number.isInteger(periods) || periods < 1) throw new RangeError(`periods is ${String(periods)}; give 1 or more`);
  const payment = repaymentOf(price).plus(exact(feeRatePerPeriod));
  return monthlyIrr(new Exact(1).minus(exact(deductionRate)), new Array<Exact>(periods).fill(payment));
}

function repaymentOf({ repayment, periods }: MonthlyPrice): Exact {
  const one = new Exact(1);
  switch (repayment.kind) {
    case 'EQUAL_PARTS':
      return one.div(periods);
    case 'LEVEL_PAYMENT':
      return one.div(annuityWorth(exact(repayment.annualRate).div(12), periods));
  }
}
