import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { bankClient } from '../gateways/http/bank-client.js';
import { identityClient } from '../gateways/http/identity-client.js';
import { notifierClient } from '../gateways/http/notifier-client.js';
import { readServiceConfig } from '../stack/config.js';
import type { ServiceConfig } from '../stack/config.js';
import { openStore } from '../storage/store.js';
import type { Store } from '../storage/store.js';
import { buildsDirOf, currentBundle } from './bundle.js';
import { createActivities } from './create-activities.js';
import { startHealthServer } from './health-server.js';
import { Hosts } from './hosts.js';

/** Where the API takes the bank's callbacks. */
const CALLBACK_PATH = '/v1/callbacks/bank';
const TRY_AGAIN_MS = 500;
/** Below the stack's and the containers' kill delay, and above the workers' own grace. */
const EXIT_TIMEOUT_MS = 12_000;

/** The SDK's log lines, in the process's own log. */
function installRuntime(logger: Logger): void {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => logger[levels[level]]({ ...meta }, message)),
    shutdownSignals: [], // the signals are handled below, once
  });
}

/** The servers may start later than this process, or be away for a while: that is no reason to give up. */
async function untilThere<T>(what: string, logger: Logger, connect: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connect();
    } catch (thrown) {
      if (attempt === 1) logger.warn({ err: thrown }, `${what} does not answer: trying again`);
      await pause(TRY_AGAIN_MS);
    }
  }
}

interface Work {
  readonly connection: NativeConnection;
  readonly store: Store;
  readonly hosts: Hosts;
}

async function startWork(config: ServiceConfig, logger: Logger): Promise<Work> {
  const buildsDir = buildsDirOf(config.homeDir);
  const [connection, store, current] = await Promise.all([
    untilThere('Temporal', logger, async () => await NativeConnection.connect({ address: config.temporalAddress })),
    untilThere('the document store', logger, async () => await openStore(config.mongodbUri, config)),
    currentBundle(buildsDir),
  ]);
  const client = new Client({ connection, namespace: config.temporalNamespace });
  const activities = createActivities({
    store,
    client,
    bank: bankClient(config.sandboxUrl, config.callbackSecret),
    identity: identityClient(config.sandboxUrl, config.callbackSecret),
    notifier: notifierClient(config.sandboxUrl, config.callbackSecret),
    callbackUrl: `${config.apiUrl}${CALLBACK_PATH}`,
  });
  const hosts = await Hosts.start({ connection, client, buildsDir, current, activities, logger });
  return { connection, store, hosts };
}

async function main(): Promise<void> {
  const config = readServiceConfig();
  const logger = pino({ name: 'worker', level: config.logLevel });
  installRuntime(logger);
  let work: Work | null = null;
  const health = await startHealthServer(config.workerPort, {
    whyNotReady: async () => {
      if (work === null) return 'starting';
      return await work.store.ping().then(
        () => null,
        () => 'the document store does not answer',
      );
    },
    facts: () => ({ builds: work?.hosts.buildIds ?? [] }),
  });

  let isExiting = false;
  const exit = (code: number) => {
    if (isExiting) return;
    isExiting = true;
    setTimeout(() => process.exit(1), EXIT_TIMEOUT_MS).unref();
    const stop = async () => {
      await health.close();
      await work?.hosts.stop();
      await work?.store.close();
      await work?.connection.close();
    };
    stop().then(
      () => process.exit(code),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', () => exit(0));
  process.on('SIGINT', () => exit(0));

  work = await startWork(config, logger);
  logger.info({ port: health.port }, 'worker ready');
  await work.hosts.failed.catch((reason: unknown) => {
    logger.fatal({ err: reason }, 'a worker has failed: ending, to be started again');
    exit(1);
  });
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exit(1); // the parent's channel would keep the process alive
});
