import { advanceWorkflow } from '../../workflows/virtual-time.js';
import type { BenchStack } from '../servers/bench-stack.js';

export const MONTHS = 12;
const YEAR_MS = 365 * 86_400_000;
export const MONTH_MS = YEAR_MS / MONTHS;

/** One workflow that can live a year: a line, or the empty one. Both are driven by the same steps. */
export interface Life {
  readonly workflowId: string;
  /** Starts the workflow. */
  open(): Promise<void>;
  /** What its client does in a month, 0 to 11: updates, one after the other. */
  month(index: number): Promise<void>;
}

/** Lives one year in virtual time. */
export async function liveYear({ client }: Pick<BenchStack, 'client'>, life: Life): Promise<void> {
  await life.open();
  const openedAt = Date.now();
  for (let index = 0; index < MONTHS; index += 1) {
    if (index > 0) await advanceWorkflow(client, life.workflowId, openedAt + index * MONTH_MS);
    await life.month(index);
  }
  const end = await advanceWorkflow(client, life.workflowId, openedAt + YEAR_MS);
  if (end !== 'REACHED') throw new Error(`${life.workflowId} ended before its year did`);
}

/** Lives all of them, so many at once. @returns seconds */
export async function liveAll(bench: BenchStack, lives: readonly Life[], atOnce: number): Promise<number> {
  const waiting = [...lives];
  const startedAt = performance.now();
  const lane = async () => {
    for (let life = waiting.shift(); life !== undefined; life = waiting.shift()) await liveYear(bench, life);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return (performance.now() - startedAt) / 1_000;
}
