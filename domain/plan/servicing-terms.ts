import type { SettlementStrategy } from '../settlement/payoff-terms.js';

/**
 * The terms of a plan version for all that may happen besides paying as agreed: settling early, paying in advance,
 * refunds, and who else pays a part of the price. Rates and shares are exact decimal strings.
 *
 * @see products.md sections 3, 8, 9, 11, 12 (scope P)
 */
export interface ServicingTerms {
  /** The first that applies wins. */
  readonly settlementStrategies: readonly SettlementStrategy[];
  readonly settlementDailyRate: string;
  readonly settlementFeeOffset: 'ALL_FEES_CHARGED' | 'PAID_FEES';
  /** What paying a part in advance does to the installments still to come. */
  readonly partialPrepay: 'NONE' | 'REDUCE_TERM' | 'REDUCE_PAYMENT';
  /** `cashDailyRate`: interest of a day, from day 0; used by `DAILY_SIMPLE` alone. */
  readonly dailyRate: string;
  /** Share of a cash draw that is charged with its first installment. */
  readonly cashDrawFeeRate: string;
  readonly refundAllocation: 'LAST_FIRST' | 'PRO_RATA' | 'NEXT_FIRST';
  /** Where money goes that had been repaid before the refund. */
  readonly refundPaidSlice: 'ORIGINAL_INSTRUMENT' | 'CREDIT_BALANCE';
  readonly openFeePolicy: 'RECOMPUTE' | 'PRORATE' | 'KEEP';
  /** What a refund does to charges that were billed before it. */
  readonly chargedFeePolicy: 'KEEP_CHARGED' | 'REFUND_PRORATA' | 'FULL_REVERSAL_IF_FULL_REFUND';
  readonly couponPolicy: 'NOT_RETURNED' | 'RETURN_IF_FULL';
  /** Whether a part of a bill may be turned into installments; the rest stays due. */
  readonly statementInstallmentPartial: boolean;
  /** NEXT_BILL: nothing of a converted bill is due with it. THIS_BILL: its first installment is. */
  readonly statementInstallmentStart: 'NEXT_BILL' | 'THIS_BILL';
  /** Share of the price that the customer pays at checkout, beside the line. */
  readonly downPaymentRate: string;
  /** Share of every charge that the merchant bears: none or all of it. */
  readonly merchantFeeShare: '0' | '1';
}

/** The defaults of products.md. */
export const SERVICING_DEFAULTS: ServicingTerms = {
  settlementStrategies: ['SAME_DAY_FREE', 'BILLED_PLUS_NEXT_PLUS_DAILY'],
  settlementDailyRate: '0.00065',
  settlementFeeOffset: 'ALL_FEES_CHARGED',
  partialPrepay: 'NONE',
  dailyRate: '0.0005',
  cashDrawFeeRate: '0',
  refundAllocation: 'LAST_FIRST',
  refundPaidSlice: 'ORIGINAL_INSTRUMENT',
  openFeePolicy: 'RECOMPUTE',
  chargedFeePolicy: 'KEEP_CHARGED',
  couponPolicy: 'NOT_RETURNED',
  statementInstallmentPartial: true,
  statementInstallmentStart: 'NEXT_BILL',
  downPaymentRate: '0',
  merchantFeeShare: '0',
};
