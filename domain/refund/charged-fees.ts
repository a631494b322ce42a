import { exact } from '../money/decimal.js';
import { ZERO, type Minor } from '../money/minor.js';
import { roundToMinor, type Rounding } from '../money/rounding.js';

/** What a refund does to charges that were billed before it. @see products.md section 9, `chargedFeePolicy` */
export type ChargedFeePolicy = 'KEEP_CHARGED' | 'REFUND_PRORATA' | 'FULL_REVERSAL_IF_FULL_REFUND';

export interface ChargedAtRefund {
  /** Charges billed before the refund, less what earlier refunds gave back. Minor units. */
  readonly chargedMinor: Minor;
  readonly refundMinor: Minor;
  /** What could be refunded before this refund: the purchase less earlier refunds. */
  readonly refundableMinor: Minor;
}

/**
 * What of the charged fees a refund gives back. `REFUND_PRORATA`: the share of the purchase that is returned, rounded;
 * of what earlier refunds have left, so that returning the rest gives back the rest, in however many parts.
 *
 * @returns minor units, 0 to what was charged
 * @see products.md section 9, `chargedFeePolicy`
 */
export function chargedFeesReturned(
  policy: ChargedFeePolicy,
  { chargedMinor, refundMinor, refundableMinor }: ChargedAtRefund,
  rounding: Rounding,
): Minor {
  if (refundableMinor === 0 || policy === 'KEEP_CHARGED') return ZERO;
  if (refundMinor >= refundableMinor) return chargedMinor;
  if (policy === 'FULL_REVERSAL_IF_FULL_REFUND') return ZERO;
  return roundToMinor(exact(chargedMinor).times(refundMinor).dividedBy(refundableMinor), rounding);
}
