import { isAlive, signalProcess, type ProcessIdentity } from './process-identity.js';
import { readStackFile, removeRunningStack } from './running-stack.js';
import { waitUntil } from './wait.js';

const GRACE_MS = 10_000;
const KILL_MS = 5_000;

/**
 * Ends what a stack left behind that died without its guardian, so that ports and data folders are free.
 *
 * Each process is known by its number and the time it started: a stranger with the same number is left alone.
 *
 * @returns how many had to be ended
 */
export async function endLeftovers(homeDir: string): Promise<number> {
  const seen = readStackFile(homeDir);
  if (seen === null) return 0;
  const left = seen.services
    .map((service) => service.process)
    .filter((identity): identity is ProcessIdentity => identity !== null && isAlive(identity));
  for (const identity of left) signalProcess(identity, 'SIGTERM');
  const areGone = () => !left.some(isAlive);
  if (!(await waitUntil(areGone, GRACE_MS))) {
    for (const identity of left) signalProcess(identity, 'SIGKILL');
    await waitUntil(areGone, KILL_MS);
  }
  removeRunningStack(homeDir);
  return left.length;
}
