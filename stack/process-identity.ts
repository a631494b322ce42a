import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that cannot be taken for a later one that got the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the words of the system; compared, never parsed. */
  readonly stamp: string;
}

/** Fields 3 and 22 of /proc/PID/stat; the command name before them may hold spaces and brackets. */
function linuxStamp(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null; // dead, only not yet collected
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
    return `${boot}-${fields[19] ?? ''}`;
  } catch {
    return null;
  }
}

function psStamp(pid: number): string | null {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
    return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
  } catch {
    return null;
  }
}

/** @returns null when no such process lives */
export function identify(pid: number): ProcessIdentity | null {
  const stamp = process.platform === 'linux' ? linuxStamp(pid) : psStamp(pid);
  return stamp === null ? null : { pid, stamp };
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.stamp === identity.stamp;
}

/** Its parent's number and the name of its program. */
function originOf(pid: number): { readonly parentPid: number; readonly command: string } | null {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8'); // PID (NAME) STATE PARENT …
      const nameEnd = stat.lastIndexOf(')');
      return {
        parentPid: Number(stat.slice(nameEnd + 4).split(' ')[0]),
        command: stat.slice(stat.indexOf('(') + 1, nameEnd),
      };
    }
    const line = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
    const [parentPid = '', command = ''] = line.split(/\s+/, 2);
    return { parentPid: Number(parentPid), command };
  } catch {
    return null;
  }
}

const isShell = (command: string): boolean => /(^|\/|-)(sh|dash|bash|ash|zsh)$/.test(command);

/** Who started this process: its parent, and the parent's parent where the parent is only a shell in between. */
export function starters(): readonly ProcessIdentity[] {
  const parent = identify(process.ppid);
  if (parent === null) return [];
  const origin = originOf(parent.pid);
  const grandparent = origin !== null && isShell(origin.command) ? identify(origin.parentPid) : null;
  return grandparent === null ? [parent] : [parent, grandparent];
}

/** Sends a signal if it is still that process; false when it is gone. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch {
    return false;
  }
}
