import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../stack/supervisor.js';

export interface EmbeddedStack {
  /** host:port */
  readonly temporalAddress: string;
  readonly mongodbUri: string;
  readonly stop: () => Promise<void>;
}

/**
 * A Temporal server (in memory) and a document store for tests: those that the test run's global setup started, or else
 * its own on free ports with a temporary home. Servers are shared: use ids, queues and a database name of your own.
 */
export async function embeddedStack(env: NodeJS.ProcessEnv = process.env): Promise<EmbeddedStack> {
  const { WHITESLIP_TEST_TEMPORAL: temporalAddress, WHITESLIP_TEST_MONGODB: mongodbUri } = env;
  if (temporalAddress !== undefined && mongodbUri !== undefined)
    return { temporalAddress, mongodbUri, stop: async () => await Promise.resolve() };
  return await ownEmbeddedStack(env);
}

/** Servers that nobody else uses, for tests that stop or break them. */
export async function ownEmbeddedStack(env: NodeJS.ProcessEnv = process.env): Promise<EmbeddedStack> {
  const homeDir = await mkdtemp(join(tmpdir(), 'whiteslip-test-'));
  const stack = await startStack({
    parts: ['temporal', 'store'],
    keepTemporal: 'in-memory',
    ports: 'any',
    env: { ...env, WHITESLIP_HOME: homeDir, WHITESLIP_MODE: 'sandbox' },
  });
  return {
    temporalAddress: stack.config.temporalAddress,
    mongodbUri: stack.config.mongodbUri,
    stop: async () => {
      await stack.stop();
      await rm(homeDir, { recursive: true, force: true });
    },
  };
}
