import { addDays } from '../../calendar/plain-date.js';
import { instantAt } from '../../calendar/zone.js';
import { currentBill } from '../agenda.js';
import type { CloseLine, Freeze, SetAutopay, Unfreeze } from '../commands.js';
import type { Outcome } from '../engine.js';
import { owedOf } from '../fold/open-amounts.js';
import { positionOn } from '../fold/fold-facts.js';
import { accepted, refused, type Result } from '../refusals.js';
import { emit, type Turn } from '../turn.js';
import { daysPastDueOn, heldOf, refuseClosed, statusOf } from './checks.js';
import { payOut } from './refunds.js';

/**
 * Gives or ends the customer's permission to debit. A mandate given after the first try of a bill starts with the next
 * one (products.md section 7, `mandateDeadline`).
 */
export function decideSetAutopay(turn: Turn, command: SetAutopay): Result<Outcome> {
  const closed = refuseClosed(turn.state);
  if (closed !== null) return closed;
  if (command.mandate === null) {
    if (turn.state.mandate === null) return refused({ type: 'autopay-not-set' });
    return accepted({ turn: emit(turn, { type: 'autopayEnded' }), reply: {} });
  }
  const { accountRef, amount } = command.mandate;
  return accepted({
    turn: emit(turn, { type: 'autopaySet', accountRef, amount, fromNextBill: isPastFirstTry(turn) }),
    reply: {},
  });
}

function isPastFirstTry(turn: Turn): boolean {
  const { terms } = turn.state;
  const bill = currentBill(turn.state);
  const first = terms.autopayAttempts[0];
  if (bill === undefined || first === undefined) return false;
  return turn.nowMs >= instantAt(terms.zone, addDays(bill.dueOn, first.offsetDays), first.time);
}

export function decideFreeze(turn: Turn, command: Freeze): Result<Outcome> {
  const closed = refuseClosed(turn.state);
  if (closed !== null) return closed;
  const next = turn.state.freezeCauses.includes(command.cause)
    ? turn
    : emit(turn, { type: 'frozen', cause: command.cause });
  return accepted({ turn: next, reply: freezeReply(next) });
}

export function decideUnfreeze(turn: Turn, command: Unfreeze): Result<Outcome> {
  const { freezeCauses } = turn.state;
  const closed = refuseClosed(turn.state);
  if (closed !== null) return closed;
  if (!freezeCauses.includes(command.cause)) return refused({ type: 'not-frozen-for-this', causes: freezeCauses });
  // While something is overdue only paying ends this one: lifted by hand, it would come back at the next milestone.
  const daysLate = command.cause === 'OVERDUE' ? daysPastDueOn(turn) : 0;
  if (daysLate > 0) return refused({ type: 'line-overdue', daysPastDue: daysLate });
  const next = emit(turn, { type: 'unfrozen', cause: command.cause });
  return accepted({ turn: next, reply: freezeReply(next) });
}

const freezeReply = (turn: Turn): Outcome['reply'] => ({
  status: statusOf(turn.state),
  causes: turn.state.freezeCauses,
});

/**
 * Closes the line: all settled, nothing held, nothing under way; credit is paid out first and the line closes when the
 * bank has confirmed it. `pending` names what is in the way: movements that the bank has not answered, or CREDIT that has
 * no account to go to.
 *
 * @see products.md section 13, closure
 */
export function decideClose(turn: Turn, command: CloseLine): Result<Outcome> {
  const { state } = turn;
  const closed = refuseClosed(state);
  if (closed !== null) return closed;
  const position = positionOn(state.book.position, turn.today, state.terms);
  const owedMinor = owedOf(position) + Math.max(0, 0 - position.creditMinor);
  const heldMinor = heldOf(state);
  const isCreditStuck = position.creditMinor > 0 && state.accountRef === null;
  const pending = [...state.pending.map((movement) => movement.kind), ...(isCreditStuck ? ['CREDIT'] : [])];
  if (owedMinor > 0 || heldMinor > 0 || pending.length > 0)
    return refused({ type: 'debt-open', owedMinor, heldMinor, pending });
  if (position.creditMinor === 0)
    return accepted({
      turn: emit(turn, { type: 'lineClosed', reason: command.reason }),
      reply: { status: 'CLOSED', payoutMinor: 0 },
    });
  const payoutMinor = position.creditMinor;
  const requested = payOut(emit(turn, { type: 'closureRequested', reason: command.reason }), payoutMinor, 'CLOSURE');
  return accepted({ turn: requested, reply: { status: 'CLOSING', payoutMinor } });
}
