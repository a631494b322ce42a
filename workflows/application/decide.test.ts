import { ASIA_SHANGHAI } from '../../domain/calendar/zone.js';
import type { DecisionRecord } from '../../scoring/decision-record.js';
import { execute, runDue, takeDecision, takeIdentity, takeOpening } from './decide.js';
import type { ApplicationCommand } from './decide.js';
import type { StartApplication } from './messages.js';
import { fallbackReferral } from './person-decision.js';
import { applicationView, isOpen, REPLIES_MAX, startedApplication } from './state.js';
import type { ApplicationState } from './state.js';
import { malformed } from './validate.js';

const DAY_MS = 86_400_000;
const T0 = Date.UTC(2026, 0, 15);

const INPUT: StartApplication = {
  applicationId: 'app_7x',
  customerId: 'cus_1',
  lenderId: 'len_1',
  currency: 'CNY',
  requestedLimitMinor: 500_000,
  billDay: 5,
  zone: ASIA_SHANGHAI,
  preset: 'cnPayLaterStatement',
  features: {
    monthlyIncomeMinor: 1_200_000,
    hasIncomeProof: true,
    employmentMonths: 60,
    monthlyDebtServiceMinor: 0,
    isStudent: false,
    existingLimitMinor: null,
    utilization: null,
    lateOf6: null,
    purpose: 'HOUSEHOLD',
  },
  answerTimeoutMs: 1_000,
};

const RECORD: DecisionRecord = {
  ...fallbackReferral(startedApplication(INPUT, T0), 'timeout', T0),
  decisionId: 'dec_7x_3',
  fallback: null,
  grade: 'A',
  score: 613,
  outcome: 'APPROVE',
  limitMinor: 300_000,
  limitMaxMinor: 400_000,
  reasons: [],
};

const identity = startedApplication(INPUT, T0);
const deciding = takeIdentity(identity, { outcome: 'PASS', checkId: 'chk_1', checkedAt: T0 }, T0);
const offered = takeDecision(deciding, RECORD, T0);
const referred = takeDecision(deciding, { ...RECORD, outcome: 'REFER', limitMinor: 0 }, T0);
const declined = takeDecision(deciding, { ...RECORD, outcome: 'DECLINE', limitMinor: 0 }, T0);
const opening = after(offered, { type: 'accept', commandId: 'k1' });
const opened = takeOpening(opening, T0 + 2);
const withdrawn = after(offered, { type: 'withdraw', commandId: 'k2', reason: 'changed my mind' });
const expired = runDue(offered, T0 + 30 * DAY_MS);

const STATES = { identity, deciding, referred, offered, opening, opened, declined, withdrawn, expired };

const ACCEPT: ApplicationCommand = { type: 'accept', commandId: 'k9' };
const WITHDRAW: ApplicationCommand = { type: 'withdraw', commandId: 'k9', reason: 'no need' };
const APPROVE: ApplicationCommand = {
  type: 'decide',
  commandId: 'k9',
  outcome: 'APPROVE',
  limitMinor: 200_000,
  reviewer: 'usr_1',
  reason: 'papers seen',
};

function after(state: ApplicationState, command: ApplicationCommand, nowMs = T0 + 1): ApplicationState {
  const done = execute(state, command, nowMs);
  if (!done.ok) throw new Error(`refused: ${done.refusal.type}`);
  return done.state;
}

/** The status that a command leads to, or the type of its refusal. */
function outcomeOf(state: ApplicationState, command: ApplicationCommand, nowMs = T0 + 1): string {
  const done = execute(state, command, nowMs);
  return done.ok ? done.state.status : done.refusal.type;
}

describe('commands by state', () => {
  test.each([
    ['identity', 'application-not-open', 'WITHDRAWN', 'not-referred'],
    ['deciding', 'application-not-open', 'WITHDRAWN', 'not-referred'],
    ['referred', 'application-not-open', 'WITHDRAWN', 'OFFERED'],
    ['offered', 'OPENING', 'WITHDRAWN', 'not-referred'],
    ['opening', 'application-not-open', 'application-not-open', 'not-referred'],
    ['opened', 'application-not-open', 'application-not-open', 'application-not-open'],
    ['declined', 'application-not-open', 'application-not-open', 'application-not-open'],
    ['withdrawn', 'application-not-open', 'application-not-open', 'application-not-open'],
    ['expired', 'offer-expired', 'application-not-open', 'application-not-open'],
  ] as const)('%s: accept %s, withdraw %s, decide %s', (name, onAccept, onWithdraw, onDecide) => {
    expect(outcomeOf(STATES[name], ACCEPT)).toBe(onAccept);
    expect(outcomeOf(STATES[name], WITHDRAW)).toBe(onWithdraw);
    expect(outcomeOf(STATES[name], APPROVE)).toBe(onDecide);
  });

  test('a refused command leaves the state as it was', () => {
    for (const state of [identity, opening, opened, declined, withdrawn, expired]) {
      expect(execute(state, ACCEPT, T0 + 1).state).toBe(state);
    }
  });
});

describe('accepting', () => {
  test('opens a line whose id follows from the application', () => {
    expect(opening.lineId).toBe('line_7x');
    expect(opened.status).toBe('OPENED');
  });

  test.each([
    ['the limit shown', 300_000, 'OPENING'],
    ['no limit', null, 'OPENING'],
    ['a higher one', 300_001, 'offer-changed'],
    ['a lower one', 299_999, 'offer-changed'],
  ])('%s', (_name, offerLimitMinor, expected) => {
    expect(outcomeOf(offered, { ...ACCEPT, type: 'accept', offerLimitMinor })).toBe(expected);
  });

  test('offer-changed tells the limit that is offered', () => {
    const done = execute(offered, { type: 'accept', commandId: 'k', offerLimitMinor: 1 }, T0);
    expect(done).toMatchObject({ ok: false, refusal: { type: 'offer-changed', limitMinor: 300_000 } });
  });

  test.each([
    ['the last millisecond', -1, 'OPENING'],
    ['the very deadline', 0, 'offer-expired'],
    ['later', 1, 'offer-expired'],
  ])('%s of the 30 days, whether or not the timer has fired', (_name, offsetMs, expected) => {
    expect(outcomeOf(offered, ACCEPT, T0 + 30 * DAY_MS + offsetMs)).toBe(expected);
  });

  test('a command that comes too late finds the expiry booked at its deadline', () => {
    const done = execute(offered, ACCEPT, T0 + 45 * DAY_MS);
    expect(done.state).toMatchObject({ status: 'EXPIRED', updatedAt: T0 + 30 * DAY_MS });
  });
});

describe('a referral', () => {
  test.each([
    ['zero', 0, 'limit-out-of-range'],
    ['one fen', 1, 'OFFERED'],
    ['the policy’s maximum', 400_000, 'OFFERED'],
    ['one fen more', 400_001, 'limit-out-of-range'],
  ])('approved with %s', (_name, limitMinor, expected) => {
    expect(outcomeOf(referred, { ...APPROVE, type: 'decide', limitMinor })).toBe(expected);
  });

  test('the request is a bound too', () => {
    const wide = takeDecision(deciding, { ...RECORD, outcome: 'REFER', limitMaxMinor: 900_000 }, T0);
    const done = execute(wide, { ...APPROVE, limitMinor: 500_001 }, T0);
    expect(done).toMatchObject({ ok: false, refusal: { type: 'limit-out-of-range', maxMinor: 500_000 } });
    expect(after(wide, { ...APPROVE, limitMinor: 500_000 }).decisions.at(-1)?.outcome).toBe('APPROVE');
  });

  test('a person’s decision is a record of its own, with the person and the reason', () => {
    const record = after(referred, APPROVE).decisions.at(-1);
    expect(record).toMatchObject({
      decisionId: 'dec_7x_4',
      decidedBy: 'PERSON',
      reviewer: 'usr_1',
      reviewReason: 'papers seen',
      outcome: 'APPROVE_LOWER',
      limitMinor: 200_000,
    });
  });

  test('declined by a person: no limit is looked at', () => {
    const state = after(referred, { ...APPROVE, outcome: 'DECLINE', limitMinor: 0 });
    expect(state.status).toBe('DECLINED');
    expect(applicationView(state).decision?.reasons[0]?.code).toBe('declined-in-review');
  });

  test('the offer’s time begins with the person’s decision', () => {
    expect(after(referred, APPROVE, T0 + 5 * DAY_MS).offer?.expiresAt).toBe(T0 + 35 * DAY_MS);
  });

  test.each([
    ['the last millisecond', -1, 'REFERRED'],
    ['the very deadline', 0, 'DECLINED'],
  ])('undecided at %s of the 7 days', (_name, offsetMs, expected) => {
    expect(runDue(referred, T0 + 7 * DAY_MS + offsetMs).status).toBe(expected);
  });

  test('its expiry is a decline with that reason, at the deadline', () => {
    const state = runDue(referred, T0 + 9 * DAY_MS);
    expect(state.updatedAt).toBe(T0 + 7 * DAY_MS);
    expect(applicationView(state).decision).toMatchObject({ outcome: 'DECLINE', decidedBy: 'ENGINE' });
    expect(applicationView(state).decision?.reasons).toEqual([{ code: 'review-expired', rule: 'reviewExpiryOutcome' }]);
  });

  test('deciding too late', () => {
    expect(outcomeOf(referred, APPROVE, T0 + 7 * DAY_MS)).toBe('application-not-open');
  });
});

describe('own deadlines', () => {
  test('the input’s times are used', () => {
    const short = startedApplication({ ...INPUT, offerTtlMs: 10, reviewTtlMs: 20 }, T0);
    const decidable = takeIdentity(short, { outcome: 'PASS', checkId: null, checkedAt: null }, T0);
    expect(takeDecision(decidable, RECORD, T0).offer?.expiresAt).toBe(T0 + 10);
    expect(takeDecision(decidable, { ...RECORD, outcome: 'REFER' }, T0).reviewUntil).toBe(T0 + 20);
  });
});

describe('a repeated command', () => {
  test('gets the first answer and changes nothing, even after the line was opened', () => {
    const first = execute(offered, ACCEPT, T0 + 1);
    const second = execute(takeOpening(first.state, T0 + 2), ACCEPT, T0 + 3);
    expect(second).toMatchObject({
      ok: true,
      reply: { status: 'OPENING', lineId: 'line_7x', offerLimitMinor: 300_000 },
    });
    expect(second.state.seq).toBe(first.state.seq + 1);
  });

  test.each([
    ['another body', { type: 'accept', commandId: 'k1', offerLimitMinor: 300_000 } as const],
    ['another command', { type: 'withdraw', commandId: 'k1', reason: 'x' } as const],
  ])('under the same key with %s is refused', (_name, command) => {
    expect(outcomeOf(opening, command)).toBe('idempotency-key-reused');
  });

  test('a refused command does not use its key up', () => {
    const early = execute(referred, ACCEPT, T0 + 1).state;
    const later = after(early, { ...APPROVE, commandId: 'k10' });
    expect(outcomeOf(later, ACCEPT)).toBe('OPENING');
  });

  test('the list of answers is bounded', () => {
    const many = Array.from({ length: REPLIES_MAX + 5 }, (_, at) => ({
      commandId: `old${String(at)}`,
      asked: '{}',
      reply: { applicationId: 'app_7x', status: 'OFFERED' as const, offerLimitMinor: null, lineId: null, seq: 1 },
    }));
    expect(after({ ...offered, replies: many }, ACCEPT).replies).toHaveLength(REPLIES_MAX);
  });
});

describe('results that come late', () => {
  test('an identity or a decision for a withdrawn application changes nothing', () => {
    const gone = after(identity, WITHDRAW);
    expect(takeIdentity(gone, { outcome: 'PASS', checkId: 'c', checkedAt: 1 }, T0)).toBe(gone);
    expect(takeDecision(gone, RECORD, T0)).toBe(gone);
    expect(takeOpening(gone, T0)).toBe(gone);
  });
});

describe('the view', () => {
  test.each([
    ['identity', null],
    ['referred', { what: 'REVIEW', who: 'REVIEWER', until: T0 + 7 * DAY_MS }],
    ['offered', { what: 'ACCEPTANCE', who: 'APPLICANT', until: T0 + 30 * DAY_MS }],
    ['opened', null],
  ] as const)('of %s tells who has to act until when', (name, expected) => {
    expect(applicationView(STATES[name]).waitingFor).toEqual(expected);
  });

  test('every change has a number of its own', () => {
    expect([identity, deciding, offered, opening, opened].map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  });

  test('the final states are final', () => {
    const open = Object.entries(STATES).filter(([, state]) => isOpen(state));
    expect(open.map(([name]) => name)).toEqual(['identity', 'deciding', 'referred', 'offered', 'opening']);
  });
});

describe('malformed', () => {
  test.each([
    ['accept', null],
    ['accept', {}],
    ['accept', { commandId: '' }],
    ['accept', { commandId: 'x'.repeat(201) }],
    ['accept', { commandId: 'k', offerLimitMinor: 0.5 }],
    ['withdraw', { commandId: 'k' }],
    ['withdraw', { commandId: 'k', reason: 'x'.repeat(501) }],
    ['decide', { ...APPROVE, outcome: 'MAYBE' }],
    ['decide', { ...APPROVE, limitMinor: '5' }],
    ['decide', { ...APPROVE, reviewer: '' }],
    ['decide', { ...APPROVE, reason: null }],
  ] as const)('%s %j', (type, message) => {
    expect(malformed(type, message)).not.toBeNull();
  });

  test.each([ACCEPT, WITHDRAW, APPROVE])('passes $type', (command) => {
    expect(malformed(command.type, command)).toBeNull();
  });
});
