import { plainDate, type PlainDate } from '../calendar/plain-date.js';
import { dateAt } from '../calendar/zone.js';
import { dueDateOf } from '../calendar/billing-calendar.js';
import { InvariantViolation } from '../ledger/invariant.js';
import { minor, type Minor } from '../money/minor.js';
import { currentBill, nextItem } from './agenda.js';
import { positionBefore } from './book.js';
import { payOut } from './decide/refunds.js';
import { cycleFromOf } from './cycles.js';
import { composeStatement, rowsToBill } from './compose-statement.js';
import { endTemporaryLimit } from './decide/limits.js';
import { positionOn } from './fold/fold-facts.js';
import { billedOpen } from './fold/open-amounts.js';
import { temporaryExcessOf } from './limits.js';
import type { LineState } from './state.js';
import { emit, followDelinquency, newId, valueDateOf, type Turn } from './turn.js';
import type { AgendaItem } from './views.js';

/** More items than this due at once is a loop of ours, not a line that slept long. */
const ITEMS_AT_ONCE_MAX = 5_000;

/** Does everything on the agenda that is due, in order, each as of its own due time. */
export function runDue(turn: Turn): Turn {
  let next = turn;
  for (let done = 0; done < ITEMS_AT_ONCE_MAX; done += 1) {
    const item = nextItem(next.state);
    if (item === null || item.at > turn.nowMs) return next;
    next = {
      ...runItem({ ...next, nowMs: turn.nowMs, today: dateAt(next.state.terms.zone, item.at) }, item),
      today: turn.today,
    };
  }
  throw new InvariantViolation('the agenda does not come to an end');
}

function runItem(turn: Turn, item: AgendaItem): Turn {
  switch (item.kind) {
    case 'EXPIRE_AUTHORIZATION':
      return expireAuthorization(turn, item.ref);
    case 'END_TEMPORARY_LIMIT':
      return endTemporaryLimit(turn, item.ref, null);
    case 'CUT_STATEMENT':
      return cutStatement(turn, plainDate(item.ref));
    case 'ISSUE_REMINDER':
      return issueReminder(turn, Number(item.ref));
    case 'TRY_AUTOPAY':
      return tryAutopay(turn, Number(item.ref));
    case 'PAY_OUT_CREDIT':
      return payOut(turn, turn.state.book.position.creditMinor, 'OVERPAYMENT');
    case 'CHECK_DELINQUENCY':
      return followDelinquency(turn, turn.today);
  }
}

function expireAuthorization(turn: Turn, authorizationId: string): Turn {
  const hold = turn.state.holds.find((candidate) => candidate.authorizationId === authorizationId);
  return emit(turn, { type: 'authorizationExpired', authorizationId, releasedMinor: hold?.openMinor ?? minor(0) });
}

function cutStatement(turn: Turn, billOn: PlainDate): Turn {
  const { state } = turn;
  const before = positionBefore(state.book, billOn, state.terms);
  const rows = rowsToBill(before, billOn);
  const statement = composeStatement({
    statementId: newId(turn, 'stm'),
    lineId: state.lineId,
    position: positionOn(before, billOn, state.terms),
    rows,
    cycleFrom: cycleFromOf(state, billOn),
    billOn,
    dueOn: dueDateOf(billOn, state.terms.dueRule),
    temporaryExcessMinor: temporaryExcessOf(state),
    terms: state.terms,
  });
  return followDelinquency(emit(turn, { type: 'statementCut', valueOn: billOn, rows, statement }), billOn);
}

function issueReminder(turn: Turn, offsetDays: number): Turn {
  const { state, today } = turn;
  const bill = currentBill(state);
  if (bill === undefined) throw new InvariantViolation('a reminder is due but no bill is open');
  const openMinor = billedOpen(positionOn(state.book.position, today, state.terms));
  return emit(turn, {
    type: 'reminderIssued',
    statementId: state.latestStatement?.statementId ?? '',
    dueOn: bill.dueOn,
    offsetDays,
    openMinor,
    minDueMinor: minor(Math.max(0, Math.min(bill.minDueMinor - bill.paidMinor, openMinor))),
  });
}

function tryAutopay(turn: Turn, attempt: number): Turn {
  const { state, today } = turn;
  const bill = currentBill(state);
  if (bill === undefined || state.mandate === null) throw new InvariantViolation('a debit is due but nothing to debit');
  return emit(turn, {
    type: 'debitRequested',
    paymentId: newId(turn, 'pay'),
    purpose: 'AUTOPAY',
    amountMinor: autopayAmount(state, today),
    accountRef: state.mandate.accountRef,
    // The debit counts from the day on which the bank is asked, however late the line woke up.
    valueOn: valueDateOf(turn),
    target: null,
    billOn: bill.billOn,
    attempt,
  });
}

/** What the mandate takes: everything billed, or the minimum that is still missing, arrears included. */
function autopayAmount(state: LineState, today: PlainDate): Minor {
  const position = positionOn(state.book.position, today, state.terms);
  const openMinor = billedOpen(position);
  const bill = position.bills.at(-1);
  if (state.mandate?.amount !== 'MINIMUM' || bill === undefined) return openMinor;
  return minor(Math.min(bill.minDueMinor - bill.paidMinor, openMinor));
}
