import type { PlainDate } from '../calendar/plain-date.js';
import type { Minor } from '../money/minor.js';

/** One line of a statement. `installmentNr` of `periods`; a purchase due at once is 1 of 1. */
export interface StatementLine {
  readonly agreementId: string;
  readonly installmentNr: number;
  readonly periods: number;
  readonly principalMinor: Minor;
  readonly interestMinor: Minor;
  readonly feeMinor: Minor;
}

/**
 * The immutable snapshot of a billing cycle (账单).
 *
 * `balanceMinor = spend + installments billed + carried + overdue + carry fees + penalty - credit`, never below zero.
 *
 * @see products.md sections 2 and 4
 */
export interface Statement {
  readonly statementId: string;
  readonly lineId: string;
  readonly currency: string;
  /** The cycle is `[cycleFrom, billOn)` in the line's zone. */
  readonly cycleFrom: PlainDate;
  readonly billOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly spendMinor: Minor;
  readonly installmentsMinor: Minor;
  /** Unpaid from earlier bills: carried (minimum met) or overdue (minimum missed). */
  readonly carriedMinor: Minor;
  readonly carryFeesMinor: Minor;
  readonly penaltyMinor: Minor;
  readonly creditAppliedMinor: Minor;
  readonly balanceMinor: Minor;
  readonly minDueMinor: Minor;
  /** Part of the minimum due: use above the base limit after a temporary one has ended, due in full. */
  readonly temporaryExcessMinor: Minor;
  readonly lines: readonly StatementLine[];
}
