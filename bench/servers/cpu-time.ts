import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { BenchStack } from './bench-stack.js';

const run = promisify(execFile);

/** Names the processes of a benchmark; `client` is this one. */
export type CpuSeconds = Readonly<Record<string, number>>;

/** CPU time that each process has used so far, seconds. */
export async function cpuTimes({ stack, emptyWorker }: BenchStack): Promise<CpuSeconds> {
  const parts = ['temporal', 'store', 'sandbox', 'worker', 'api'] as const;
  const pids: readonly (readonly [string, number | undefined])[] = [
    ...parts.map((part) => [part, stack.processOf(part)?.pid] as const),
    ['empty worker', emptyWorker.pid],
    ['client', process.pid],
  ];
  const times = await Promise.all(
    pids.map(async ([name, pid]) => [name, pid === undefined ? 0 : await cpuSecondsOf(pid)] as const),
  );
  return Object.fromEntries(times);
}

export function cpuBetween(before: CpuSeconds, after: CpuSeconds): CpuSeconds {
  return Object.fromEntries(Object.entries(after).map(([name, seconds]) => [name, seconds - (before[name] ?? 0)]));
}

/** Of the clock that Linux counts a process's time in; the same on all its machines. */
const TICKS_PER_SECOND = 100;

/** To the hundredth where `/proc` is, otherwise what `ps` says, which may be whole seconds. */
async function cpuSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat !== null) return secondsOfStat(stat);
  const { stdout } = await run('ps', ['-o', 'time=', '-p', String(pid)]);
  return secondsOf(stdout.trim());
}

/** User and system time are the 14th and 15th field; the second one, a name in brackets, may hold anything. */
export function secondsOfStat(stat: string): number {
  const fromThird = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fromThird[11]) + Number(fromThird[12])) / TICKS_PER_SECOND;
}

/** `[[DD-]HH:]MM:SS`, with hundredths on some systems. */
export function secondsOf(time: string): number {
  const [days, clock] = time.includes('-') ? time.split('-') : ['0', time];
  const seconds = (clock ?? '').split(':').reduce((total, part) => total * 60 + Number(part), 0);
  return Number(days) * 86_400 + seconds;
}
