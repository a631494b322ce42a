import { setTimeout as delay } from 'node:timers/promises';
import { CliProblem, EXIT } from './exit-codes.js';

const PAUSE_MS = 50;
const PAUSE_MS_MAX = 1_000;

/**
 * Asks until there is an answer other than null.
 *
 * @throws CliProblem when the time is over first
 */
export async function waitFor<T>(what: string, timeoutMs: number, ask: () => Promise<T | null>): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (let pauseMs = PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, PAUSE_MS_MAX)) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() >= deadline)
      throw new CliProblem(
        EXIT.failed,
        `Waited ${timeoutMs / 1000} s in vain for ${what}: look into the worker's log.`,
      );
    await delay(pauseMs);
  }
}
