import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { runningStackPath } from './paths.js';
import { isAlive } from './process-identity.js';

const identitySchema = z.object({ pid: z.number().int(), stamp: z.string() });

const serviceSchema = z.object({
  name: z.enum(['temporal', 'store', 'sandbox', 'worker', 'api']),
  state: z.enum(['starting', 'ready', 'restarting', 'stopped']),
  process: identitySchema.nullable(),
  restarts: z.number().int(),
  logPath: z.string(),
});

const runningStackSchema = z.object({
  v: z.literal(1),
  state: z.enum(['starting', 'ready', 'stopping']),
  mode: z.enum(['sandbox', 'production']),
  supervisor: identitySchema,
  /** ISO instants. */
  sinceAt: z.string(),
  readyAt: z.string().nullable(),
  temporal: z.object({
    /** host:port */
    address: z.string(),
    namespace: z.string(),
    serverVersion: z.string(),
    way: z.string(),
    /** Prometheus text; null for a server that is not ours. */
    metricsUrl: z.string().nullable(),
  }),
  store: z.object({ mongodbUri: z.string(), way: z.string() }),
  apiUrl: z.string().nullable(),
  docsUrl: z.string().nullable(),
  sandboxUrl: z.string().nullable(),
  workerUrl: z.string().nullable(),
  /** The file with the development key that the API makes at its first start. */
  developmentKeyPath: z.string(),
  logsDir: z.string(),
  services: z.array(serviceSchema),
});

/** The stack of a home folder as others find it: `stack.json`. Addresses are null for parts that were not started. */
export type RunningStack = z.infer<typeof runningStackSchema>;

/** What `stack.json` says, whether that stack lives or not; null when there is none that can be read. */
export function readStackFile(homeDir: string): RunningStack | null {
  try {
    return runningStackSchema.parse(JSON.parse(readFileSync(runningStackPath(homeDir), 'utf8')));
  } catch {
    return null;
  }
}

/** The stack that runs on this home folder; null when none does. */
export function readRunningStack(homeDir: string): RunningStack | null {
  const found = readStackFile(homeDir);
  return found !== null && isAlive(found.supervisor) ? found : null;
}

/** Readers see the old text or the new one, never a half. */
export function writeRunningStack(homeDir: string, stack: RunningStack): void {
  const path = runningStackPath(homeDir);
  // The address of a store elsewhere may hold a password.
  writeFileSync(`${path}.draft`, `${JSON.stringify(stack, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.draft`, path);
}

export function removeRunningStack(homeDir: string): void {
  rmSync(runningStackPath(homeDir), { force: true });
}
