import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('empty-worker-process.ts', import.meta.url));
const STOP_WITHIN_MS = 10_000;

/** The queue of the empty workflow: no worker of the product polls it. */
export const EMPTY_QUEUE = 'bench-empty';

export interface EmptyWorker {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts the empty workflow's worker in a process of its own, as the product's worker is. */
export async function startEmptyWorker(temporalAddress: string, namespace: string): Promise<EmptyWorker> {
  const child = fork(PROGRAM, [temporalAddress, namespace], { execArgv: ['--import', 'tsx'] });
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
