import { minor, type Minor } from '../money/minor.js';
import type { PaymentSource } from '../repayment/repayment-terms.js';
import type { BucketKind } from './buckets.js';

/**
 * How a line's limit is used and given back. Read at the moment of action.
 *
 * @see products.md sections 1, 9 and 10 (scope Y), and `selfCapMin`
 */
export interface LimitTerms {
  readonly bucketDrawOrder: readonly BucketKind[];
  readonly bucketRestoreOrder: 'REVERSE_DRAW' | 'PRO_RATA';
  /** SETTLED: the limit is back when the payment is final; BOOKED: when it is booked. */
  readonly releaseOnRepayment: 'SETTLED' | 'BOOKED';
  /** Days from the value date until a payment is final, by rail. */
  readonly settlementDelayDays: Readonly<Record<PaymentSource, number>>;
  /** AT_SETTLEMENT: a merchant's refund is final as late as a debit. */
  readonly refundRestoresLimit: 'AT_VALUE_DATE' | 'AT_SETTLEMENT';
  /** What a capture after the hold has ended does: REAUTHORIZE where there is room. */
  readonly captureAfterExpiry: 'REFUSE' | 'REAUTHORIZE';
  /** Least cap that a customer may set for own spending. */
  readonly selfCapMinMinor: Minor;
}

/**
 * How an agreement of a plan may use the line. Shares are exact decimals: `"0.50"` is 50 %.
 *
 * @see products.md sections 10 and 11 (scope P)
 */
export interface UseTerms {
  /** Whether an authorization may be captured in several parts; else its first capture ends it. */
  readonly partialCapture: boolean;
  /** Whether the temporary bucket may be used for more than one installment. */
  readonly temporaryInstallable: boolean;
  /** What becomes of use above the base limit once the temporary one has ended. */
  readonly temporaryExcess: 'DUE_WITH_NEXT_BILL' | 'KEEP_TERMS';
  readonly cashDrawEnabled: boolean;
  /** Share of the base limit that may be owed in cash. */
  readonly cashSubLimitShare: string;
  readonly cashSingleMaxMinor: Minor;
}

/** @see products.md sections 10 and 11: the defaults */
export const USE_DEFAULTS: UseTerms = {
  partialCapture: true,
  temporaryInstallable: false,
  temporaryExcess: 'DUE_WITH_NEXT_BILL',
  cashDrawEnabled: true,
  cashSubLimitShare: '0.50',
  cashSingleMaxMinor: minor(500_000),
};
