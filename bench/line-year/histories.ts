import type { Client, WorkflowHandle } from '@temporalio/client';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
export type HistoryEvent = NonNullable<History['events']>[number];

/** The events of every run of a workflow, first run first. */
export async function historiesOf(
  client: Client,
  workflowId: string,
  firstRunId: string,
): Promise<readonly (readonly HistoryEvent[])[]> {
  const runs: (readonly HistoryEvent[])[] = [];
  for (let runId: string | null = firstRunId; runId !== null;) {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    runs.push(events ?? []);
    runId = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? null;
  }
  return runs;
}

/** Bytes that a run handed to the next one; null for a run that did not continue as new. */
export function handedOverBytes(events: readonly HistoryEvent[]): number | null {
  const handedOver = events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes;
  if (!handedOver) return null;
  const payloads = handedOver.input?.payloads ?? [];
  return payloads.reduce((bytes, payload) => bytes + (payload.data?.length ?? 0), 0);
}
