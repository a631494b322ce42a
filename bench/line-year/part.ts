import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from '../report/figure.js';
import { readable } from '../report/table.js';
import { storeCustomer } from '../lines/bench-line.js';
import type { BenchStack } from '../servers/bench-stack.js';
import { cpuBetween, cpuTimes } from '../servers/cpu-time.js';
import type { EmptyYear } from '../empty.workflow.js';
import { emptyLife } from './empty-life.js';
import { assertComparable, emptyYearOf, nearYearOf } from './empty-year-of.js';
import { liveAll, MONTHS, type Life } from './life.js';
import { lineYearPart, type Round } from './line-year-part.js';
import { checkLineLife, lineLife } from './line-life.js';
import { actionsBetween, serverActions } from './server-actions.js';
import { countsOf, recordOf, type YearRecord } from './year-record.js';

const ROUNDS = 3;
/** The server's metrics page shows what was counted up to about a second ago. */
const METRICS_DELAY_MS = 2_500;

export interface LineYearOptions {
  /** Lines in each round. */
  readonly lines: number;
  /** Lines that live at the same time. */
  readonly atOnce: number;
  readonly report: (line: string) => void;
}

/** (b) Line-years on the whole stack, against the same timers, activities, updates and continue-as-news of nothing. */
export async function measureLineYear(bench: BenchStack, options: LineYearOptions): Promise<Part> {
  const { lines, atOnce, report } = options;
  report(`line-years: ${atOnce} to warm up, then ${ROUNDS} rounds of ${lines}, ${atOnce} at once`);
  // Lives that nobody times warm everything up, and tell what the empty year has to hold.
  const warmUp = await lineRound(bench, numbers(lines * ROUNDS, atOnce), atOnce);
  const counts = countsOf(warmUp.records);
  const year = emptyYearOf(counts, MONTHS);
  const emptyWarmUp = await emptyRound(bench, { name: 'warm-up', count: atOnce, atOnce, year });
  assertComparable(counts, countsOf(emptyWarmUp.records));
  const nearYear = nearYearOf(counts, MONTHS);

  const ours: Round[] = [];
  const empty: Round[] = [];
  const near: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const baseline = await emptyRound(bench, { name: `round-${round}`, count: lines, atOnce, year });
    const lived = await lineRound(bench, numbers(lines * round, lines), atOnce);
    near.push(await emptyRound(bench, { name: `near-${round}`, count: lines, atOnce, year: nearYear }));
    empty.push(baseline);
    ours.push(lived);
    const speeds = `${readable(lived.perSecond)} lines/s, empty ${readable(baseline.perSecond)}`;
    report(`line-years: round ${round + 1} of ${ROUNDS}: ${speeds}`);
  }
  return lineYearPart({ ours, empty, near }, atOnce);
}

async function lineRound(bench: BenchStack, nrs: readonly number[], atOnce: number): Promise<Round> {
  for (const nr of nrs) await storeCustomer(bench, nr);
  const lives = nrs.map((nr) => lineLife(bench, nr));
  const round = await timedRound(bench, lives, atOnce);
  for (const nr of nrs) await checkLineLife(bench, nr);
  return round;
}

interface EmptyRound {
  readonly name: string;
  readonly count: number;
  readonly atOnce: number;
  readonly year: Pick<EmptyYear, 'months' | 'updates'>;
}

async function emptyRound(bench: BenchStack, { name, count, atOnce, year }: EmptyRound): Promise<Round> {
  const lives = numbers(0, count).map((nr) => emptyLife(bench, `${name}/${nr}`, year));
  return await timedRound(bench, lives, atOnce);
}

async function timedRound(bench: BenchStack, lives: readonly Life[], atOnce: number): Promise<Round> {
  const { metricsUrl } = bench.stack.describe().temporal;
  const actionsBefore = await serverActions(metricsUrl);
  const cpuBefore = await cpuTimes(bench);
  const seconds = await liveAll(bench, lives, atOnce);
  const cpu = cpuBetween(cpuBefore, await cpuTimes(bench));
  await pause(METRICS_DELAY_MS);
  const actionsAfter = await serverActions(metricsUrl);
  const records: YearRecord[] = [];
  for (const { workflowId } of lives) records.push(await recordOf(bench, workflowId));
  return {
    perSecond: lives.length / seconds,
    cpu,
    records,
    serverActions: actionsBefore && actionsAfter && actionsBetween(actionsBefore, actionsAfter),
  };
}

const numbers = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, nr) => from + nr);
