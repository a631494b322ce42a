import type { BenchStack } from '../servers/bench-stack.js';
import { addActions, countActions, NO_ACTIONS, type Actions } from './actions.js';
import type { YearCounts } from './empty-year-of.js';
import { handedOverBytes, historiesOf, type HistoryEvent } from './histories.js';

/** What the histories of one workflow's whole year say. */
export interface YearRecord {
  readonly runs: number;
  readonly events: number;
  readonly workflowTasks: number;
  readonly timersFired: number;
  readonly actions: Actions;
  /** Activities on another queue than the workflow's: the server cannot hand them out with the task that scheduled them. */
  readonly remoteActivities: number;
  /** Bytes that each run handed to the next. */
  readonly stateBytes: readonly number[];
}

/** Reads all runs of a workflow. */
export async function recordOf({ client }: BenchStack, workflowId: string): Promise<YearRecord> {
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  const firstRunId = raw.workflowExecutionInfo?.firstRunId ?? '';
  const runs = await historiesOf(client, workflowId, firstRunId);
  const events = runs.flat();
  return {
    runs: runs.length,
    events: events.length,
    workflowTasks: count(events, 'workflowTaskCompletedEventAttributes'),
    timersFired: count(events, 'timerFiredEventAttributes'),
    actions: runs.map(countActions).reduce(addActions, NO_ACTIONS),
    remoteActivities: runs.reduce((sum, run) => sum + remoteActivities(run), 0),
    stateBytes: runs.flatMap((run) => handedOverBytes(run) ?? []),
  };
}

/** The same year for an empty workflow: the average of these lines, in whole numbers. */
export function countsOf(records: readonly YearRecord[]): YearCounts {
  const average = (of: (record: YearRecord) => number) =>
    Math.round(records.reduce((sum, record) => sum + of(record), 0) / records.length);
  return {
    timersStarted: average(({ actions }) => actions.timer),
    timersFired: average(({ timersFired }) => timersFired),
    activities: average(({ actions, remoteActivities: remotes }) => actions.activity - remotes),
    remotes: average(({ remoteActivities: remotes }) => remotes),
    locals: average(({ actions }) => actions.localActivities),
    continueAsNews: average(({ actions }) => actions.continueAsNew),
    updates: average(({ actions }) => actions.update),
  };
}

function remoteActivities(run: readonly HistoryEvent[]): number {
  const own = run[0]?.workflowExecutionStartedEventAttributes?.taskQueue?.name;
  return run.filter(({ activityTaskScheduledEventAttributes: scheduled }) => {
    return scheduled && scheduled.taskQueue?.name !== own;
  }).length;
}

function count(events: readonly HistoryEvent[], attributes: keyof HistoryEvent): number {
  return events.filter((event) => event[attributes]).length;
}
