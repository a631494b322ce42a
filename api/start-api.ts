import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { completeMovement } from '../activities/bank-callback.js';
import { openApiDocument } from '../contracts/openapi.js';
import { PLAN_VERSIONS } from '../plans/catalogue.js';
import type { ServiceConfig } from '../stack/config.js';
import { developmentKeyPath } from '../stack/paths.js';
import { openStore, type Store } from '../storage/store.js';
import { createApp } from './app.js';
import type { ApiDeps, Settings } from './deps.js';
import { ensureDevelopmentKey } from './keys/development-key.js';
import { planCatalogue } from './plans/catalogue.js';
import { createMetrics } from './platform/metrics.js';
import { readinessOf } from './platform/readiness.js';
import { sandboxClocks } from './sandbox/clocks.js';
import { sandboxMailbox } from './sandbox/mailbox.js';
import { temporalApplications } from './temporal/applications.js';
import { called } from './temporal/answers.js';
import { temporalLines } from './temporal/lines.js';
import { refuseTimeSkipping } from './temporal/refuse-time-skipping.js';

const LENDER_ID = 'whiteslip';
/** A sandbox bank answers at once or never; a real one may take a day. */
const ANSWER_TIMEOUT_MS = { sandbox: 15_000, production: 86_400_000 } as const;
const REQUESTS_PER_MINUTE = { sandbox: 60_000, production: 600 } as const;

export interface RunningApi {
  /** Where it listens; with port 0 in the configuration, a free one. */
  readonly port: number;
  /** Answers what is in hand, then closes the connections. */
  readonly stop: () => Promise<void>;
}

/**
 * Connects, seeds what a first start needs, and listens.
 *
 * @throws when a server does not answer, the port is taken, or production could be moved in time
 */
export async function startApi(config: ServiceConfig, log: Logger): Promise<RunningApi> {
  const store = await openStore(config.mongodbUri, { dataKey: config.dataKey });
  const connection = await Connection.connect({ address: config.temporalAddress });
  const client = new Client({ connection, namespace: config.temporalNamespace });
  if (config.mode === 'production') await refuseTimeSkipping(client);
  else await ensureDevelopmentKey(store.apiKeys, developmentKeyPath(config.homeDir), Date.now());
  const server = await listen(createApp(await dependencies(config, store, client, log)), config);
  return {
    port: (server.address() as AddressInfo).port, // listening on TCP
    stop: async () => {
      await closed(server);
      await connection.close();
      await store.close();
    },
  };
}

async function dependencies(config: ServiceConfig, store: Store, client: Client, log: Logger): Promise<ApiDeps> {
  const { mode, sandboxUrl } = config;
  const isSandbox = mode === 'sandbox';
  const sandbox = isSandbox ? { ...sandboxClocks(client, store), mailbox: sandboxMailbox(sandboxUrl) } : null;
  return {
    settings: settingsOf(config),
    reads: store,
    customers: store.customers,
    keys: store.apiKeys,
    plans: await publishedPlans(store),
    lines: temporalLines(client),
    applications: temporalApplications(client),
    completeMovement: (callback) => called(() => completeMovement(client, callback)),
    sandbox,
    readiness: readinessOf({ store, client, sandboxUrl: isSandbox ? sandboxUrl : null, mode }),
    metrics: createMetrics(),
    document: openApiDocument(),
    log,
    now: () => Date.now(),
  };
}

const settingsOf = ({ mode, callbackSecret }: ServiceConfig): Settings => ({
  mode,
  callbackSecret,
  answerTimeoutMs: ANSWER_TIMEOUT_MS[mode],
  requestsPerMinute: REQUESTS_PER_MINUTE[mode],
  lenderId: LENDER_ID,
});

/** The shipped versions are published if they are not yet; a version with other terms stops the start. */
async function publishedPlans({ planVersions }: Pick<Store, 'planVersions'>): Promise<ApiDeps['plans']> {
  for (const terms of PLAN_VERSIONS) await planVersions.publish(terms, Date.now());
  return planCatalogue((await planVersions.list()).map(({ terms }) => terms));
}

async function listen(app: ReturnType<typeof createApp>, { apiPort, apiHost }: ServiceConfig): Promise<Server> {
  return await new Promise((resolve, reject) => {
    const server = app.listen(apiPort, apiHost, (error?: Error) => {
      if (error === undefined) resolve(server);
      else reject(error);
    });
  });
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
