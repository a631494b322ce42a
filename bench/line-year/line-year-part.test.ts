import { NO_ACTIONS } from './actions.js';
import { lineYearPart, type Round } from './line-year-part.js';

const round = (perSecond: number, timers: number, serverActions: Round['serverActions']): Round => ({
  perSecond,
  cpu: { worker: 2, store: 1 },
  serverActions,
  records: [1, 2].map((runs) => ({
    runs,
    events: 100 * runs,
    workflowTasks: 10,
    timersFired: timers,
    remoteActivities: 0,
    actions: { ...NO_ACTIONS, start: 1, timer: timers },
    stateBytes: [1_000 * runs, 500],
  })),
});

const ours = [
  round(1, 119, new Map([['timer', 238]])),
  round(3, 119, new Map([['timer', 242]])),
  round(2, 119, new Map()),
];
const empty = [round(4, 110, null), round(4, 110, null), round(5, 110, null)];

describe('the part of the line-years', () => {
  const part = lineYearPart({ ours, empty, near: empty }, 12);
  const named = (name: string) => part.figures.find((figure) => figure.name === name);

  test('compares the medians of the rounds, with the goal of half the speed', () => {
    expect(named('lines')).toMatchObject({ value: 2, baseline: 4, ratio: 0.5, goal: { of: 'ratio', bound: 0.5 } });
  });

  test('counts actions for one year, with the goal of 120', () => {
    expect(named('billable actions of a line-year')).toMatchObject({ value: 120, baseline: 111, goal: { bound: 120 } });
  });

  test('shows the largest state and the mean of the events', () => {
    expect(named('state over continue-as-new, largest')).toMatchObject({ value: 2_000, baseline: null });
    expect(named('history events')).toMatchObject({ value: 150 });
  });

  test('sums the processes: 3 s of two years are 1,500 ms of one', () => {
    expect(named('CPU time of all processes')).toMatchObject({ value: 1_500, baseline: 1_500, ratio: 1 });
  });

  test('names what the server counted, for one year, and the ratio of each round', () => {
    expect(part.notes).toContain('counted by the server for a line-year: 80 (timer 80)');
    expect(part.notes).toContain('ratio of lines per second by round: 0.25, 0.75, 0.40');
    expect(part.notes).toContain('ratio with all activities of the empty year on its own queue: 0.50');
  });

  test('says so when the server counts nothing', () => {
    expect(lineYearPart({ ours: empty, empty, near: empty }, 12).notes).toContain(
      'counted by the server for a line-year: its metrics are not available',
    );
  });
});
