import type { Component, FutureRule, Timing } from './waterfall.js';

/** How money came in: an own transfer, a debit that was asked for, an automatic debit. */
export type PaymentSource = 'TRANSFER' | 'DEBIT' | 'AUTOPAY';

/** The order of the times for every payment, and for those kinds of payment that have another. */
export interface WaterfallTimes {
  readonly DEFAULT: readonly Timing[];
  readonly TRANSFER?: readonly Timing[];
  readonly DEBIT?: readonly Timing[];
  readonly AUTOPAY?: readonly Timing[];
}

/** What becomes of money beyond all that it may be applied to. */
export type Overpayment =
  { readonly kind: 'CREDIT_BALANCE' } | { readonly kind: 'REFUND_AFTER_DAYS'; readonly days: number };

/** How payments are applied. @see products.md section 6 */
export interface RepaymentTerms {
  readonly waterfall: readonly Component[];
  readonly waterfallTimes: WaterfallTimes;
  readonly waterfallAcross: 'OLDEST_BILL_FIRST' | 'COMPONENT_FIRST';
  readonly futureRule: FutureRule;
  /** From so many days past due on principal comes before every charge; null: never. */
  readonly principalFirstFromDpd: number | null;
  /** HIGHEST_RATE_FIRST: the minimum goes to the balance of the lowest rate first, the rest to that of the highest. */
  readonly aboveMinimum: 'SAME' | 'HIGHEST_RATE_FIRST';
  /** While nothing is overdue, cash and carried balances come before those that bear nothing yet. */
  readonly cashBeforePurchase: boolean;
  readonly overpayment: Overpayment;
}
