import { cost, type Figure, type Part } from '../report/figure.js';
import { quantile } from '../report/statistics.js';
import { benchLine, openBenchLine, storeCustomer, untilStored } from '../lines/bench-line.js';
import { startEmpty, updateEmpty } from '../line-year/empty-life.js';
import type { BenchStack } from '../servers/bench-stack.js';
import { apiClient, drawByApi } from './draw-by-api.js';

const SEQUENTIAL = 100;
const AT_ONCE = 8;
const CONCURRENT = 400;
const WARM_UP = 20;
/** A line with many agreements takes longer; this is about lines as they are. */
const CALLS_PER_WORKFLOW = 5;

/** One kind of request; `nr` counts its calls, so that each goes to a workflow that has seen few. */
type Call = (nr: number) => Promise<void>;

/** (c) How long a draw takes through the API, against a bare update of a workflow that does nothing. */
export async function measureDrawLatency(bench: BenchStack, report: (line: string) => void): Promise<Part> {
  const total = WARM_UP + SEQUENTIAL + CONCURRENT;
  const workflows = Math.ceil(total / CALLS_PER_WORKFLOW);
  report(`draws: opening ${workflows} lines`);
  for (let nr = 0; nr < workflows; nr += 1) await storeCustomer(bench, nr);
  for (let nr = 0; nr < workflows; nr += 1) await openBenchLine(bench, nr);
  for (let nr = 0; nr < workflows; nr += 1) await untilStored(bench, benchLine(nr));
  for (let nr = 0; nr < workflows; nr += 1)
    await startEmpty(bench.client, emptyId(nr), { months: [], updates: 'BARE' });

  const api = await apiClient(bench);
  const draw: Call = async (nr) => await drawByApi(api, benchLine(nr % workflows), nr);
  const update: Call = async (nr) => await updateEmpty(bench.client, emptyId(nr % workflows));

  report(`draws: ${SEQUENTIAL} one by one, ${CONCURRENT} with ${AT_ONCE} at once`);
  await timed([update, draw], range(0, WARM_UP), 1);
  const oneByOne = await timed([update, draw], range(WARM_UP, SEQUENTIAL), 1);
  const atOnce = await timed([update, draw], range(WARM_UP + SEQUENTIAL, CONCURRENT), AT_ONCE);
  return {
    title: '(c) latency of a draw through the API (api, worker and store in their own processes)',
    baseline: 'a bare update of an empty workflow on the same server',
    figures: [...figuresOf('one by one', oneByOne), ...figuresOf(`${AT_ONCE} at once`, atOnce)],
    notes: [],
  };
}

const emptyId = (nr: number): string => `bench-empty/update-${nr}`;
const range = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, nr) => from + nr);

/** Each kind of call on its own, one kind after the other. @returns for each kind the milliseconds of its calls */
async function timed(calls: readonly Call[], nrs: readonly number[], atOnce: number): Promise<readonly number[][]> {
  const times: number[][] = [];
  for (const call of calls) times.push(await timedCalls(call, nrs, atOnce));
  return times;
}

async function timedCalls(call: Call, nrs: readonly number[], atOnce: number): Promise<number[]> {
  const waiting = [...nrs];
  const times: number[] = [];
  const lane = async () => {
    for (let nr = waiting.shift(); nr !== undefined; nr = waiting.shift()) {
      const startedAt = performance.now();
      await call(nr);
      times.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return times;
}

function figuresOf(name: string, [updates = [], draws = []]: readonly number[][]): readonly Figure[] {
  return [0.5, 0.99].map((share) =>
    cost({
      name: `draw, ${name}, p${share * 100}`,
      unit: 'ms',
      value: quantile(draws, share),
      baseline: quantile(updates, share),
    }),
  );
}
