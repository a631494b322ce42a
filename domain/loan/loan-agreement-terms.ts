import type { PlainDate } from '../calendar/plain-date.js';
import { exact } from '../money/decimal.js';
import type { InstallmentRule } from '../repayment/allocate-by-rule.js';
import type { NamedStrategy } from '../repayment/allocate-by-strategy.js';
import type { Component } from '../repayment/waterfall.js';
import type { LoanTerms } from '../schedule/loan/loan-terms.js';

/** Parts of the debt of a loan. */
export const LOAN_COMPONENTS = ['PRINCIPAL', 'INTEREST', 'FEE', 'PENALTY'] as const satisfies readonly Component[];

export type LoanComponent = (typeof LOAN_COMPONENTS)[number];

/** Money that is applied to what is owed, by where it comes from. */
export const PAYMENT_TYPES = [
  'REPAYMENT',
  'DOWN_PAYMENT',
  'GOODWILL_CREDIT',
  'MERCHANT_ISSUED_REFUND',
  'PAYOUT_REFUND',
  'INTEREST_PAYMENT_WAIVER',
  'CHARGE_ADJUSTMENT',
] as const;

export type PaymentType = (typeof PAYMENT_TYPES)[number];

/** How payments are applied: by a rule for each type of payment, or by one of the older named orders. */
export type AllocationTerms =
  | {
      readonly by: 'RULES';
      readonly default: InstallmentRule;
      /** Types that have a rule of their own. */
      readonly of: Readonly<Partial<Record<PaymentType, InstallmentRule>>>;
    }
  | { readonly by: 'STRATEGY'; readonly strategy: NamedStrategy };

/**
 * A closed-end loan: its table and what happens to it afterwards.
 *
 * @see docs/concepts/loan-lifecycle.md
 */
export interface LoanAgreementTerms {
  readonly table: Omit<LoanTerms, 'startOn' | 'overdue'>;
  /** The day from which periods are counted; `null`: the day of the first disbursement. */
  readonly startOn: PlainDate | null;
  /** `AUTOMATIC`: the down payment is paid by itself with the disbursement. */
  readonly downPayment: 'AUTOMATIC' | 'BY_CUSTOMER';
  readonly allocation: AllocationTerms;
  /** How a payment charged back is split; `null`: all of it is principal. */
  readonly chargebackOrder: readonly LoanComponent[] | null;
  /**
   * Interest follows the balance: it is worked out anew with every entry, and a payoff owes it up to its own day or to
   * the end of the running period. `null`: the table is fixed at the draw.
   */
  readonly recalculation: {
    readonly payoffInterest: 'TO_PAYOFF_DATE' | 'TO_PERIOD_END';
    /** Overdue principal bears interest up to the day looked at, or to the end of that day's period. */
    readonly rest: 'DAILY' | 'PER_PERIOD';
  } | null;
  /** What becomes of the table at a charge-off. */
  readonly chargeOff: 'REGULAR' | 'ZERO_INTEREST' | 'ACCELERATE_MATURITY';
}

/** Whether interest follows the balance; without a rate there is none to follow it. */
export const isRecalculated = ({ recalculation, table }: LoanAgreementTerms): boolean =>
  recalculation !== null && !exact(table.annualRate).isZero();
