import type { HistoryEvent } from './histories.js';

/** Kinds of billable actions, one action each. */
export const ACTION_KINDS = [
  'start',
  'continueAsNew',
  'signal',
  'update',
  'query',
  'timer',
  'activity',
  'activityRetry',
  'localActivities',
  'attributeUpsert',
] as const;

export type ActionKind = (typeof ACTION_KINDS)[number];
export type Actions = Readonly<Record<ActionKind, number>>;

const LOCAL_ACTIVITY_MARKER = 'core_local_activity';

/**
 * Billable actions of one run's history. The local activities that one workflow task brought are one action together;
 * an activity's later attempts count one each. Queries leave no event: the caller adds those it made. A canceled timer
 * was an action all the same.
 *
 * @see temporal.md, section 11
 */
export function countActions(events: readonly HistoryEvent[]): Actions {
  const counts: Record<ActionKind, number> = { ...NO_ACTIONS };
  const tasksWithLocals = new Set<string>();
  for (const event of events) {
    const local = localActivityTask(event);
    if (local !== null) tasksWithLocals.add(local);
    const kind = kindOf(event);
    if (kind !== null) counts[kind] += 1;
    // Only the last attempt's start is written; its number tells of the ones before.
    counts.activityRetry += Math.max(0, (event.activityTaskStartedEventAttributes?.attempt ?? 1) - 1);
  }
  counts.localActivities = tasksWithLocals.size;
  return counts;
}

export const NO_ACTIONS: Actions = {
  start: 0,
  continueAsNew: 0,
  signal: 0,
  update: 0,
  query: 0,
  timer: 0,
  activity: 0,
  activityRetry: 0,
  localActivities: 0,
  attributeUpsert: 0,
};

export function addActions(one: Actions, other: Actions): Actions {
  const sum: Record<ActionKind, number> = { ...one };
  for (const kind of ACTION_KINDS) sum[kind] += other[kind];
  return sum;
}

export const totalActions = (actions: Actions): number =>
  ACTION_KINDS.reduce((total, kind) => total + actions[kind], 0);

function kindOf(event: HistoryEvent): ActionKind | null {
  if (event.workflowExecutionStartedEventAttributes)
    return event.workflowExecutionStartedEventAttributes.continuedExecutionRunId ? null : 'start';
  if (event.workflowExecutionContinuedAsNewEventAttributes) return 'continueAsNew';
  if (event.workflowExecutionSignaledEventAttributes) return 'signal';
  if (event.workflowExecutionUpdateAcceptedEventAttributes) return 'update';
  if (event.timerStartedEventAttributes) return 'timer';
  if (event.activityTaskScheduledEventAttributes) return 'activity';
  if (event.upsertWorkflowSearchAttributesEventAttributes) return 'attributeUpsert';
  return null;
}

/** The workflow task that recorded a local activity; null for any other event. */
function localActivityTask({ markerRecordedEventAttributes: marker }: HistoryEvent): string | null {
  if (marker?.markerName !== LOCAL_ACTIVITY_MARKER) return null;
  return String(marker.workflowTaskCompletedEventId);
}
