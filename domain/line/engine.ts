import { dateAt } from '../calendar/zone.js';
import type { Json } from '../ledger/canonical-json.js';
import { InvariantViolation } from '../ledger/invariant.js';
import { minor } from '../money/minor.js';
import { assertLineTerms } from '../plan/line-terms-check.js';
import type { LineTerms } from '../plan/plan-terms.js';
import { foldAgain } from './book.js';
import type { IntentOutcome, LineCommand } from './commands.js';
import { decideChangeBillDay, decidePauseDelinquency, decideResumeDelinquency } from './decide/billing.js';
import { decideChargeOff, decideReAge, decideReAmortize, decideWaive } from './decide/concessions.js';
import { decideConvertStatement } from './decide/conversions.js';
import { decideCorrect, decideReverseFact } from './decide/corrections.js';
import { decideDraw } from './decide/draws.js';
import { refuseNumbers } from './decide/field-bounds.js';
import {
  decideChangeLimit,
  decideGrantTemporary,
  decideRevokeTemporary,
  decideSetSceneLimit,
  decideSetSelfCap,
} from './decide/limits.js';
import { decideMovementOutcome } from './decide/outcomes.js';
import { decidePay, decideReversePayment } from './decide/payments.js';
import { decideAdjust, decideAuthorize, decideCapture, decideVoid } from './decide/purchases.js';
import { decideCancelRefund, decideRefund } from './decide/refunds.js';
import { decideClose, decideFreeze, decideSetAutopay, decideUnfreeze } from './decide/servicing.js';
import { decidePrepay, decideSettle } from './decide/settlements.js';
import { runDue } from './due-items.js';
import type { LineEvent } from './events.js';
import { evolve } from './evolve.js';
import { accepted, type Result } from './refusals.js';
import type { LineState } from './state.js';
import { beginTurn, type Turn } from './turn.js';

/** The only clock of the engine: the line's time, given by the caller. Epoch ms. */
export interface Context {
  readonly nowMs: number;
}

/** What a client is answered: ids and amounts, stable for the same command. */
export type Reply = Readonly<Record<string, Json>>;

/** Events that were decided together, and the state that they lead to. */
export interface Decision {
  readonly state: LineState;
  readonly events: readonly LineEvent[];
  readonly reply: Reply;
}

/** Inside the engine: a turn that was played, and its reply. */
export interface Outcome {
  readonly turn: Turn;
  readonly reply: Reply;
}

export interface OpenLine {
  readonly lineId: string;
  readonly customerId: string;
  readonly applicationId: string;
  /** The customer's account on file, for payouts; null if none is known. */
  readonly accountRef: string | null;
  readonly limitMinor: number;
  readonly terms: LineTerms;
  readonly answerTimeoutMs: number;
}

/**
 * Opens a line: its first event.
 *
 * @throws LineTermsError for terms that the engine cannot keep; RangeError for a limit that is not a whole amount of 0 or more
 */
export function openLine(input: OpenLine, ctx: Context): Decision {
  assertLineTerms(input.terms);
  if (input.limitMinor < 0) throw new RangeError(`limitMinor: ${input.limitMinor}; a limit is 0 or more`);
  const event: LineEvent = {
    type: 'lineOpened',
    seq: 1,
    bookedAt: ctx.nowMs,
    bookedOn: dateAt(input.terms.zone, ctx.nowMs),
    entries: [],
    ...input,
    limitMinor: minor(input.limitMinor),
  };
  return { state: evolve(null, event), events: [event], reply: { lineId: input.lineId } };
}

/**
 * Decides a command. What has fallen due by now is done first, so that a command never overtakes the calendar.
 *
 * @returns the events and the state after them, or why the command was refused (with nothing changed)
 * @throws InvariantViolation when the engine contradicts itself: the line must stop
 */
export function decide(state: LineState, command: LineCommand, ctx: Context): Result<Decision> {
  const turn = runDue(beginTurn(state, ctx.nowMs));
  const outcome = refuseNumbers(command) ?? play(turn, command);
  return outcome.ok ? accepted(decisionOf(outcome.value.turn, outcome.value.reply)) : outcome;
}

/** Takes the bank's answer to a pending movement; an answer to nothing (a duplicate) changes nothing. */
export function decideOutcome(state: LineState, pendingSeq: number, outcome: IntentOutcome, ctx: Context): Decision {
  const movement = state.pending.find((candidate) => candidate.seq === pendingSeq);
  if (movement === undefined) return { state, events: [], reply: {} };
  const turn = runDue(beginTurn(state, ctx.nowMs));
  return decisionOf(decideMovementOutcome(turn, movement, outcome), {});
}

/** Does what the agenda has due by now. */
export function runDueItems(state: LineState, ctx: Context): Decision {
  return decisionOf(runDue(beginTurn(state, ctx.nowMs)), {});
}

/** Folds the book again from its base, whatever position was stored: for the check on arrival. */
export function refold(state: LineState): LineState {
  return { ...state, book: foldAgain(state.book, state.terms) };
}

function play(turn: Turn, command: LineCommand): Result<Outcome> {
  switch (command.type) {
    case 'authorize':
      return decideAuthorize(turn, command);
    case 'capture':
      return decideCapture(turn, command);
    case 'voidAuthorization':
      return decideVoid(turn, command);
    case 'adjustAuthorization':
      return decideAdjust(turn, command);
    case 'draw':
      return decideDraw(turn, command);
    case 'pay':
      return decidePay(turn, command);
    case 'reversePayment':
      return decideReversePayment(turn, command);
    case 'refund':
      return decideRefund(turn, command);
    case 'settle':
      return decideSettle(turn, command);
    case 'reverseFact':
      return decideReverseFact(turn, command);
    case 'correct':
      return decideCorrect(turn, command);
    case 'waive':
      return decideWaive(turn, command);
    case 'chargeOff':
      return decideChargeOff(turn, command);
    case 'changeBillDay':
      return decideChangeBillDay(turn, command);
    case 'convertStatement':
      return decideConvertStatement(turn, command);
    case 'pauseDelinquency':
      return decidePauseDelinquency(turn, command);
    case 'resumeDelinquency':
      return decideResumeDelinquency(turn, command);
    case 'reAge':
      return decideReAge(turn, command);
    case 'reAmortize':
      return decideReAmortize(turn, command);
    case 'prepay':
      return decidePrepay(turn, command);
    case 'cancelRefund':
      return decideCancelRefund(turn, command);
    case 'setAutopay':
      return decideSetAutopay(turn, command);
    case 'changeLimit':
      return decideChangeLimit(turn, command);
    case 'grantTemporaryLimit':
      return decideGrantTemporary(turn, command);
    case 'revokeTemporaryLimit':
      return decideRevokeTemporary(turn, command);
    case 'setSceneLimit':
      return decideSetSceneLimit(turn, command);
    case 'setSelfCap':
      return decideSetSelfCap(turn, command);
    case 'freeze':
      return decideFreeze(turn, command);
    case 'unfreeze':
      return decideUnfreeze(turn, command);
    case 'close':
      return decideClose(turn, command);
    default:
      throw new InvariantViolation(`no such command: ${(command satisfies never as { type: string }).type}`);
  }
}

const decisionOf = (turn: Turn, reply: Reply): Decision => ({ state: turn.state, events: turn.events, reply });
