import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROJECT_DIR } from '../../stack/config.js';
import { bundleWorkflows } from '../../worker/bundle.js';

const PROGRAM = fileURLToPath(new URL('empty-worker-process.ts', import.meta.url));
const WORKFLOWS = fileURLToPath(new URL('../empty.workflow.ts', import.meta.url));
const STOP_WITHIN_MS = 10_000;

/** The queue of the empty workflow: no worker of the product polls it. */
export const EMPTY_QUEUE = 'bench-empty';

export interface EmptyWorker {
  readonly pid: number;
  stop(): Promise<void>;
}

export interface EmptyWorkerOptions {
  /** host:port */
  readonly temporalAddress: string;
  readonly namespace: string;
  /** Where the bundle may be put. */
  readonly dir: string;
}

/**
 * Starts the empty workflow's worker in a process of its own, as the product's worker is. It is bundled here: the bundler
 * would leave that process a heap so large that workflows could hide in it.
 */
export async function startEmptyWorker(options: EmptyWorkerOptions): Promise<EmptyWorker> {
  const { temporalAddress, namespace, dir } = options;
  const codePath = join(dir, 'empty-workflow.js');
  await writeFile(codePath, await bundleWorkflows(WORKFLOWS, PROJECT_DIR));
  const child = fork(PROGRAM, [temporalAddress, namespace, codePath], { execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit');
  await Promise.race([
    once(child, 'message'), // it is ready
    ended.then(() => {
      throw new Error("the empty workflow's worker ended before it was ready: see its output above");
    }),
  ]);
  return {
    pid: child.pid ?? 0,
    stop: async () => {
      const killer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      if (child.connected) child.disconnect();
      await ended;
      clearTimeout(killer);
    },
  };
}
