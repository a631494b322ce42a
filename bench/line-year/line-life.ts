import { queryStatus } from '../../workflows/credit-line/client.js';
import { lineWorkflowId } from '../../workflows/credit-line/ids.js';
import { autopayFrom, benchLine, command, drawOf, openBenchLine, purchaseOf } from '../lines/bench-line.js';
import type { BenchStack } from '../servers/bench-stack.js';
import { MONTHS, type Life } from './life.js';

const PURCHASE_MINOR = 30_000;
const PLAN_MINOR = 480_000;
const PLAN_PERIODS = 12;

/** Commands in a month, 0 to 11: in the first one the mandate and the plan beside the purchase. */
export const commandsInMonth = (index: number): number => (index === 0 ? 3 : 1);

/** A line that buys once a month by one update, draws a 12-month plan in its first month, and pays by autopay. */
export function lineLife(bench: BenchStack, nr: number): Life {
  const line = benchLine(nr);
  const { lineId, accountRef } = line;
  return {
    workflowId: lineWorkflowId(lineId),
    open: async () => {
      await openBenchLine(bench, nr);
    },
    month: async (index) => {
      if (index === 0) {
        await command(bench, line, 'autopay', autopayFrom(accountRef));
        await command(bench, line, 'plan', drawOf(accountRef, PLAN_MINOR, PLAN_PERIODS));
      }
      await command(bench, line, `purchase${index}`, purchaseOf(`order_${index}`, PURCHASE_MINOR));
    },
  };
}

/** @throws Error when the line did not live what is measured: 12 statements, all paid in time by autopay */
export async function checkLineLife({ client }: BenchStack, nr: number): Promise<void> {
  const { lineId } = benchLine(nr);
  const { line, halt, pendingIntents } = await queryStatus(client, lineId);
  const { statementCount, daysPastDue, billedMinor, status } = line;
  const isAsMeant =
    statementCount === MONTHS && daysPastDue === 0 && billedMinor === 0 && halt === null && pendingIntents.length === 0;
  if (isAsMeant && status === 'ACTIVE') return;
  const seen = { statementCount, daysPastDue, billedMinor, status, halt, pending: pendingIntents.length };
  throw new Error(`${lineId} did not live the year that is measured: ${JSON.stringify(seen)}`);
}
