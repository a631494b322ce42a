import type { EmptyYear } from '../empty.workflow.js';
import type { BenchStack } from '../servers/bench-stack.js';
import { EMPTY_QUEUE } from '../servers/empty-worker.js';
import { commandsInMonth } from './line-life.js';
import { MONTH_MS, type Life } from './life.js';

const EMPTY_TYPE = 'emptyYear';
const EMPTY_UPDATE = 'empty';
const CALL_WITHIN_MS = 60_000;

/** A workflow that lives a year of nothing: the same client, the same updates in the same months. */
export function emptyLife({ client }: BenchStack, name: string, year: Pick<EmptyYear, 'months' | 'updates'>): Life {
  const workflowId = `bench-empty/${name}`;
  return {
    workflowId,
    open: async () => await startEmpty(client, workflowId, year),
    month: async (index) => {
      for (let update = 0; update < commandsInMonth(index); update += 1) await updateEmpty(client, workflowId);
    },
  };
}

export async function startEmpty(
  client: BenchStack['client'],
  workflowId: string,
  { months, updates }: Pick<EmptyYear, 'months' | 'updates'>,
): Promise<void> {
  const year: EmptyYear = { months, monthMs: MONTH_MS, updates, startedAt: null, nextMonth: 0 };
  await client.workflow.start(EMPTY_TYPE, { workflowId, taskQueue: EMPTY_QUEUE, args: [year] });
}

export async function updateEmpty(client: BenchStack['client'], workflowId: string): Promise<void> {
  await client.withDeadline(
    Date.now() + CALL_WITHIN_MS,
    async () => await client.workflow.getHandle(workflowId).executeUpdate(EMPTY_UPDATE),
  );
}
