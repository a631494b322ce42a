import type { Client } from '@temporalio/client';

/** What is billed: a start, a new run, an update, a signal, a timer, an activity, an upsert, the local activities of a task. */
const BILLED = [
  'workflowExecutionStarted',
  'workflowExecutionUpdateAccepted',
  'workflowExecutionSignaled',
  'timerStarted',
  'activityTaskScheduled',
  'upsertWorkflowSearchAttributes',
] as const;

export interface Counted {
  readonly actions: number;
  readonly events: number;
  /** How often each kind of event occurs. */
  readonly byKind: Readonly<Record<string, number>>;
}

/**
 * Counts the billable actions of a chain of runs from its history; the clock's own moves do not count, and retries of
 * activities leave no event.
 */
export async function countActions(client: Client, workflowId: string, runIds: readonly string[]): Promise<Counted> {
  const byKind: Record<string, number> = {};
  let events = 0;
  for (const runId of runIds) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const tasksWithLocals = new Set<string>();
    for (const event of history.events ?? []) {
      events += 1;
      const kind = kindOf(event as unknown as Readonly<Record<string, unknown>>);
      byKind[kind] = (byKind[kind] ?? 0) + 1;
      const task = event.markerRecordedEventAttributes?.workflowTaskCompletedEventId;
      if (task !== undefined && task !== null) tasksWithLocals.add(String(task));
    }
    byKind['localActivityTasks'] = (byKind['localActivityTasks'] ?? 0) + tasksWithLocals.size;
  }
  const billed = BILLED.reduce((sum, kind) => sum + (byKind[kind] ?? 0), 0);
  return { actions: billed + (byKind['localActivityTasks'] ?? 0), events, byKind };
}

function kindOf(event: Readonly<Record<string, unknown>>): string {
  const suffix = 'EventAttributes';
  const member = Object.keys(event).find((key) => key.endsWith(suffix) && event[key] != null);
  return member?.slice(0, -suffix.length) ?? 'unknown';
}
