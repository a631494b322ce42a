import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { IllegalStateError } from '@temporalio/common';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { completeMovement } from '../activities/bank-callback.js';
import type { MovementCallback } from '../gateways/ports.js';
import { SEARCH_ATTRIBUTES } from '../stack/search-attributes.js';
import type { Build } from './build-archive.js';
import { currentBundle } from './bundle.js';
import { createActivities } from './create-activities.js';
import type { ActivityDependencies } from './create-activities.js';
import { FakeBank, fakeIdentity, FakeNotifier, FakeStore } from './fakes.js';
import { Hosts } from './hosts.js';

export interface TestWorkerOptions {
  /** host:port */
  readonly temporalAddress: string;
  /** Default: a namespace of its own, so that tests on one server do not meet. */
  readonly namespace?: string;
  /** Default: a temporary folder, removed at the end. */
  readonly buildsDir?: string;
  /** Default: that of the present sources. */
  readonly build?: Build;
  /** Of an earlier worker, when a test starts a second one. */
  readonly store?: FakeStore;
  /** In the place of the fakes. */
  readonly dependencies?: Partial<Omit<ActivityDependencies, 'client'>>;
  readonly checkEveryMs?: number;
}

export interface TestWorker {
  readonly client: Client;
  readonly namespace: string;
  readonly build: Build;
  readonly hosts: Hosts;
  readonly store: FakeStore;
  readonly bank: FakeBank;
  readonly notifier: FakeNotifier;
  stop(): Promise<void>;
}

const NAMESPACE_TIMEOUT_MS = 30_000;
const RETENTION_S = 86_400;
/** Value of the server's protocol, by attribute type. */
const ATTRIBUTE_TYPES = { Keyword: 2, Datetime: 6 } as const;

/** One runtime for a process, before anything else: the SDK's own log would drown the tests'. */
export function quietRuntime(): void {
  try {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
    });
  } catch (thrown) {
    if (!(thrown instanceof IllegalStateError)) throw thrown; // this process has it already
  }
}

/** A worker with everything, on a real server; what is outside of it is a fake unless a test brings its own. */
export async function startTestWorker(options: TestWorkerOptions): Promise<TestWorker> {
  quietRuntime();
  const connection = await NativeConnection.connect({ address: options.temporalAddress });
  const namespace = options.namespace ?? (await createTestNamespace(connection));
  const client = new Client({ connection, namespace });
  const temporaryDir = options.buildsDir === undefined ? await mkdtemp(join(tmpdir(), 'whiteslip-builds-')) : null;
  const buildsDir = options.buildsDir ?? temporaryDir ?? '';
  const build = options.build ?? (await currentBundle(buildsDir));
  const store = options.store ?? new FakeStore();
  const notifier = new FakeNotifier();
  const bank = new FakeBank(async (callback) => await deliver(client, callback));
  const hosts = await Hosts.start({
    connection,
    client,
    buildsDir,
    current: build,
    logger: pino({ level: 'silent' }),
    activities: createActivities({
      store,
      bank,
      notifier,
      identity: fakeIdentity,
      callbackUrl: 'http://127.0.0.1:1/callbacks',
      ...options.dependencies,
      client,
    }),
    ...(options.checkEveryMs === undefined ? {} : { checkEveryMs: options.checkEveryMs }),
  });
  let isStopped = false;
  return {
    client,
    namespace,
    build,
    hosts,
    store,
    bank,
    notifier,
    stop: async () => {
      if (isStopped) return;
      isStopped = true;
      await hosts.stop();
      await connection.close();
      if (temporaryDir !== null) await rm(temporaryDir, { recursive: true, force: true });
    },
  };
}

/** As the API does: a callback that nobody waits for yet comes again. */
async function deliver(client: Client, callback: MovementCallback): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if ((await completeMovement(client, callback)) === 'COMPLETED') return;
    await pause(50);
  }
}

/** A namespace with the product's search attributes, ready for use. */
export async function createTestNamespace(connection: NativeConnection): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: RETENTION_S as never },
  });
  const giveUpAt = Date.now() + NAMESPACE_TIMEOUT_MS;
  for (;;) {
    try {
      await connection.operatorService.addSearchAttributes({
        namespace,
        searchAttributes: Object.fromEntries(
          Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, ATTRIBUTE_TYPES[type]]),
        ),
      });
      return namespace;
    } catch (thrown) {
      if (Date.now() > giveUpAt) throw thrown;
      await pause(100); // the server learns of a new namespace in some moments
    }
  }
}
