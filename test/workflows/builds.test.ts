import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveBuild } from '../../worker/build-archive.js';
import type { Build } from '../../worker/build-archive.js';
import { buildIdOf, currentBundle } from '../../worker/bundle.js';
import { startTestWorker } from '../../worker/testing.js';
import type { TestWorker } from '../../worker/testing.js';
import { queryStatus, resumeLine, sendCommand, startLine } from '../../workflows/credit-line/client.js';
import { embeddedStack } from '../support/embedded-stack.js';
import type { EmbeddedStack } from '../support/embedded-stack.js';
import { buy, openingOf, refusalOf, TestedLine, until } from './world.js';

const CALL_TIMEOUT_MS = 30_000;

let stack: EmbeddedStack;
let buildsDir: string;
let workers: TestWorker[];

beforeAll(async () => {
  stack = await embeddedStack();
}, 60_000);

afterAll(async () => await stack.stop());

beforeEach(async () => {
  buildsDir = await mkdtemp(join(tmpdir(), 'whiteslip-builds-'));
  workers = [];
});

afterEach(async () => {
  for (const worker of workers) await worker.stop();
  await rm(buildsDir, { recursive: true });
});

/** The present sources, with one place changed: another build. */
async function changedBuild(from: string, to: string): Promise<Build> {
  const { code } = await currentBundle(buildsDir);
  const changed = code.replace(from, to);
  expect(changed).not.toBe(code);
  return await archiveBuild(buildsDir, {
    buildId: buildIdOf(changed),
    code: changed,
    sources: `changed ${to}`,
    sdkVersion: 'test',
  });
}

const laterBuild = async () => await changedBuild('HISTORY_EVENTS_MAX = 500', 'HISTORY_EVENTS_MAX = 499');

/** A build whose fold comes to another figure. */
const wrongBuild = async () =>
  await changedBuild(
    'function refold(state) {',
    'function refold(state) { const { position } = state.book;' +
      ' return { ...state, book: { ...state.book, position: { ...position, creditMinor: 1 } } };',
  );

async function start(build: Build, earlier?: TestWorker): Promise<TestWorker> {
  const worker = await startTestWorker({
    temporalAddress: stack.temporalAddress,
    buildsDir,
    build,
    checkEveryMs: 500,
    ...(earlier === undefined ? {} : { namespace: earlier.namespace, store: earlier.store }),
  });
  workers.push(worker);
  return worker;
}

async function open(worker: TestWorker, lineId: string): Promise<TestedLine> {
  await startLine(worker.client, openingOf(lineId), Date.now() + CALL_TIMEOUT_MS);
  return new TestedLine(worker, lineId);
}

test('lines on an older build move to the current one, and that build is dropped', async () => {
  const first = await start(await currentBundle(buildsDir));
  const line = await open(first, 'line_1');
  await line.send('c-1', buy('order-1', 5_000));
  await first.stop();

  const second = await start(await laterBuild(), first);
  const moved = new TestedLine(second, 'line_1');
  await until('the line to be on the new build', async () => (await moved.status()).build === second.build.buildId);
  await until('the old build to be dropped', () => second.hosts.buildIds.length === 1);
  // A key of the run on the old build is known on the new one.
  expect((await queryStatus(second.client, 'line_1')).line.usedMinor).toBe(5_000);
  await moved.send('c-1', buy('order-1', 5_000));
  expect((await moved.status()).line.usedMinor).toBe(5_000);
}, 120_000);

test('a line that cannot move yet is served by its older build after a restart', async () => {
  const first = await start(await currentBundle(buildsDir));
  const line = await open(first, 'line_1');
  first.store.isDown = true; // its opening cannot be saved, so the line cannot go on in a new run
  const waiting = sendCommand(
    first.client,
    'line_1',
    { commandId: 'c-1', body: null, command: buy('order-1', 5_000) },
    Date.now() + 120_000,
  );
  await until('the command to be in', async () => (await line.status()).journal.seq >= 2);
  waiting.catch(() => undefined); // its worker goes away
  await first.stop();

  const second = await start(await laterBuild(), first);
  const seen = new TestedLine(second, 'line_1');
  expect((await seen.status()).build).toBe(first.build.buildId);
  expect(second.hosts.buildIds).toContain(first.build.buildId);
  second.store.isDown = false;
  expect(await seen.send('c-1', buy('order-1', 5_000), null)).toMatchObject({ status: 'CAPTURED' });
}, 120_000);

test('a build that folds to another position stops the money, until a build that agrees serves the line', async () => {
  const right = await currentBundle(buildsDir);
  const first = await start(right);
  const line = await open(first, 'line_1');
  await line.send('c-1', buy('order-1', 5_000));
  await first.stop();

  const second = await start(await wrongBuild(), first);
  const halted = new TestedLine(second, 'line_1');
  await until('the line to halt', async () => (await halted.status()).halt !== null);
  expect(await halted.status()).toMatchObject({ waitingFor: 'OPERATOR', halt: { reason: 'POSITION_DIFFERS' } });
  expect(await halted.refusal('c-2', buy('order-2', 1_000))).toMatchObject({
    type: 'line-halted',
    reason: 'POSITION_DIFFERS',
  });
  expect(await refusalOf(resumeLine(second.client, 'line_1', 'r-1', Date.now() + CALL_TIMEOUT_MS))).toMatchObject({
    type: 'line-halted',
  });
  await halted.advanceDays(17); // a bill falls due, and is not cut
  expect((await halted.status()).line.statementCount).toBe(0);
  const found = await second.client.workflow.count("WaitingFor='OPERATOR'");
  expect(found.count).toBe(1);
  await second.stop();

  // Rolled back: the halt is kept until somebody resumes the line; then it does what had fallen due.
  const third = await start(right, first);
  const back = new TestedLine(third, 'line_1');
  await until('the line to be on the right build', async () => (await back.status()).build === right.buildId);
  expect((await back.status()).halt).toMatchObject({ reason: 'POSITION_DIFFERS' });
  await resumeLine(third.client, 'line_1', 'r-2', Date.now() + CALL_TIMEOUT_MS);
  expect(await back.status()).toMatchObject({ halt: null, line: { statementCount: 1 } });
  expect(await back.send('c-2', buy('order-2', 1_000))).toMatchObject({ status: 'CAPTURED' });
}, 180_000);
