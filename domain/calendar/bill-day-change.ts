import { assertBillDay, dueDateOf, nextBillDate } from './billing-calendar.js';
import type { DueRule } from './billing-calendar.js';
import { addMonths, daysBetween } from './plain-date.js';
import type { PlainDate } from './plain-date.js';

/** A customer's wish for another bill day, with the facts of the line that decide on it. */
export interface BillDayChange {
  readonly oldBillDay: number;
  readonly newBillDay: number;
  readonly lastBillDate: PlainDate;
  readonly requestedOn: PlainDate;
  readonly openedOn: PlainDate;
  /** Day of the last accepted change; null if there was none. */
  readonly lastChangeOn: PlainDate | null;
  /** Due date of the oldest unpaid bill that is past due; null if nothing is overdue. */
  readonly oldestOverdueOn: PlainDate | null;
}

export interface BillDayChangeTerms {
  readonly dueRule: DueRule;
  /** `firstBillDayChangeMonths` */
  readonly monthsAfterOpening: number;
  /** `minMonthsBetweenBillDayChanges` */
  readonly monthsBetweenChanges: number;
}

export type BillDayChangeRefusal = 'OUTSIDE_WINDOW' | 'TOO_NEW' | 'TOO_SOON' | 'OVERDUE';

/** The outcome, with the calendar that follows from it in either case. */
export interface BillDayChangeDecision {
  readonly accepted: boolean;
  readonly reason: BillDayChangeRefusal | null;
  readonly currentDueOn: PlainDate;
  readonly nextBillOn: PlainDate;
  readonly nextDueOn: PlainDate;
  /** Days from the last bill to the next; the last bill day counts, the next one does not. */
  readonly nextCycleDays: number;
}

/**
 * Decides on a change of the bill day. Allowed strictly between a bill date and its due date, some months after opening
 * and after the last change (exactly that many months pass), with nothing overdue. The due date of the current bill
 * never moves; the next bill is cut in the following calendar month, on the new day if accepted, else on the old one.
 *
 * @throws RangeError for a bill day out of 1..28: the choices are checked where they are offered
 * @see products.md section 2; golden CAL-3
 */
export function decideBillDayChange(change: BillDayChange, terms: BillDayChangeTerms): BillDayChangeDecision {
  assertBillDay(change.oldBillDay);
  assertBillDay(change.newBillDay);
  const currentDueOn = dueDateOf(change.lastBillDate, terms.dueRule);
  const reason = refusalOf(change, currentDueOn, terms);
  const nextBillOn = nextBillDate(change.lastBillDate, reason === null ? change.newBillDay : change.oldBillDay);
  return {
    accepted: reason === null,
    reason,
    currentDueOn,
    nextBillOn,
    nextDueOn: dueDateOf(nextBillOn, terms.dueRule),
    nextCycleDays: daysBetween(change.lastBillDate, nextBillOn),
  };
}

// The order is part of the rule: a customer is told the first reason that holds.
function refusalOf(
  change: BillDayChange,
  currentDueOn: PlainDate,
  terms: BillDayChangeTerms,
): BillDayChangeRefusal | null {
  const { requestedOn, lastBillDate, openedOn, lastChangeOn, oldestOverdueOn } = change;
  if (requestedOn <= lastBillDate || requestedOn >= currentDueOn) return 'OUTSIDE_WINDOW';
  if (requestedOn < addMonths(openedOn, terms.monthsAfterOpening)) return 'TOO_NEW';
  if (lastChangeOn !== null && requestedOn < addMonths(lastChangeOn, terms.monthsBetweenChanges)) return 'TOO_SOON';
  if (oldestOverdueOn !== null && oldestOverdueOn < requestedOn) return 'OVERDUE';
  return null;
}
