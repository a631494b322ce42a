import { jest } from '@jest/globals';
import { defineSearchAttributeKey } from '@temporalio/common';
import { redecide } from '../../scoring/decision.js';
import {
  acceptOffer,
  applicationEnd,
  applicationStatus,
  decideReferral,
  explainApplication,
  withdrawApplication,
} from '../../workflows/application/client.js';
import { applicationWorkflowId, lineIdOfApplication } from '../../workflows/application/ids.js';
import { queryStatus } from '../../workflows/credit-line/client.js';
import { advanceWorkflow } from '../../workflows/virtual-time.js';
import { eventually, World } from './world.js';

const DAY_MS = 86_400_000;
const ACCEPT = { commandId: 'key-1' };
const WITHDRAW = { commandId: 'key-2', reason: 'changed my mind' };
const APPROVE = {
  commandId: 'key-3',
  outcome: 'APPROVE',
  limitMinor: 200_000,
  reviewer: 'usr_1',
  reason: 'papers seen',
} as const;
/** Above 50,000.00: a person has to decide. */
const HIGH_REQUEST = { requestedLimitMinor: 6_000_000 };

/** Beside other work on the machine; a test alone takes less than a second. */
jest.setTimeout(30_000);

let world: World;

beforeAll(async () => {
  world = await World.create();
}, 120_000);
afterEach(() => world.repair());
afterAll(async () => {
  await world.close();
}, 30_000);

const end = (applicationId: string) => applicationEnd(world.client, applicationId, 20_000);
const statusesOf = (applicationId: string) =>
  world.saves.filter((view) => view.applicationId === applicationId).map(({ status }) => status);

async function advanceBy(applicationId: string, durationMs: number): Promise<void> {
  const { updatedAt } = await applicationStatus(world.client, applicationId);
  await advanceWorkflow(world.client, applicationWorkflowId(applicationId), updatedAt + durationMs);
}

describe('from intake to an open line', () => {
  test('a good applicant accepts and has a line with the offered limit', async () => {
    const applicationId = await world.startedIn('OFFERED');
    const accepted = await acceptOffer(world.client, applicationId, { commandId: 'k', offerLimitMinor: 500_000 });
    const lineId = lineIdOfApplication(applicationId);
    expect(accepted).toMatchObject({ ok: true, reply: { status: 'OPENING', lineId, offerLimitMinor: 500_000 } });
    const view = await end(applicationId);
    expect(view).toMatchObject({ status: 'OPENED', lineId, identity: 'PASS', waitingFor: null });
    expect(world.stored.get(applicationId)).toEqual(view);
    const { line } = await queryStatus(world.client, lineId);
    expect(line).toMatchObject({ lineId, applicationId, limitMinor: 500_000, status: 'ACTIVE', billDay: 5 });
  });

  test('what was answered is stored: an acceptance is never told before', async () => {
    const applicationId = await world.startedIn('OFFERED');
    let broken = 3;
    world.ports.saveApplication = ({ status }) =>
      status === 'OPENING' && broken-- > 0 ? Promise.reject(new Error('store away')) : Promise.resolve();
    const answer = await acceptOffer(world.client, applicationId, ACCEPT);
    expect(answer.ok).toBe(true);
    expect(broken).toBeLessThanOrEqual(0);
    expect(statusesOf(applicationId)).toContain('OPENING');
  });

  test('the decision is explained by a stored record that gives the same outcome again', async () => {
    const applicationId = await world.startedIn('OFFERED');
    const { decisions } = await explainApplication(world.client, applicationId);
    const [record] = decisions;
    expect(decisions).toHaveLength(1);
    expect(world.decisions.get(record!.decisionId)).toEqual(record);
    expect(redecide(record!)).toEqual(record);
    expect(JSON.stringify(decisions)).not.toMatch(/张三|1990-05-01|13800000000|1101010000/);
  });

  test('an opening that is tried again opens one line', async () => {
    const applicationId = await world.startedIn('OFFERED');
    const { openCreditLine } = world.ports;
    let tries = 0;
    world.ports.openCreditLine = async (input) => {
      await openCreditLine(input);
      tries += 1;
      if (tries < 3) throw new Error('the answer was lost');
    };
    await acceptOffer(world.client, applicationId, ACCEPT);
    expect((await end(applicationId)).status).toBe('OPENED');
    expect(tries).toBe(3);
    expect((await queryStatus(world.client, lineIdOfApplication(applicationId))).journal.seq).toBe(1);
  });

  test('an id is one application for ever', async () => {
    const applicationId = await world.startedIn('OFFERED');
    await expect(world.start({ applicationId })).rejects.toMatchObject({
      name: 'WorkflowExecutionAlreadyStartedError',
    });
  });
});

describe('a referral', () => {
  test('waits for a person, findable by what it waits for, and goes on with the decision', async () => {
    const applicationId = await world.startedIn('REFERRED', HIGH_REQUEST);
    const waiting = world.stored.get(applicationId);
    expect(waiting?.waitingFor).toEqual({ what: 'REVIEW', who: 'REVIEWER', until: waiting!.updatedAt + 7 * DAY_MS });
    const described = await world.client.workflow.getHandle(applicationWorkflowId(applicationId)).describe();
    const attributes = described.typedSearchAttributes;
    expect(attributes.get(defineSearchAttributeKey('WaitingFor', 'KEYWORD'))).toBe('REVIEWER');
    expect(attributes.get(defineSearchAttributeKey('LenderId', 'KEYWORD'))).toBe('len_1');

    const decided = await decideReferral(world.client, applicationId, APPROVE);
    expect(decided).toMatchObject({ ok: true, reply: { status: 'OFFERED', offerLimitMinor: 200_000 } });
    const view = world.stored.get(applicationId);
    expect(view?.decision).toMatchObject({ decidedBy: 'PERSON', outcome: 'APPROVE_LOWER' });
    expect(world.decisions.get(view!.decision!.decisionId)).toMatchObject({ reviewer: 'usr_1', limitMinor: 200_000 });
    await acceptOffer(world.client, applicationId, ACCEPT);
    expect((await end(applicationId)).status).toBe('OPENED');
  });

  test('a limit beyond the policy is refused, and the referral still waits', async () => {
    const applicationId = await world.startedIn('REFERRED', HIGH_REQUEST);
    const refused = await decideReferral(world.client, applicationId, { ...APPROVE, limitMinor: 6_000_001 });
    expect(refused).toEqual({ ok: false, refusal: { type: 'limit-out-of-range', maxMinor: 6_000_000 } });
    expect((await applicationStatus(world.client, applicationId)).status).toBe('REFERRED');
  });

  test('declined by a person', async () => {
    const applicationId = await world.startedIn('REFERRED', HIGH_REQUEST);
    await decideReferral(world.client, applicationId, { ...APPROVE, outcome: 'DECLINE' });
    expect(await end(applicationId)).toMatchObject({ status: 'DECLINED', offer: null, lineId: null });
  });

  test('nobody decides for seven days: declined, at the deadline and not before', async () => {
    const applicationId = await world.startedIn('REFERRED', HIGH_REQUEST);
    const { until } = world.stored.get(applicationId)!.waitingFor!;
    await advanceBy(applicationId, 7 * DAY_MS - 60_000);
    expect((await applicationStatus(world.client, applicationId)).status).toBe('REFERRED');
    await advanceBy(applicationId, 7 * DAY_MS + 1_000);
    const view = await end(applicationId);
    expect(view).toMatchObject({ status: 'DECLINED', updatedAt: until });
    expect(view.decision?.reasons).toEqual([{ code: 'review-expired', rule: 'reviewExpiryOutcome' }]);
    expect(world.decisions.get(view.decision!.decisionId)).toMatchObject({ fallback: 'review-expired' });
    const late = await decideReferral(world.client, applicationId, APPROVE);
    expect(late).toEqual({ ok: false, refusal: { type: 'application-not-open', status: 'DECLINED' } });
  });
});

describe('an offer', () => {
  test('nobody accepts for thirty days: expired', async () => {
    const applicationId = await world.startedIn('OFFERED');
    const { expiresAt } = world.stored.get(applicationId)!.offer!;
    await advanceBy(applicationId, 30 * DAY_MS + 1_000);
    expect(await end(applicationId)).toMatchObject({ status: 'EXPIRED', updatedAt: expiresAt, lineId: null });
    const late = await acceptOffer(world.client, applicationId, ACCEPT);
    expect(late).toEqual({ ok: false, refusal: { type: 'offer-expired', expiredAt: expiresAt } });
  });

  test('accepted on its last day, in virtual time', async () => {
    const applicationId = await world.startedIn('OFFERED');
    await advanceBy(applicationId, 30 * DAY_MS - 60_000);
    expect(await acceptOffer(world.client, applicationId, ACCEPT)).toMatchObject({ ok: true });
    expect((await end(applicationId)).status).toBe('OPENED');
  });

  test('acceptances that race the expiry: each is either in time or refused, never both', async () => {
    const offerTtlMs = 400;
    const ids = await Promise.all(Array.from({ length: 8 }, () => world.start({ offerTtlMs })));
    const outcomes = await Promise.all(
      ids.map(async (applicationId, at) => {
        await eventually(async () => (await applicationStatus(world.client, applicationId)).offer !== null);
        const { offer } = await applicationStatus(world.client, applicationId);
        const aimAt = offer!.expiresAt + (at - 4) * 15;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, aimAt - Date.now())));
        const answer = await acceptOffer(world.client, applicationId, ACCEPT);
        return { answer, view: await end(applicationId), expiresAt: offer!.expiresAt };
      }),
    );
    for (const { answer, view, expiresAt } of outcomes) {
      expect(view.status).toBe(answer.ok ? 'OPENED' : 'EXPIRED');
      if (!answer.ok) expect(answer.refusal).toEqual({ type: 'offer-expired', expiredAt: expiresAt });
    }
  });

  test('another limit than the one offered is refused', async () => {
    const applicationId = await world.startedIn('OFFERED');
    const answer = await acceptOffer(world.client, applicationId, { commandId: 'k', offerLimitMinor: 1 });
    expect(answer).toEqual({ ok: false, refusal: { type: 'offer-changed', limitMinor: 500_000 } });
  });

  test('accepted twice: the same answer, one line; also after all is done', async () => {
    const applicationId = await world.startedIn('OFFERED');
    const [first, second] = await Promise.all([
      acceptOffer(world.client, applicationId, ACCEPT),
      acceptOffer(world.client, applicationId, ACCEPT),
    ]);
    expect(first.ok).toBe(true);
    expect(second).toEqual(first);
    await end(applicationId);
    expect(await acceptOffer(world.client, applicationId, ACCEPT)).toEqual(first);
  });

  test('the same key for something else is refused', async () => {
    const applicationId = await world.startedIn('OFFERED');
    let open = () => {};
    const held = new Promise<void>((resolve) => (open = resolve));
    world.ports.openCreditLine = () => held; // the application stays open until both have been answered
    await acceptOffer(world.client, applicationId, ACCEPT);
    const other = await acceptOffer(world.client, applicationId, { ...ACCEPT, offerLimitMinor: 500_000 });
    expect(other).toEqual({ ok: false, refusal: { type: 'idempotency-key-reused' } });
    const withdrawn = await withdrawApplication(world.client, applicationId, { ...ACCEPT, reason: 'x' });
    expect(withdrawn).toEqual({ ok: false, refusal: { type: 'idempotency-key-reused' } });
    open();
    await end(applicationId);
  });
});

describe('withdrawing', () => {
  test('while the identity is being checked, without waiting for the checker', async () => {
    world.ports.identity = () => world.hang();
    const applicationId = await world.startedIn('IDENTITY');
    expect(await withdrawApplication(world.client, applicationId, WITHDRAW)).toMatchObject({ ok: true });
    expect(await end(applicationId)).toMatchObject({ status: 'WITHDRAWN', identity: 'PENDING', decision: null });
  });

  test('while the decision is being made', async () => {
    world.ports.saveDecision = () => world.hang();
    const applicationId = await world.startedIn('DECIDING');
    await withdrawApplication(world.client, applicationId, WITHDRAW);
    expect(await end(applicationId)).toMatchObject({ status: 'WITHDRAWN', decision: null });
  });

  test.each([
    ['REFERRED', HIGH_REQUEST],
    ['OFFERED', {}],
  ] as const)('while %s', async (status, change) => {
    const applicationId = await world.startedIn(status, change);
    await withdrawApplication(world.client, applicationId, WITHDRAW);
    expect(await end(applicationId)).toMatchObject({ status: 'WITHDRAWN', lineId: null });
    const late = await acceptOffer(world.client, applicationId, ACCEPT);
    expect(late).toEqual({ ok: false, refusal: { type: 'application-not-open', status: 'WITHDRAWN' } });
  });

  test('not once the line is being opened', async () => {
    const applicationId = await world.startedIn('OFFERED');
    let open = () => {};
    const held = new Promise<void>((resolve) => (open = resolve));
    const { openCreditLine } = world.ports;
    world.ports.openCreditLine = async (input) => {
      await held;
      await openCreditLine(input);
    };
    await acceptOffer(world.client, applicationId, ACCEPT);
    const refused = await withdrawApplication(world.client, applicationId, WITHDRAW);
    expect(refused).toEqual({ ok: false, refusal: { type: 'application-not-open', status: 'OPENING' } });
    open();
    expect((await end(applicationId)).status).toBe('OPENED');
  });
});
