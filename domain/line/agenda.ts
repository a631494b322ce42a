import { addDays, later, type PlainDate } from '../calendar/plain-date.js';
import { instantAt } from '../calendar/zone.js';
import { DPD_MILESTONES } from '../delinquency/days-past-due.js';
import { cutAfter } from './cycles.js';
import { dayOfDaysLate } from './fold/lateness.js';
import { billedOpen, isMissing, openOfInstallment } from './fold/open-amounts.js';
import type { Bill } from './position-types.js';
import type { LineState } from './state.js';
import type { AgendaItem } from './views.js';

/**
 * What the line will do by itself, earliest first. Derived from the state alone: a line that owes nothing and holds
 * nothing has an empty agenda and sleeps for as long as it likes.
 */
export function agenda(state: LineState): readonly AgendaItem[] {
  if (state.closedAt !== null) return [];
  const items = [
    ...expiries(state),
    ...temporaryEnd(state),
    ...cut(state),
    ...reminders(state),
    ...autopay(state),
    ...delinquency(state),
    ...credit(state),
  ];
  return items.sort((a, b) => a.at - b.at || ORDER[a.kind] - ORDER[b.kind] || (a.ref < b.ref ? -1 : 1));
}

export function nextItem(state: LineState): AgendaItem | null {
  return agenda(state)[0] ?? null;
}

/** At one instant: what has become late is seen before the cycle is cut, and the bill exists before it is reminded of. */
const ORDER: Readonly<Record<AgendaItem['kind'], number>> = {
  EXPIRE_AUTHORIZATION: 0,
  END_TEMPORARY_LIMIT: 0,
  CHECK_DELINQUENCY: 1,
  CUT_STATEMENT: 2,
  ISSUE_REMINDER: 3,
  TRY_AUTOPAY: 4,
  PAY_OUT_CREDIT: 5,
};

/**
 * The next cut that has something to bill: an installment whose anchor lies before it, or debt of an earlier bill.
 *
 * @returns null while there is nothing to bill
 */
export function nextBillOn(state: LineState): PlainDate | null {
  const { position } = state.book;
  const anchors = position.agreements.flatMap((agreement) =>
    agreement.installments
      .filter((row) => row.billOn === null && openOfInstallment(row) > 0)
      .map((row) => row.anchorOn),
  );
  const earliest = anchors.reduce<PlainDate | null>((first, on) => (first === null || on < first ? on : first), null);
  const from =
    billedOpen(position) > 0 ? state.lastBillOn : earliest === null ? null : later(earliest, state.lastBillOn);
  return from === null ? null : cutAfter(state, from);
}

/** The bill that reminders and automatic debits are about: the latest one, while anything billed is open. */
export function currentBill(state: LineState): Bill | undefined {
  const bill = state.book.position.bills.at(-1);
  if (bill === undefined || bill.billOn !== state.billProgress?.billOn) return undefined;
  return billedOpen(state.book.position) > 0 ? bill : undefined;
}

/**
 * Reminders and automatic debits belong before the end of the due date (products.md section 7). Once something has been
 * booked after it, they are over for that bill: a payment that bounces later, or an answer that comes late, starts
 * neither anew. A line that was merely asleep over the due date still does what it had to, late.
 */
function billStillToFallDue(state: LineState): Bill | undefined {
  const bill = currentBill(state);
  return bill === undefined || state.bookedOn > bill.dueOn ? undefined : bill;
}

function expiries(state: LineState): readonly AgendaItem[] {
  return state.holds
    .filter((hold) => hold.status === 'OPEN')
    .map((hold) => ({ at: hold.expiresAt, kind: 'EXPIRE_AUTHORIZATION', ref: hold.authorizationId }));
}

function temporaryEnd({ temporaryLimit }: LineState): readonly AgendaItem[] {
  if (temporaryLimit === null) return [];
  return [{ at: temporaryLimit.expiresAt, kind: 'END_TEMPORARY_LIMIT', ref: temporaryLimit.grantId }];
}

function cut(state: LineState): readonly AgendaItem[] {
  const billOn = nextBillOn(state);
  if (billOn === null) return [];
  return [{ at: instantAt(state.terms.zone, billOn, '00:00'), kind: 'CUT_STATEMENT', ref: billOn }];
}

function reminders(state: LineState): readonly AgendaItem[] {
  const bill = billStillToFallDue(state);
  if (bill === undefined) return [];
  const { reminderOffsetsDays, reminderTime, zone } = state.terms;
  return reminderOffsetsDays
    .filter((offsetDays) => state.billProgress?.remindersSent.includes(offsetDays) === false)
    .map((offsetDays) => ({
      at: instantAt(zone, addDays(bill.dueOn, offsetDays), reminderTime),
      kind: 'ISSUE_REMINDER',
      ref: String(offsetDays),
    }));
}

function autopay(state: LineState): readonly AgendaItem[] {
  const bill = billStillToFallDue(state);
  if (bill === undefined || state.mandate === null) return [];
  if (state.mandate.amount === 'MINIMUM' && bill.paidMinor >= bill.minDueMinor) return [];
  // One debit at a time: the next try waits for the answer to the last.
  if (state.pending.some((movement) => movement.kind === 'DEBIT' && movement.purpose === 'AUTOPAY')) return [];
  const done = state.billProgress?.autopayAttempts ?? 0;
  const attempt = state.terms.autopayAttempts[done];
  if (attempt === undefined) return [];
  const at = instantAt(state.terms.zone, addDays(bill.dueOn, attempt.offsetDays), attempt.time);
  return [{ at, kind: 'TRY_AUTOPAY', ref: String(done + 1) }];
}

/** The next day on which being late will mean something new. */
function delinquency(state: LineState): readonly AgendaItem[] {
  const { position } = state.book;
  const oldest = position.bills.find((bill) => isMissing(position, bill));
  const milestone = DPD_MILESTONES.find((days) => days > state.announcedDpd);
  if (oldest === undefined || milestone === undefined) return [];
  const at = instantAt(state.terms.zone, dayOfDaysLate(position, oldest, milestone), '00:00');
  return [{ at, kind: 'CHECK_DELINQUENCY', ref: String(milestone) }];
}

/** Credit that nothing was billed for in time goes back to the account on file. @see products.md section 6, `overpayment` */
function credit(state: LineState): readonly AgendaItem[] {
  const { terms, accountRef, closing, stuckCreditSinceOn } = state;
  const { creditSinceOn } = state.book.position;
  if (terms.overpayment.kind === 'CREDIT_BALANCE' || accountRef === null || closing !== null) return [];
  if (creditSinceOn === null || creditSinceOn === stuckCreditSinceOn) return [];
  const payOutOn = addDays(creditSinceOn, terms.overpayment.days);
  return [{ at: instantAt(terms.zone, payOutOn, '00:00'), kind: 'PAY_OUT_CREDIT', ref: creditSinceOn }];
}
