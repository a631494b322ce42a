import type {
  ApplicationDecision,
  ApplicationOffer,
  ApplicationStatus,
  ApplicationView,
} from '../../domain/application/application-view.js';
import { canonicalJson } from '../../domain/ledger/canonical-json.js';
import type { DecisionRecord } from '../../scoring/decision-record.js';
import { OFFER_TTL_MS, REVIEW_TTL_MS } from './messages.js';
import type { ApplicationReply, StartApplication } from './messages.js';

/** Answers kept for repeats of a command; the oldest leaves first. No application needs that many changes. */
export const REPLIES_MAX = 50;

/** UNAVAILABLE: the checker gave no answer in time; a person has to look. */
export interface IdentityResult {
  readonly outcome: 'PASS' | 'FAIL' | 'MISMATCH' | 'UNAVAILABLE';
  readonly checkId: string | null;
  /** Epoch milliseconds of the checker's clock. */
  readonly checkedAt: number | null;
}

interface SentReply {
  readonly commandId: string;
  /** Canonical text of what was asked, to tell a repeat from another command under the same key. */
  readonly asked: string;
  readonly reply: ApplicationReply;
}

/** The whole state of an application: JSON, folded from its events alone. */
export interface ApplicationState {
  readonly input: StartApplication;
  readonly status: ApplicationStatus;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly identity: IdentityResult | null;
  /** Oldest first: at most the engine's, and one that ended a referral. */
  readonly decisions: readonly DecisionRecord[];
  readonly reviewUntil: number | null;
  readonly offer: ApplicationOffer | null;
  readonly lineId: string | null;
  readonly withdrawnFor: string | null;
  readonly replies: readonly SentReply[];
  readonly seq: number;
}

/** `at` is the instant from which the event counts: for an expiry the deadline, however late it was noticed. */
export type ApplicationEvent =
  | { readonly type: 'identityChecked'; readonly at: number; readonly result: IdentityResult }
  | { readonly type: 'decided'; readonly at: number; readonly record: DecisionRecord }
  | { readonly type: 'reviewed'; readonly at: number; readonly record: DecisionRecord }
  | { readonly type: 'reviewExpired'; readonly at: number; readonly record: DecisionRecord }
  | { readonly type: 'offerExpired'; readonly at: number }
  | { readonly type: 'offerAccepted'; readonly at: number; readonly lineId: string }
  | { readonly type: 'withdrawn'; readonly at: number; readonly reason: string }
  | { readonly type: 'lineOpened'; readonly at: number };

/** A new application, about to have its applicant's identity checked. */
export function startedApplication(input: StartApplication, nowMs: number): ApplicationState {
  return {
    input,
    status: 'IDENTITY',
    createdAt: nowMs,
    updatedAt: nowMs,
    identity: null,
    decisions: [],
    reviewUntil: null,
    offer: null,
    lineId: null,
    withdrawnFor: null,
    replies: [],
    seq: 1,
  };
}

/** The state after an event. Whether the event may happen was decided before. */
export function evolve(state: ApplicationState, event: ApplicationEvent): ApplicationState {
  const next = { ...state, updatedAt: Math.max(state.updatedAt, event.at), seq: state.seq + 1 };
  switch (event.type) {
    case 'identityChecked':
      return { ...next, identity: event.result, status: 'DECIDING' };
    case 'decided':
    case 'reviewed':
    case 'reviewExpired':
      return afterDecision({ ...next, decisions: [...state.decisions, event.record] }, event.record, event.at);
    case 'offerExpired':
      return { ...next, status: 'EXPIRED' };
    case 'offerAccepted':
      return { ...next, status: 'OPENING', lineId: event.lineId };
    case 'withdrawn':
      return { ...next, status: 'WITHDRAWN', withdrawnFor: event.reason };
    case 'lineOpened':
      return { ...next, status: 'OPENED' };
    default:
      return assertNever(event);
  }
}

function afterDecision(next: ApplicationState, record: DecisionRecord, atMs: number): ApplicationState {
  switch (record.outcome) {
    case 'APPROVE':
    case 'APPROVE_LOWER':
      return { ...next, status: 'OFFERED', reviewUntil: null, offer: offerOf(next.input, record.limitMinor, atMs) };
    case 'REFER':
      return { ...next, status: 'REFERRED', reviewUntil: atMs + (next.input.reviewTtlMs ?? REVIEW_TTL_MS) };
    case 'DECLINE':
      return { ...next, status: 'DECLINED', reviewUntil: null };
    default:
      return assertNever(record.outcome);
  }
}

function offerOf(input: StartApplication, limitMinor: number, atMs: number): ApplicationOffer {
  const expiresAt = atMs + (input.offerTtlMs ?? OFFER_TTL_MS);
  return { limitMinor, currency: input.currency, billDay: input.billDay, expiresAt };
}

/** Whether something can still happen. */
export function isOpen(state: ApplicationState): boolean {
  return !(['OPENED', 'DECLINED', 'WITHDRAWN', 'EXPIRED'] as const).some((final) => final === state.status);
}

/** The instant at which the present wait ends by itself, epoch milliseconds; null: it does not. */
export function deadlineAt(state: ApplicationState): number | null {
  if (state.status === 'REFERRED') return state.reviewUntil;
  if (state.status === 'OFFERED') return state.offer?.expiresAt ?? null;
  return null;
}

/** Keeps the first answer to a command. Changes nothing else, so it has no number of its own. */
export function withReply(
  state: ApplicationState,
  commandId: string,
  asked: unknown,
  reply: ApplicationReply,
): ApplicationState {
  const replies = [...state.replies, { commandId, asked: canonicalJson(asked), reply }].slice(-REPLIES_MAX);
  return { ...state, replies };
}

/** What a command that has just been carried out is answered. */
export function replyOf(state: ApplicationState): ApplicationReply {
  return {
    applicationId: state.input.applicationId,
    status: state.status,
    offerLimitMinor: state.offer?.limitMinor ?? null,
    lineId: state.lineId,
    seq: state.seq,
  };
}

/** What a client reads. Holds no personal data. */
export function applicationView(state: ApplicationState): ApplicationView {
  const { input } = state;
  return {
    applicationId: input.applicationId,
    customerId: input.customerId,
    lenderId: input.lenderId,
    status: state.status,
    currency: input.currency,
    requestedLimitMinor: input.requestedLimitMinor,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    identity: state.identity?.outcome ?? 'PENDING',
    decision: decisionOf(state.decisions.at(-1)),
    offer: state.offer,
    lineId: state.lineId,
    waitingFor: waitingFor(state),
    seq: state.seq,
  };
}

function decisionOf(record: DecisionRecord | undefined): ApplicationDecision | null {
  if (record === undefined) return null;
  const { decisionId, outcome, grade, score, limitMinor, reasons, decidedBy } = record;
  return { decisionId, outcome, grade, score, limitMinor, reasons, decidedBy };
}

function waitingFor(state: ApplicationState): ApplicationView['waitingFor'] {
  const until = deadlineAt(state);
  if (until === null) return null;
  return state.status === 'REFERRED'
    ? { what: 'REVIEW', who: 'REVIEWER', until }
    : { what: 'ACCEPTANCE', who: 'APPLICANT', until };
}

function assertNever(value: never): never {
  throw new Error(`no such case: ${canonicalJson(value)}`);
}
