import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NativeConnection } from '@temporalio/worker';
import { pino } from 'pino';
import { startApi } from '../../api/start-api.js';
import { ApiProblem, apiClient, type ApiClient } from '../../cli/api-client.js';
import type { ProblemBody } from '../../contracts/problem.js';
import { bankClient } from '../../gateways/http/bank-client.js';
import { identityClient } from '../../gateways/http/identity-client.js';
import { notifierClient } from '../../gateways/http/notifier-client.js';
import { sandboxAccountNumber, sandboxDocumentNumber } from '../../gateways/sandbox/magic.js';
import { startSandbox } from '../../gateways/sandbox/server.js';
import type { ServiceConfig } from '../../stack/config.js';
import { developmentKeyPath } from '../../stack/paths.js';
import { openStore } from '../../storage/store.js';
import { createTestNamespace, startTestWorker } from '../../worker/testing.js';
import { embeddedStack } from '../support/embedded-stack.js';

const SECRET = 'the secret of the tests, 32 characters or more';
const CLIENT_DEADLINE_MS = 60_000;
const WAIT_MS = 30_000;

/** The whole product but its command line: servers, sandbox gateways, worker and API, as a client meets them. */
export interface World {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly client: ApiClient;
  /** host:port */
  readonly temporalAddress: string;
  /** Acts while no worker runs. */
  withoutWorker(act: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const stack = await embeddedStack();
  const homeDir = await mkdtemp(join(tmpdir(), 'whiteslip-api-'));
  const connection = await NativeConnection.connect({ address: stack.temporalAddress });
  const namespace = await createTestNamespace(connection);
  await connection.close();
  const sandbox = await startSandbox({ port: 0, host: '127.0.0.1', secret: SECRET, dataDir: homeDir });
  const sandboxUrl = `http://127.0.0.1:${sandbox.port}`;
  const config = configOf({ ...stack, homeDir, namespace, sandboxUrl });
  const api = await startApi(config, pino({ level: 'silent' }));
  const apiUrl = `http://127.0.0.1:${api.port}`;
  const store = await openStore(config.mongodbUri, { dataKey: config.dataKey });
  const startWorker = async () =>
    await startTestWorker({
      temporalAddress: stack.temporalAddress,
      namespace,
      dependencies: {
        store,
        bank: bankClient(sandboxUrl, SECRET),
        identity: identityClient(sandboxUrl, SECRET),
        notifier: notifierClient(sandboxUrl, SECRET),
        callbackUrl: `${apiUrl}/v1/callbacks/bank`,
      },
    });
  let worker = await startWorker();
  const apiKey = (await readFile(developmentKeyPath(homeDir), 'utf8')).trim();
  return {
    apiUrl,
    apiKey,
    client: apiClient({ apiUrl, apiKey, deadlineMs: CLIENT_DEADLINE_MS }),
    temporalAddress: stack.temporalAddress,
    withoutWorker: async (act) => {
      await worker.stop();
      try {
        await act();
      } finally {
        worker = await startWorker();
      }
    },
    stop: async () => {
      await worker.stop();
      await api.stop();
      await sandbox.close();
      await store.close();
      await stack.stop();
      await rm(homeDir, { recursive: true, force: true });
    },
  };
}

interface Places {
  readonly temporalAddress: string;
  readonly mongodbUri: string;
  readonly homeDir: string;
  readonly namespace: string;
  readonly sandboxUrl: string;
}

function configOf({ temporalAddress, mongodbUri, homeDir, namespace, sandboxUrl }: Places): ServiceConfig {
  const database = new URL(mongodbUri);
  database.pathname = `/api-${randomUUID()}`;
  return {
    mode: 'sandbox',
    homeDir,
    cacheDir: homeDir,
    temporalAddress,
    temporalNamespace: namespace,
    mongodbUri: database.toString(),
    apiHost: '127.0.0.1',
    apiPort: 0,
    apiUrl: 'http://127.0.0.1',
    workerPort: 0,
    sandboxHost: '127.0.0.1',
    sandboxPort: 0,
    sandboxUrl,
    fixedPorts: [],
    callbackSecret: SECRET,
    dataKey: new Uint8Array(32).fill(7),
    logLevel: 'silent',
  };
}

/** An application of somebody whose data and decision are good. */
export function goodApplication(customer: number, accountCode = '0000') {
  return {
    person: {
      name: '王小明',
      documentNumber: sandboxDocumentNumber(customer),
      birthOn: '1990-05-01',
      phone: `138${String(customer).padStart(8, '0')}`,
      language: 'en' as const,
    },
    accountNumber: sandboxAccountNumber(customer, accountCode),
    requestedLimitMinor: 2_000_000,
    currency: 'CNY',
    billDay: 1,
    declared: {
      monthlyIncomeMinor: 3_000_000,
      hasIncomeProof: true,
      employmentMonths: 60,
      monthlyDebtServiceMinor: 0,
      isStudent: false,
      existingLimitMinor: 2_000_000,
      utilization: '0.20',
      lateOf6: 0,
      purpose: 'HOUSEHOLD',
    },
  };
}

export interface OpenedLine {
  readonly lineId: string;
  readonly accountRef: string;
  readonly limitMinor: number;
}

/** Applies, accepts the offer and waits for the line, as a client would. */
export async function openLine({ client }: World, customer: number, accountCode?: string): Promise<OpenedLine> {
  const body = goodApplication(customer, accountCode);
  const { applicationId, accountRef } = await client.call('apply', { body, key: `apply-${customer}` });
  const offered = await untilApplication(client, applicationId, 'OFFERED');
  const limitMinor = offered.offer?.limitMinor ?? 0;
  const params = { applicationId };
  await client.call('acceptOffer', { params, body: { offerLimitMinor: limitMinor }, key: `accept-${customer}` });
  const { lineId } = await untilApplication(client, applicationId, 'OPENED');
  return { lineId: lineId ?? '', accountRef, limitMinor };
}

/** Why the API refused. */
export async function problemOf(sent: Promise<unknown>): Promise<ProblemBody> {
  try {
    await sent;
  } catch (thrown) {
    if (thrown instanceof ApiProblem) return thrown.problem;
    throw thrown;
  }
  throw new Error('accepted');
}

export async function untilApplication(client: ApiClient, applicationId: string, status: string) {
  return await until(`the application is ${status}`, async () => {
    const application = await client.call('getApplication', { params: { applicationId } });
    return application.status === status ? application : undefined;
  });
}

/** The first thing that `look` finds. */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const giveUpAt = Date.now() + WAIT_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > giveUpAt) throw new Error(`not within ${WAIT_MS} ms: ${what}`);
    await pause(50);
  }
}
