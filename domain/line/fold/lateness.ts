import { addDays, daysBetween, earlier, later, type PlainDate } from '../../calendar/plain-date.js';
import type { Bill, Pause, Position } from '../position-types.js';
import { isMissing, oldestOverdue } from './open-amounts.js';

/** Whether a day lies in a pause: it does not count as past due and bears no late charge. */
export const isPaused = (pauses: readonly Pause[], on: PlainDate): boolean =>
  pauses.some(({ fromOn, untilOn }) => fromOn <= on && on < untilOn);

/** Days of `[fromOn, toOn)` that pauses cover; pauses do not overlap. */
function pausedDays(pauses: readonly Pause[], fromOn: PlainDate, toOn: PlainDate): number {
  return pauses.reduce(
    (days, pause) => days + Math.max(0, daysBetween(later(pause.fromOn, fromOn), earlier(pause.untilOn, toOn))),
    0,
  );
}

/** Days past due of a bill that is unpaid: calendar days since its due date, those of pauses left out. */
export function daysLate(position: Position, bill: Bill, asOn: PlainDate): number {
  if (asOn <= bill.timelyUntilOn) return 0;
  return daysBetween(bill.dueOn, asOn) - pausedDays(position.pauses, bill.dueOn, asOn);
}

/**
 * Days past due of the line: those of its oldest bill that is overdue.
 *
 * @see products.md section 5
 */
export function daysPastDueOf(position: Position, asOn: PlainDate): number {
  const oldest = oldestOverdue(position, asOn);
  return oldest === undefined ? 0 : daysLate(position, oldest, asOn);
}

/** Days past due of one agreement: of the oldest overdue bill that asks for something of it. */
export function daysPastDueOfAgreement(position: Position, agreementId: string, asOn: PlainDate): number {
  const agreement = position.agreements.find((candidate) => candidate.agreementId === agreementId);
  const open = new Set(
    agreement?.installments
      .filter((row) => row.principalMinor + row.interestMinor + row.feeMinor > paidOf(row))
      .map((row) => row.billOn),
  );
  const oldest = position.bills.find((bill) => open.has(bill.billOn) && isMissing(position, bill));
  return oldest === undefined ? 0 : daysLate(position, oldest, asOn);
}

const paidOf = (row: Position['agreements'][number]['installments'][number]): number =>
  row.principalPaidMinor + row.interestPaidMinor + row.feePaidMinor;

/** The first day on which an unpaid bill is so many days past due, if nothing more is paused. */
export function dayOfDaysLate(position: Position, bill: Bill, days: number): PlainDate {
  let on = later(addDays(bill.dueOn, days), addDays(bill.timelyUntilOn, 1));
  for (let missing = days - daysLate(position, bill, on); missing > 0; missing = days - daysLate(position, bill, on))
    on = addDays(on, missing);
  return on;
}
