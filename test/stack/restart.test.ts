import { Client, Connection } from '@temporalio/client';
import mongoose from 'mongoose';
import { isAlive, type ProcessIdentity } from '../../stack/process-identity.js';
import { readRunningStack } from '../../stack/running-stack.js';
import type { Stack, StackPart } from '../../stack/running-parts.js';
import { startStack } from '../../stack/supervisor.js';
import { waitUntil } from '../../stack/wait.js';
import { fixturePrograms } from './fixtures/programs.js';
import { TemporaryHome } from './temporary-home.js';

const TIMEOUT_MS = 180_000;

const PARTS = ['temporal', 'store', 'sandbox', 'worker', 'api'] as const satisfies readonly StackPart[];

let home: TemporaryHome;
let stack: Stack;
const lines: string[] = [];

beforeAll(async () => {
  home = new TemporaryHome();
  stack = await startOn(home);
}, TIMEOUT_MS);
afterAll(async () => {
  await stack.stop();
  home.remove();
}, TIMEOUT_MS);

async function startOn(place: TemporaryHome): Promise<Stack> {
  return await startStack({
    ports: 'any',
    env: place.env,
    programs: fixturePrograms(),
    report: (line) => lines.push(line),
  });
}

async function withTemporal<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: stack.config.temporalAddress });
  try {
    return await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

async function withStore<T>(use: (db: mongoose.mongo.Db) => Promise<T>): Promise<T> {
  const client = new mongoose.mongo.MongoClient(stack.config.mongodbUri);
  try {
    return await use(client.db());
  } finally {
    await client.close();
  }
}

const startWorkflow = async (workflowId: string) =>
  await withTemporal(async (client) => await client.workflow.start('nothing', { workflowId, taskQueue: 'none' }));
const statusOf = async (workflowId: string) =>
  await withTemporal(async (client) => (await client.workflow.getHandle(workflowId).describe()).status.name);
const insert = async (key: string) => await withStore(async (db) => await db.collection('kept').insertOne({ key }));
const countOf = async (key: string) =>
  await withStore(async (db) => await db.collection('kept').countDocuments({ key }));

async function killAndWait(part: StackPart): Promise<void> {
  const before = stack.processOf(part)!;
  process.kill(before.pid, 'SIGKILL');
  const isBack = () => {
    const service = stack.describe().services.find(({ name }) => name === part)!;
    return service.state === 'ready' && service.process !== null && service.process.pid !== before.pid;
  };
  expect(await waitUntil(isBack, 30_000)).toBe(true);
}

test(
  'every part runs, and others find it in stack.json',
  () => {
    const running = readRunningStack(home.dir)!;
    expect(running).toEqual(stack.describe());
    expect(running.state).toBe('ready');
    expect(running.services.map(({ name }) => name)).toEqual(PARTS);
    expect(running.services.every(({ process: identity }) => identity !== null && isAlive(identity))).toBe(true);
    expect(lines.join('\n')).toMatch(/Temporal: server 1\.\d+.*\n.*document store: /s);
  },
  TIMEOUT_MS,
);

test(
  'Temporal knows the search attributes',
  async () => {
    const { customAttributes } = await withTemporal(
      async (client) => await client.connection.operatorService.listSearchAttributes({ namespace: 'default' }),
    );
    expect(Object.keys(customAttributes).sort()).toEqual(
      ['DelinquencyBucket', 'LenderId', 'LineStatus', 'NextItemAt', 'PlanId', 'WaitingFor'].sort(),
    );
  },
  TIMEOUT_MS,
);

test(
  'Temporal killed with -9 comes back at the same address with the same data',
  async () => {
    await startWorkflow('before-the-kill');
    await killAndWait('temporal');
    expect(await statusOf('before-the-kill')).toBe('RUNNING');
    await startWorkflow('after-the-kill');
  },
  TIMEOUT_MS,
);

test(
  'the document store killed with -9 comes back at the same address with the same data',
  async () => {
    await insert('before-the-kill');
    await killAndWait('store');
    expect(await countOf('before-the-kill')).toBe(1);
    await insert('after-the-kill');
  },
  TIMEOUT_MS,
);

test.each(['sandbox', 'worker', 'api'] as const)(
  '%s killed with -9 comes back on the same port',
  async (part) => {
    const { apiPort, workerPort, sandboxPort } = stack.config;
    const url = {
      sandbox: `http://127.0.0.1:${sandboxPort}/health`,
      worker: `http://127.0.0.1:${workerPort}/ready`,
      api: `http://127.0.0.1:${apiPort}/v1/health/ready`,
    }[part];
    const pidNow = async () => Number(await (await fetch(url)).text());
    const before = await pidNow();
    await killAndWait(part);
    expect(await pidNow()).not.toBe(before);
    expect(await pidNow()).toBe(stack.processOf(part)!.pid);
    expect(stack.describe().services.find(({ name }) => name === part)?.restarts).toBe(1);
  },
  TIMEOUT_MS,
);

test(
  'a second stack on the same home is refused',
  async () => {
    await expect(startOn(home)).rejects.toMatchObject({ code: 'already-running' });
    expect(readRunningStack(home.dir)?.state).toBe('ready');
  },
  TIMEOUT_MS,
);

test(
  'a chosen port that is taken is an error that names it, and leaves nothing behind',
  async () => {
    const other = new TemporaryHome();
    const env = { ...other.env, WHITESLIP_API_PORT: String(stack.config.apiPort) };
    await expect(startStack({ env, ports: 'any', programs: fixturePrograms() })).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining('WHITESLIP_API_PORT') as string,
    });
    expect(readRunningStack(other.dir)).toBeNull();
    other.remove();
  },
  TIMEOUT_MS,
);

test(
  'a stack on servers of others starts none of its own',
  async () => {
    const other = new TemporaryHome();
    const env = { ...other.env, TEMPORAL_ADDRESS: stack.config.temporalAddress, MONGODB_URI: stack.config.mongodbUri };
    const second = await startStack({ env, ports: 'any', parts: ['temporal', 'store'] });
    expect(second.describe()).toMatchObject({
      services: [],
      temporal: { address: stack.config.temporalAddress, way: 'TEMPORAL_ADDRESS' },
      store: { way: 'MONGODB_URI' },
    });
    await second.stop();
    other.remove();
  },
  TIMEOUT_MS,
);

test(
  'stopping goes from the API to the servers; a new start finds the data',
  async () => {
    const processes = PARTS.map((part) => stack.processOf(part)).filter((one): one is ProcessIdentity => one !== null);
    expect(processes).toHaveLength(5);
    await stack.stop();
    expect(home.stopped).toEqual(['api', 'worker', 'sandbox']);
    expect(processes.filter(isAlive)).toEqual([]);
    expect(readRunningStack(home.dir)).toBeNull();
    stack = await startOn(home);
    expect(await statusOf('after-the-kill')).toBe('RUNNING');
    expect(await countOf('after-the-kill')).toBe(1);
  },
  TIMEOUT_MS,
);
