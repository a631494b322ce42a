import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { hostEnvironment } from '../../stack/config.js';
import type { Stack } from '../../stack/running-parts.js';
import { startStack } from '../../stack/supervisor.js';
import { openStore, type Store } from '../../storage/store.js';
import { startEmptyWorker, type EmptyWorker } from './empty-worker.js';

/** The whole product on servers of its own, and beside it a worker that serves nothing but the empty workflow. */
export interface BenchStack {
  readonly stack: Stack;
  readonly client: Client;
  readonly store: Store;
  readonly emptyWorker: EmptyWorker;
}

/** Runs the stack as `npm start` does, on free ports in a temporary home, and removes it afterwards. */
export async function withBenchStack<T>(use: (bench: BenchStack) => Promise<T>): Promise<T> {
  const homeDir = await mkdtemp(join(tmpdir(), 'whiteslip-bench-'));
  const env = {
    ...hostEnvironment(),
    TEMPORAL_ADDRESS: undefined, // the servers' own share of the figures must not depend on whose they are
    MONGODB_URI: undefined,
    WHITESLIP_HOME: homeDir,
    WHITESLIP_MODE: 'sandbox',
    WHITESLIP_LOG_LEVEL: 'warn',
  };
  try {
    const stack = await startStack({ ports: 'any', env });
    try {
      return await withClients(stack, use);
    } finally {
      await stack.stop();
    }
  } finally {
    await rm(homeDir, { recursive: true, force: true });
  }
}

async function withClients<T>(stack: Stack, use: (bench: BenchStack) => Promise<T>): Promise<T> {
  const { temporalAddress, temporalNamespace: namespace, mongodbUri, dataKey, homeDir: dir } = stack.config;
  const connection = await Connection.connect({ address: temporalAddress });
  const store = await openStore(mongodbUri, { dataKey });
  const emptyWorker = await startEmptyWorker({ temporalAddress, namespace, dir });
  try {
    return await use({ stack, client: new Client({ connection, namespace }), store, emptyWorker });
  } finally {
    await emptyWorker.stop();
    await store.close();
    await connection.close();
  }
}
