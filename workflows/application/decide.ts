import { canonicalJson } from '../../domain/ledger/canonical-json.js';
import type { DecisionRecord } from '../../scoring/decision-record.js';
import { applicationDecisionId, lineIdOfApplication } from './ids.js';
import type {
  AcceptOffer,
  ApplicationRefusal,
  ApplicationReply,
  DecideReferral,
  WithdrawApplication,
} from './messages.js';
import { closedReferral, personalDecision } from './person-decision.js';
import { deadlineAt, evolve, isOpen, replyOf, withReply } from './state.js';
import type { ApplicationEvent, ApplicationState, IdentityResult } from './state.js';

export type ApplicationCommand =
  | ({ readonly type: 'accept' } & AcceptOffer)
  | ({ readonly type: 'withdraw' } & WithdrawApplication)
  | ({ readonly type: 'decide' } & DecideReferral);

export type CommandOutcome =
  | { readonly ok: true; readonly state: ApplicationState; readonly reply: ApplicationReply }
  /** The state may have changed although the command is refused: a deadline had passed. */
  | { readonly ok: false; readonly state: ApplicationState; readonly refusal: ApplicationRefusal };

/**
 * Carries out a command, after what was due before it. A repeat gets the first answer.
 *
 * @param nowMs epoch milliseconds of the application's clock; a command at the very deadline comes too late
 */
export function execute(before: ApplicationState, command: ApplicationCommand, nowMs: number): CommandOutcome {
  const state = runDue(before, nowMs);
  const { commandId, ...asked } = command;
  const first = state.replies.find((sent) => sent.commandId === commandId);
  if (first !== undefined) {
    if (first.asked === canonicalJson(asked)) return { ok: true, state, reply: first.reply };
    return { ok: false, state, refusal: { type: 'idempotency-key-reused' } };
  }
  const decided = decide(state, command, nowMs);
  if (!decided.ok) return { ok: false, state, refusal: decided.refusal };
  const next = evolve(state, decided.event);
  const reply = replyOf(next);
  return { ok: true, state: withReply(next, commandId, asked, reply), reply };
}

/** Lets the present wait expire if its deadline has been reached. */
export function runDue(state: ApplicationState, nowMs: number): ApplicationState {
  const at = deadlineAt(state);
  if (at === null || nowMs < at) return state;
  if (state.status === 'OFFERED') return evolve(state, { type: 'offerExpired', at });
  return evolve(state, { type: 'reviewExpired', at, record: closedReferral(state, at) });
}

/** Takes the identity check's result in, unless the application has been withdrawn meanwhile. */
export function takeIdentity(state: ApplicationState, result: IdentityResult, nowMs: number): ApplicationState {
  if (state.status !== 'IDENTITY') return state;
  return evolve(state, { type: 'identityChecked', at: nowMs, result });
}

/** Takes the engine's decision in, unless the application has been withdrawn meanwhile. */
export function takeDecision(state: ApplicationState, record: DecisionRecord, nowMs: number): ApplicationState {
  if (state.status !== 'DECIDING') return state;
  return evolve(state, { type: 'decided', at: nowMs, record });
}

/** Takes in that the line has booked its opening. */
export function takeOpening(state: ApplicationState, nowMs: number): ApplicationState {
  if (state.status !== 'OPENING') return state;
  return evolve(state, { type: 'lineOpened', at: nowMs });
}

type Decided =
  | { readonly ok: true; readonly event: ApplicationEvent }
  | { readonly ok: false; readonly refusal: ApplicationRefusal };

const refused = (refusal: ApplicationRefusal): Decided => ({ ok: false, refusal });

function decide(state: ApplicationState, command: ApplicationCommand, nowMs: number): Decided {
  switch (command.type) {
    case 'accept':
      return decideAccept(state, command, nowMs);
    case 'withdraw':
      return decideWithdraw(state, command, nowMs);
    case 'decide':
      return decideReferral(state, command, nowMs);
    default:
      throw new Error(`no such command: ${canonicalJson(command satisfies never)}`);
  }
}

function decideAccept(state: ApplicationState, command: AcceptOffer, nowMs: number): Decided {
  const { offer, status } = state;
  if (offer !== null && status === 'EXPIRED') return refused({ type: 'offer-expired', expiredAt: offer.expiresAt });
  if (offer === null || status !== 'OFFERED') return refused({ type: 'application-not-open', status });
  const shownMinor = command.offerLimitMinor ?? offer.limitMinor;
  if (shownMinor !== offer.limitMinor) return refused({ type: 'offer-changed', limitMinor: offer.limitMinor });
  const lineId = lineIdOfApplication(state.input.applicationId);
  return { ok: true, event: { type: 'offerAccepted', at: nowMs, lineId } };
}

function decideWithdraw(state: ApplicationState, command: WithdrawApplication, nowMs: number): Decided {
  // Once accepted, the line is being opened and cannot be called back from here: it can be closed instead.
  if (!isOpen(state) || state.status === 'OPENING') {
    return refused({ type: 'application-not-open', status: state.status });
  }
  return { ok: true, event: { type: 'withdrawn', at: nowMs, reason: command.reason } };
}

function decideReferral(state: ApplicationState, command: DecideReferral, nowMs: number): Decided {
  const { status } = state;
  if (!isOpen(state)) return refused({ type: 'application-not-open', status });
  const referral = state.decisions.at(-1);
  if (status !== 'REFERRED' || referral === undefined) return refused({ type: 'not-referred', status });
  const maxMinor = Math.min(state.input.requestedLimitMinor, referral.limitMaxMinor);
  if (command.outcome === 'APPROVE' && (command.limitMinor < 1 || command.limitMinor > maxMinor)) {
    return refused({ type: 'limit-out-of-range', maxMinor });
  }
  const decisionId = applicationDecisionId(state.input.applicationId, state.seq + 1);
  return {
    ok: true,
    event: { type: 'reviewed', at: nowMs, record: personalDecision(state, referral, command, decisionId, nowMs) },
  };
}
