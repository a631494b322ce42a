import type { DecisionRecord } from '../../scoring/decision-record.js';
import { applicationDecisionId } from './ids.js';
import type { DecideReferral } from './messages.js';
import type { ApplicationState } from './state.js';

/** What the engine had found stays in the record: a person decides on top of it. */
export function personalDecision(
  state: ApplicationState,
  referral: DecisionRecord,
  command: DecideReferral,
  decisionId: string,
  nowMs: number,
): DecisionRecord {
  const approved = command.outcome === 'APPROVE';
  const inFull = command.limitMinor >= state.input.requestedLimitMinor;
  return {
    ...referral,
    decisionId,
    asOf: nowMs,
    expiresAt: nowMs + (referral.expiresAt - referral.asOf),
    decidedBy: 'PERSON',
    reviewer: command.reviewer,
    reviewReason: command.reason,
    inputs: { ...referral.inputs, referral: { value: referral.decisionId, source: 'PERSON' } },
    outcome: approved ? (inFull ? 'APPROVE' : 'APPROVE_LOWER') : 'DECLINE',
    limitMinor: approved ? command.limitMinor : 0,
    reasons: approved ? [] : [{ code: 'declined-in-review', rule: 'human-review' }, ...referral.reasons].slice(0, 4),
  };
}

/**
 * Nobody has decided within the deadline: the referral is declined, with that as its reason.
 *
 * @see risk.md section 7, `reviewExpiryOutcome`
 */
export function closedReferral(state: ApplicationState, atMs: number): DecisionRecord {
  const referral = state.decisions.at(-1);
  if (referral === undefined) throw new Error('a referral without a decision');
  const reason = { code: 'review-expired', rule: 'reviewExpiryOutcome' };
  return {
    ...referral,
    decisionId: applicationDecisionId(state.input.applicationId, state.seq + 1),
    asOf: atMs,
    expiresAt: atMs + (referral.expiresAt - referral.asOf),
    fallback: 'review-expired',
    inputs: { ...referral.inputs, referral: { value: referral.decisionId, source: 'APPLICATION' } },
    ruleHits: [...referral.ruleHits, { ...reason, stage: 'REVIEW', effect: 'DECLINE', facts: { reviewUntil: atMs } }],
    outcome: 'DECLINE',
    limitMinor: 0,
    reasons: [reason],
  };
}

/** The engine gave no decision in time: a person has to decide, and the record says why. */
export function fallbackReferral(state: ApplicationState, cause: string, nowMs: number): DecisionRecord {
  const { input } = state;
  const reason = { code: 'decision-unavailable', rule: 'decisionFallback' };
  return {
    decisionId: applicationDecisionId(input.applicationId, state.seq + 1),
    kind: 'APPLICATION',
    subject: { applicationId: input.applicationId, customerId: input.customerId, lenderId: input.lenderId },
    asOf: nowMs,
    expiresAt: nowMs + FALLBACK_TTL_MS,
    decidedBy: 'ENGINE',
    reviewer: null,
    reviewReason: null,
    fallback: 'decision-unavailable',
    inputs: {
      requestedLimitMinor: { value: input.requestedLimitMinor, source: 'APPLICATION' },
      identity: { value: state.identity?.outcome ?? 'UNAVAILABLE', source: 'IDENTITY_CHECK' },
    },
    policy: null,
    model: null,
    ruleHits: [{ ...reason, stage: 'REVIEW', effect: 'REFER', facts: { cause } }],
    points: [],
    score: null,
    pd: null,
    grade: null,
    outcome: 'REFER',
    limitMinor: 0,
    limitMaxMinor: input.requestedLimitMinor,
    reasons: [reason],
  };
}

/** risk.md section 7, `decisionTtlDays` 30: there is no policy to read it from here. */
const FALLBACK_TTL_MS = 30 * 86_400_000;

/** Whether the record was made in the workflow; the engine's own is stored where it is made. */
export function isMadeHere(record: DecisionRecord): boolean {
  return record.decidedBy === 'PERSON' || record.fallback !== null;
}
