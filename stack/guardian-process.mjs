/**
 * Ends processes whose parent died. The parent holds the other end of our standard input, which the system closes
 * however the parent ends, also with kill -9. Lines in: `watch PID STAMP`, `forget PID`. Plain Node, no dependency.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

const GRACE_MS = 5_000;
const POLL_EVERY_MS = 50;
const watched = new Map();

/** The same text as in process-identity.ts: a number alone may belong to another process by now. */
function stampOf(pid) {
  try {
    if (process.platform !== 'linux') {
      const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
        encoding: 'utf8',
        stdio: 'pipe',
      }).trim();
      return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)}-${fields[19]}`;
  } catch {
    return null;
  }
}

function send(signal) {
  for (const [pid, stamp] of watched) {
    if (stampOf(pid) !== stamp) watched.delete(pid);
    else
      try {
        process.kill(pid, signal);
      } catch {
        watched.delete(pid);
      }
  }
}

function endAll() {
  send('SIGTERM');
  const startedAt = performance.now();
  const poll = setInterval(() => {
    for (const [pid, stamp] of watched) if (stampOf(pid) !== stamp) watched.delete(pid);
    if (watched.size > 0 && performance.now() - startedAt < GRACE_MS) return;
    clearInterval(poll);
    send('SIGKILL');
  }, POLL_EVERY_MS);
}

// A terminal's Ctrl-C goes to the whole group: the parent stops in order, and closes our input when it is done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [verb, pid, ...stamp] = line.split(' ');
    if (verb === 'watch') watched.set(Number(pid), stamp.join(' '));
    if (verb === 'forget') watched.delete(Number(pid));
  })
  .on('close', endAll);
