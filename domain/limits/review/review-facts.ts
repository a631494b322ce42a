import type { PlainDate } from '../../calendar/plain-date.js';
import type { Minor } from '../../money/minor.js';
import { exact, type Exact } from '../../money/decimal.js';
import type { Grade } from '../grade.js';

/** How one billing cycle went. */
export interface CycleConduct {
  /** Months that the customer was late at its end; 0: on time. */
  readonly monthsLate: number;
  /** Billed balance and limit at its cut: their quotient is the utilization. */
  readonly billedMinor: Minor;
  readonly limitMinor: Minor;
  /** Whether no more than the minimum was paid although more was billed. */
  readonly paidMinimumOnly: boolean;
  /** Owed from cash draws. */
  readonly cashMinor: Minor;
}

/** The part of the limit that was billed; a limit of nothing counts as one minor unit. */
export const utilizationOf = ({ billedMinor, limitMinor }: CycleConduct): Exact =>
  exact(billedMinor).div(Math.max(limitMinor, 1));

/** What stands in the way of an increase beside the customer's own conduct. All are looked at when the limit is changed. */
export type IncreaseBlocker = 'DISPUTE' | 'HARDSHIP' | 'FRAUD_FLAG' | 'NO_CONSENT';

export interface LimitChange {
  readonly on: PlainDate;
  readonly fromMinor: Minor;
  readonly toMinor: Minor;
}

/** What a limit review knows of a line, as of one civil date of the line. */
export interface LimitReviewFacts {
  readonly on: PlainDate;
  readonly openedOn: PlainDate;
  readonly limitMinor: Minor;
  /** Outstanding and held: what the limit can never fall below. */
  readonly inUseMinor: Minor;
  readonly daysPastDue: number;
  /** Latest first, at most REVIEW_CYCLES. */
  readonly cycles: readonly CycleConduct[];
  /** Null: nobody could say; then there is no increase. */
  readonly grade: Grade | null;
  /** Of the limit, oldest first, at least those of the last twelve months. */
  readonly changes: readonly LimitChange[];
  readonly lastUsedOn: PlainDate | null;
  readonly blockers: readonly IncreaseBlocker[];
  /** Debt service in a month over income; null: not known. */
  readonly debtServiceShare: string | null;
  /** The policy packs' cap for the line; null: none. */
  readonly packCapMinor: Minor | null;
}
