import { minor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { applyRate } from '../money/rounding.js';
import type { PlanTerms } from './plan-terms.js';

/** A price as the part that is paid at once and the part that is financed; they sum to it. */
export interface Financing {
  readonly downPaymentMinor: Minor;
  readonly financedMinor: Minor;
}

/**
 * What of a price is paid at once, and what is left to finance.
 *
 * @param priceMinor minor units, 0 or more
 * @see products.md section 3, `downPaymentRate`; golden PRO-1 (4500 at 10 %: 450 and 4050)
 */
export function financingOf(plan: Pick<PlanTerms, 'downPaymentRate' | 'rounding'>, priceMinor: Minor): Financing {
  const downPaymentMinor = applyRate(priceMinor, plan.downPaymentRate, plan.rounding);
  return { downPaymentMinor, financedMinor: minor(priceMinor - downPaymentMinor) };
}
