import type { PlainDate } from '../calendar/plain-date.js';
import type { Minor } from '../money/minor.js';

/** When a customer may move the bill day. @see products.md section 2 */
export interface BillDayChangeRules {
  readonly isAllowed: boolean;
  readonly monthsAfterOpening: number;
  readonly monthsBetweenChanges: number;
  /** Null: the months alone decide. */
  readonly changesPerYearMax: number | null;
}

/** What counts as paid in time, and what a balance that is not paid in full bears. @see products.md sections 2, 4, 5 */
export interface BillingTerms {
  /** `HH:MM`, `24:00` for the end of the day: money that comes later counts for the next day. */
  readonly dueCutoff: string;
  /** NEXT_BUSINESS_DAY_TIMELY: a due date on a weekend or holiday stays, but money of the next business day is timely. */
  readonly nonBusinessDayRule: 'NONE' | 'NEXT_BUSINESS_DAY_TIMELY';
  /** Days besides weekends on which banks rest. */
  readonly holidays: readonly PlainDate[];
  /** Paid within so many days of the due date: never late; else it was late from the due date on. */
  readonly graceDays: number;
  /** A shortfall up to this counts as paid, bears nothing, and moves to the next bill. */
  readonly toleranceAmountMinor: Minor;
  /** False: the whole balance is due. */
  readonly minPaymentAllowed: boolean;
  /** From when a balance that is carried bears its fee: the due date, or back from the bill or the purchase. */
  readonly carryAccrualStart: 'DUE_DATE' | 'BILL_DATE' | 'PURCHASE_DATE';
  /** MONTHLY: an unpaid carry fee bears the fee itself from the next bill on. */
  readonly carryCompounding: 'NONE' | 'MONTHLY';
  readonly billDayChange: BillDayChangeRules;
}
