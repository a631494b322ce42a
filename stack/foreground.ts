import { isAlive, type ProcessIdentity } from './process-identity.js';
import type { Stack } from './running-parts.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm and the terminal may both pass on one Ctrl-C: what comes this soon is the same one. */
const SAME_SIGNAL_MS = 1_000;
const PARENT_CHECK_EVERY_MS = 500;

/**
 * Waits for Ctrl-C (or SIGTERM, SIGHUP, the end of those that started us), then stops the stack in order. A second
 * Ctrl-C kills what still runs.
 *
 * @param startedBy noted before the stack was started: whoever ends meanwhile could not be told afterwards
 */
export async function untilStopped(
  stack: Stack,
  report: (line: string) => void,
  startedBy: readonly ProcessIdentity[] = [],
): Promise<void> {
  const asked = await new Promise<{ readonly why: string; readonly atMs: number }>((resolve) => {
    const ask = (why: string) => {
      clearInterval(watch);
      resolve({ why, atMs: performance.now() });
    };
    const watch = setInterval(() => {
      if (!startedBy.every(isAlive)) ask('npm is gone');
    }, PARENT_CHECK_EVERY_MS);
    for (const signal of SIGNALS) process.once(signal, () => ask(signal));
  });
  const hurry = () => {
    if (performance.now() - asked.atMs < SAME_SIGNAL_MS) return;
    report('killing what still runs');
    stack.kill();
  };
  for (const signal of SIGNALS) process.on(signal, hurry);
  report(`${asked.why}: stopping everything, the API first (Ctrl-C again kills)`);
  await stack.stop();
  for (const signal of SIGNALS) process.off(signal, hurry);
  report('stopped');
}
