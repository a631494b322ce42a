import { minor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { exact } from '../money/decimal.js';
import { applyRate, roundToMinor, type Rounding } from '../money/rounding.js';
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

/**
 * What of a refund goes back to the down payment, the rest being the line's: in proportion, of all that was refunded so
 * far, so that many small refunds end where one large one does.
 *
 * @param refundedMinor what earlier refunds of the purchase gave back, both parts together
 * @param refundMinor the refund; with the earlier ones at most the price
 * @see products.md section 9, tenders
 */
export function downPaymentPart(
  { downPaymentMinor, financedMinor }: Financing,
  refundedMinor: Minor,
  refundMinor: Minor,
  rounding: Rounding,
): Minor {
  return partOf(downPaymentMinor, minor(downPaymentMinor + financedMinor), refundedMinor, refundMinor, rounding);
}

/** What of a down payment belongs to a part of what it is paid beside, when parts of it came before. */
export function downPaymentOfFinanced(
  { downPaymentMinor, financedMinor }: Financing,
  beforeMinor: Minor,
  partMinor: Minor,
  rounding: Rounding,
): Minor {
  return partOf(downPaymentMinor, financedMinor, beforeMinor, partMinor, rounding);
}

function partOf(totalMinor: Minor, ofMinor: Minor, beforeMinor: Minor, addedMinor: Minor, rounding: Rounding): Minor {
  const upTo = (amountMinor: number): Minor =>
    roundToMinor(exact(amountMinor).times(totalMinor).dividedBy(ofMinor), rounding);
  return minor(upTo(beforeMinor + addedMinor) - upTo(beforeMinor));
}
