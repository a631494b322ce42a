import { cost, rate, type Figure, type Part } from '../report/figure.js';
import { mean, median } from '../report/statistics.js';
import { readable } from '../report/table.js';
import type { CpuSeconds } from '../servers/cpu-time.js';
import { ACTION_KINDS, totalActions } from './actions.js';
import type { YearRecord } from './year-record.js';

const RATIO_MIN = 0.5;
const ACTIONS_MAX = 120;

/** One round of line-years, or of empty years. */
export interface Round {
  readonly perSecond: number;
  /** Of the whole round. */
  readonly cpu: CpuSeconds;
  readonly records: readonly YearRecord[];
  /** What the server itself counted; null without its metrics. */
  readonly serverActions: ReadonlyMap<string, number> | null;
}

export interface Rounds {
  readonly ours: readonly Round[];
  readonly empty: readonly Round[];
  /** Empty years with all activities on the workflow's own queue. */
  readonly near: readonly Round[];
}

/** What the rounds found, as a table and its notes. */
export function lineYearPart({ ours, empty, near }: Rounds, atOnce: number): Part {
  return {
    title: `(b) line-years on the embedded stack, ${atOnce} at once`,
    baseline: 'an empty workflow with as many timers, activities (of each queue), updates and continue-as-news',
    figures: figuresOf(ours, empty),
    notes: [
      `ratio of lines per second by round: ${ours.map((round, index) => ratioText(round, empty[index])).join(', ')}`,
      `ratio with all activities of the empty year on its own queue: ${speedRatio(ours, near).toFixed(2)}`,
      `actions of a line-year: ${actionText(ours)}`,
      `actions of an empty year: ${actionText(empty)}`,
      `counted by the server for a line-year: ${serverText(ours)}`,
      `CPU of a line-year: ${cpuText(ours)}`,
      `CPU of an empty year: ${cpuText(empty)}`,
    ],
  };
}

function figuresOf(ours: readonly Round[], empty: readonly Round[]): readonly Figure[] {
  const perYear = (rounds: readonly Round[], of: (record: YearRecord) => number) => mean(recordsOf(rounds).map(of));
  const both = (of: (record: YearRecord) => number) => ({ value: perYear(ours, of), baseline: perYear(empty, of) });
  const speed = { value: speedOf(ours), baseline: speedOf(empty) };
  const stateBytes = Math.max(0, ...recordsOf(ours).flatMap((record) => record.stateBytes));
  return [
    rate({ name: 'lines', unit: '/s', ...speed, goal: { of: 'ratio', kind: 'AT_LEAST', bound: RATIO_MIN } }),
    cost({
      name: 'billable actions of a line-year',
      unit: '',
      ...both(({ actions }) => totalActions(actions)),
      goal: { of: 'value', kind: 'AT_MOST', bound: ACTIONS_MAX },
    }),
    cost({ name: 'CPU time of all processes', unit: 'ms', value: cpuOfYear(ours), baseline: cpuOfYear(empty) }),
    cost({ name: 'history events', unit: '', ...both(({ events }) => events) }),
    cost({ name: 'workflow tasks', unit: '', ...both(({ workflowTasks }) => workflowTasks) }),
    cost({ name: 'runs', unit: '', ...both(({ runs }) => runs) }),
    cost({ name: 'state over continue-as-new, largest', unit: 'bytes', value: stateBytes }),
  ];
}

const speedOf = (rounds: readonly Round[]): number => median(rounds.map((round) => round.perSecond));

const speedRatio = (ours: readonly Round[], empty: readonly Round[]): number => speedOf(ours) / speedOf(empty);

const ratioText = (ours: Round, empty: Round | undefined): string =>
  empty === undefined ? 'none' : (ours.perSecond / empty.perSecond).toFixed(2);

const recordsOf = (rounds: readonly Round[]): readonly YearRecord[] => rounds.flatMap(({ records }) => records);

function actionText(rounds: readonly Round[]): string {
  const records = recordsOf(rounds);
  const perKind = ACTION_KINDS.map((kind) => [kind, mean(records.map(({ actions }) => actions[kind]))] as const);
  const shown = perKind.filter(([, count]) => count > 0).map(([kind, count]) => `${kind} ${readable(count)}`);
  return shown.join(', ');
}

function serverText(rounds: readonly Round[]): string {
  const years = recordsOf(rounds).length;
  const sums = new Map<string, number>();
  for (const { serverActions } of rounds) {
    if (serverActions === null) return 'its metrics are not available';
    for (const [type, count] of serverActions) sums.set(type, (sums.get(type) ?? 0) + count);
  }
  const total = [...sums.values()].reduce((sum, count) => sum + count, 0);
  const perType = [...sums].sort(([, a], [, b]) => b - a).map(([type, count]) => `${type} ${readable(count / years)}`);
  return `${readable(total / years)} (${perType.join(', ')})`;
}

function cpuOfYear(rounds: readonly Round[]): number {
  const seconds = rounds.flatMap(({ cpu }) => Object.values(cpu)).reduce((sum, each) => sum + each, 0);
  return (seconds * 1_000) / recordsOf(rounds).length;
}

/** Milliseconds of a year in each process. */
function cpuText(rounds: readonly Round[]): string {
  const years = recordsOf(rounds).length;
  const names = Object.keys(rounds[0]?.cpu ?? {});
  return names
    .map((name) => {
      const seconds = rounds.reduce((sum, { cpu }) => sum + (cpu[name] ?? 0), 0);
      return `${name} ${readable(Math.round((seconds * 1_000) / years))} ms`;
    })
    .join(', ');
}
