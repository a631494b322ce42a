import fc from 'fast-check';
import { ACTION_KINDS, addActions, countActions, NO_ACTIONS, totalActions } from './actions.js';
import { handedOverBytes, type HistoryEvent } from './histories.js';

const localActivity = (task: number): HistoryEvent => ({
  markerRecordedEventAttributes: { markerName: 'core_local_activity', workflowTaskCompletedEventId: task as never },
});

describe('countActions', () => {
  test.each<[string, HistoryEvent, string]>([
    ['a start', { workflowExecutionStartedEventAttributes: {} }, 'start'],
    ['an end by continue-as-new', { workflowExecutionContinuedAsNewEventAttributes: {} }, 'continueAsNew'],
    ['a signal', { workflowExecutionSignaledEventAttributes: {} }, 'signal'],
    ['an update', { workflowExecutionUpdateAcceptedEventAttributes: {} }, 'update'],
    ['a timer', { timerStartedEventAttributes: {} }, 'timer'],
    ['an activity', { activityTaskScheduledEventAttributes: {} }, 'activity'],
    ['a local activity', localActivity(4), 'localActivities'],
    ['an upsert', { upsertWorkflowSearchAttributesEventAttributes: {} }, 'attributeUpsert'],
  ])('%s is one action', (_name, event, kind) => {
    expect(countActions([event])).toEqual({ ...NO_ACTIONS, [kind]: 1 });
  });

  test.each<[string, HistoryEvent]>([
    ['the start of a later run', { workflowExecutionStartedEventAttributes: { continuedExecutionRunId: 'run_1' } }],
    ['a workflow task', { workflowTaskCompletedEventAttributes: {} }],
    ['the end of a timer', { timerFiredEventAttributes: {} }],
    ['a canceled timer', { timerCanceledEventAttributes: {} }],
    ['an activity that started at once', { activityTaskStartedEventAttributes: { attempt: 1 } }],
    ['an answered update', { workflowExecutionUpdateCompletedEventAttributes: {} }],
    ['another marker', { markerRecordedEventAttributes: { markerName: 'core_patch' } }],
    ['a jump of the sandbox clock', { workflowExecutionOptionsUpdatedEventAttributes: {} }],
  ])('%s is none', (_name, event) => {
    expect(totalActions(countActions([event]))).toBe(0);
  });

  test('local activities of one task are one action together, those of two tasks are two', () => {
    expect(countActions([localActivity(4), localActivity(4), localActivity(9)]).localActivities).toBe(2);
  });

  test('each retry is one action: a third attempt means two of them', () => {
    const scheduled = { activityTaskScheduledEventAttributes: {} };
    const started = { activityTaskStartedEventAttributes: { attempt: 3 } };
    expect(countActions([scheduled, started])).toEqual({ ...NO_ACTIONS, activity: 1, activityRetry: 2 });
  });

  test('a line as in temporal.md, section 2: a command is update, flush and a timer, 3 actions', () => {
    const command: HistoryEvent[] = [
      { workflowTaskCompletedEventAttributes: {} },
      { workflowExecutionUpdateAcceptedEventAttributes: {} },
      localActivity(7),
      { timerCanceledEventAttributes: {} },
      { timerStartedEventAttributes: {} },
      { workflowExecutionUpdateCompletedEventAttributes: {} },
    ];
    expect(totalActions(countActions(command))).toBe(3);
  });
});

test('actions of runs add up', () => {
  const actions = fc.record(Object.fromEntries(ACTION_KINDS.map((kind) => [kind, fc.nat(1_000)])));
  fc.assert(
    fc.property(actions, actions, (one, other) => {
      const a = { ...NO_ACTIONS, ...one };
      const b = { ...NO_ACTIONS, ...other };
      expect(totalActions(addActions(a, b))).toBe(totalActions(a) + totalActions(b));
    }),
  );
});

describe('handedOverBytes', () => {
  const bytes = (length: number) => ({ data: new Uint8Array(length) });

  test('sums the payloads of the last event', () => {
    const input = { payloads: [bytes(10), bytes(5)] };
    expect(handedOverBytes([{}, { workflowExecutionContinuedAsNewEventAttributes: { input } }])).toBe(15);
  });

  test('a run that goes on handed nothing over', () => {
    expect(handedOverBytes([{ workflowTaskCompletedEventAttributes: {} }])).toBeNull();
  });
});
