/**
 * Loaded before each of the stack's own Node processes (`node --import`): the stack holds an IPC channel to them, which
 * the system closes however the stack ends. SIGTERM first, so that the process can finish what it has in hand.
 */
import { isMainThread } from 'node:worker_threads';

const GRACE_MS = 5_000;

if (isMainThread && process.channel) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref(); // the channel alone keeps no process alive
}
