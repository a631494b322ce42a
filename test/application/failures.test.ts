import { jest } from '@jest/globals';
import { WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { GatewayRefused, GatewayUnavailable } from '../../gateways/errors.js';
import {
  acceptOffer,
  applicationEnd,
  applicationStatus,
  decideReferral,
  explainApplication,
} from '../../workflows/application/client.js';
import { applicationWorkflowId } from '../../workflows/application/ids.js';
import { advanceWorkflow } from '../../workflows/virtual-time.js';
import { GOOD_FEATURES, World } from './world.js';

const DAY_MS = 86_400_000;
const ACCEPT = { commandId: 'key-1' };
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

async function advanceBy(applicationId: string, durationMs: number): Promise<void> {
  const { updatedAt } = await applicationStatus(world.client, applicationId);
  await advanceWorkflow(world.client, applicationWorkflowId(applicationId), updatedAt + durationMs);
}

/** Without an answer by the deadline the outcome is not known: the same command is sent again. */
async function answered<T>(send: () => Promise<T>): Promise<T> {
  for (let triesLeft = 4; ; triesLeft -= 1) {
    try {
      return await send();
    } catch (thrown) {
      if (triesLeft === 0 || !(thrown instanceof WorkflowUpdateRPCTimeoutOrCancelledError)) throw thrown;
    }
  }
}

describe('the identity check', () => {
  test.each([
    ['FAIL', 'identity-not-confirmed'],
    ['MISMATCH', 'identity-of-somebody-else'],
  ] as const)('%s: declined', async (outcome, code) => {
    world.ports.identity = () => Promise.resolve({ outcome, checkId: 'chk', checkedAt: 1 });
    const view = await end(await world.start());
    expect(view).toMatchObject({ status: 'DECLINED', identity: outcome });
    expect(view.decision?.reasons).toEqual([{ code, rule: 'identity' }]);
  });

  test('no answer, each time under the same key: a person has to look', async () => {
    world.ports.identity = () => Promise.reject(new GatewayUnavailable('identity', 'status 503', 1));
    const applicationId = await world.startedIn('REFERRED');
    const view = world.stored.get(applicationId);
    expect(view).toMatchObject({ identity: 'UNAVAILABLE', decision: { outcome: 'REFER' } });
    expect(view?.decision?.reasons).toEqual([{ code: 'identity-not-checked', rule: 'identity' }]);
    const keys = world.identityKeys.filter((key) => key.startsWith(applicationId));
    expect(keys).toEqual(Array.from({ length: 5 }, () => `${applicationId}:1:identity`));
  });

  test('refused by the checker: a person has to look, at once', async () => {
    world.ports.identity = () => Promise.reject(new GatewayRefused('identity', 'invalid-answer'));
    const applicationId = await world.startedIn('REFERRED');
    expect(world.identityKeys.filter((key) => key.startsWith(applicationId))).toHaveLength(1);
  });

  test('not available, and the rules decline anyway: nobody is bothered', async () => {
    world.ports.identity = () => Promise.reject(new GatewayRefused('identity', 'invalid-answer'));
    const view = await end(await world.start({ features: { ...GOOD_FEATURES, lateOf6: 6 } }));
    expect(view).toMatchObject({ status: 'DECLINED', identity: 'UNAVAILABLE' });
  });
});

describe('no decision can be made', () => {
  test('facts of a wrong type: a person decides, and the record says why', async () => {
    const features = { ...GOOD_FEATURES, monthlyIncomeMinor: '9' as unknown as number };
    const applicationId = await world.startedIn('REFERRED', { features });
    const [record] = (await explainApplication(world.client, applicationId)).decisions;
    expect(record).toMatchObject({ fallback: 'decision-unavailable', policy: null, outcome: 'REFER' });
    expect(record?.ruleHits[0]?.facts).toEqual({ cause: 'decision-impossible' });
    expect(world.decisions.get(record!.decisionId)).toEqual(record);
  });
});

describe('workers that come and go', () => {
  test('an application goes on where it was', async () => {
    const applicationId = await world.startedIn('REFERRED', HIGH_REQUEST);
    await world.stopWorkers();
    await world.startWorkers();
    await answered(() => decideReferral(world.client, applicationId, APPROVE));
    await world.stopWorkers();
    await world.startWorkers();
    await answered(() => acceptOffer(world.client, applicationId, ACCEPT));
    expect((await end(applicationId)).status).toBe('OPENED');
  });

  test('its history replays', async () => {
    const applicationId = await world.startedIn('REFERRED', HIGH_REQUEST);
    await decideReferral(world.client, applicationId, APPROVE);
    await advanceBy(applicationId, 3 * DAY_MS);
    await acceptOffer(world.client, applicationId, ACCEPT);
    await end(applicationId);
    const history = await world.client.workflow.getHandle(applicationWorkflowId(applicationId)).fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: world.bundle }, history);
    expect(history.events?.length).toBeLessThan(100);
  });
});

describe('malformed messages', () => {
  test('are rejected before they enter the history', async () => {
    const applicationId = await world.startedIn('REFERRED', HIGH_REQUEST);
    const handle = world.client.workflow.getHandle(applicationWorkflowId(applicationId));
    for (const [name, message] of [
      ['accept', { commandId: '' }],
      ['withdraw', { commandId: 'k' }],
      ['decide', { ...APPROVE, limitMinor: 0.5 }],
    ] as const) {
      const sent = handle.executeUpdate(name, { args: [message] });
      await expect(sent).rejects.toMatchObject({ cause: { type: 'malformed' } });
    }
    const { events } = await handle.fetchHistory();
    expect(events?.some((event) => event.workflowExecutionUpdateAcceptedEventAttributes)).toBe(false);
    expect((await applicationStatus(world.client, applicationId)).status).toBe('REFERRED');
  });
});
