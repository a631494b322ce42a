import { setTimeout as pause } from 'node:timers/promises';
import { cost, type Part } from '../report/figure.js';
import { readable } from '../report/table.js';
import { command, openBenchLine, purchaseOf, storeCustomer } from '../lines/bench-line.js';
import { startEmpty, updateEmpty } from '../line-year/empty-life.js';
import type { BenchStack } from '../servers/bench-stack.js';
import { residentBytes } from '../servers/resident-memory.js';

/** Fewer than the workers keep in their caches, so that all stay there. */
const OPEN_WORKFLOWS = 300;
/** What the first workflows bring along (code, buffers, connections) is not theirs. */
const WARM_UP = 50;
const MEGABYTE = 1_024 * 1_024;
/** Until the garbage of the opening is gone; an idle heap shrinks by itself. */
const SETTLE_MS = 8_000;
const RESTART_WITHIN_MS = 120_000;
const RESTART_POLL_MS = 200;

/** Opens a workflow and sends it one update. */
type Open = (nr: number) => Promise<void>;

/** (d) What an open, cached line takes in the worker, against an empty workflow that has had one update too. */
export async function measureMemory(bench: BenchStack, report: (line: string) => void): Promise<Part> {
  const openLine: Open = async (nr) => {
    await storeCustomer(bench, nr);
    await command(bench, await openBenchLine(bench, nr), 'purchase', purchaseOf('order_1', 30_000));
  };
  const openEmpty: Open = async (nr) => {
    await startEmpty(bench.client, `bench-empty/open-${nr}`, { months: [], updates: 'BARE' });
    await updateEmpty(bench.client, `bench-empty/open-${nr}`);
  };
  const workerPid = await restartedWorker(bench);
  report(`memory: ${OPEN_WORKFLOWS} open lines and as many empty workflows`);
  const ours = await grown(workerPid, openLine);
  const empty = await grown(bench.emptyWorker.pid, openEmpty);
  const figure = (name: string, of: (growth: Growth) => number) =>
    cost({ name, unit: 'MB', value: of(ours) / MEGABYTE, baseline: of(empty) / MEGABYTE });
  return {
    title: `(d) memory of an open line in the worker, ${OPEN_WORKFLOWS} in the cache`,
    baseline: 'an empty workflow in the cache of a worker of its own',
    figures: [
      figure('one workflow', ({ beforeBytes, afterBytes }) => (afterBytes - beforeBytes) / OPEN_WORKFLOWS),
      figure('the process before', ({ beforeBytes }) => beforeBytes),
      figure('the process after', ({ afterBytes }) => afterBytes),
    ],
    notes: [
      `resident memory after ${WARM_UP} workflows to warm up, and ${readable(SETTLE_MS / 1_000)} s after the last one`,
    ],
  };
}

/**
 * The first worker of an installation has bundled its workflows, and its heap is so large that many lines could hide in
 * it; the next one finds the bundle in the archive. @returns its process id
 */
async function restartedWorker({ stack }: BenchStack): Promise<number> {
  const worker = () => stack.describe().services.find(({ name }) => name === 'worker');
  const firstPid = worker()?.process?.pid;
  if (firstPid === undefined) throw new Error('the worker is not running: look into its log');
  process.kill(firstPid, 'SIGTERM'); // the stack starts it again
  const giveUpAt = Date.now() + RESTART_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    const now = worker();
    if (now?.state === 'ready' && now.process !== null && now.process.pid !== firstPid) return now.process.pid;
    await pause(RESTART_POLL_MS);
  }
  throw new Error('the worker did not come back: look into its log');
}

interface Growth {
  readonly beforeBytes: number;
  readonly afterBytes: number;
}

async function grown(pid: number, open: Open): Promise<Growth> {
  for (let nr = 0; nr < WARM_UP; nr += 1) await open(nr);
  await pause(SETTLE_MS);
  const beforeBytes = await residentBytes(pid);
  for (let nr = WARM_UP; nr < WARM_UP + OPEN_WORKFLOWS; nr += 1) await open(nr);
  await pause(SETTLE_MS);
  return { beforeBytes, afterBytes: await residentBytes(pid) };
}
