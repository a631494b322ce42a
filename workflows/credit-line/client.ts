import type { Client, WorkflowHandle } from '@temporalio/client';
import { hashOf } from '../../domain/ledger/journal.js';
import type { LineCommand } from '../../domain/line/commands.js';
import type { OpenLine } from '../../domain/line/engine.js';
import type { Preview } from '../../domain/line/preview.js';
import type { Result } from '../../domain/line/refusals.js';
import type { QuoteRequest } from '../../domain/line/settlement-quote.js';
import type { SettlementQuote } from '../../domain/line/views.js';
import { TASK_QUEUES } from '../task-queues.js';
import { openingAttributes } from './attribute-keys.js';
import { lineWorkflowId } from './ids.js';
import {
  CREDIT_LINE_TYPE,
  explainQuery,
  lineUpdates,
  nudgeSignal,
  positionQuery,
  previewQuery,
  quoteSettlementQuery,
  resumeUpdate,
  snapshotQuery,
  statusQuery,
} from './messages.js';
import type {
  CommandEnvelope,
  CommandReply,
  CreditLineInput,
  LineExplanation,
  LinePosition,
  LineSnapshot,
  LineStatusView,
  ResumeReply,
} from './messages.js';

/*
 * A line, as a client of the server speaks to it. A call without an answer by its deadline throws what the SDK throws:
 * for a command that means *unknown*, so send the same envelope again. A closed or unknown line is WorkflowNotFoundError.
 */

/** Epoch ms of the wall clock: no call waits without end. */
type DeadlineMs = number;

const READ_TIMEOUT_MS = 5_000;
/** Fewer characters tell two bodies of one key apart; all of them would only lengthen each history. */
const BODY_HASH_CHARACTERS = 16;

const handleOf = (client: Client, lineId: string): WorkflowHandle => client.workflow.getHandle(lineWorkflowId(lineId));

async function read<T>(client: Client, call: () => Promise<T>): Promise<T> {
  return await client.withDeadline(Date.now() + READ_TIMEOUT_MS, call);
}

/**
 * Starts a line; a repeat finds it.
 *
 * @throws WorkflowExecutionAlreadyStartedError when the line was opened before and has been closed since
 */
export async function startLine(client: Client, open: OpenLine, deadlineMs: DeadlineMs): Promise<void> {
  const args: [CreditLineInput] = [{ open }];
  await client.withDeadline(deadlineMs, async () => {
    await client.workflow.start(CREDIT_LINE_TYPE, {
      workflowId: lineWorkflowId(open.lineId),
      taskQueue: TASK_QUEUES.lines,
      args,
      typedSearchAttributes: openingAttributes(open.terms.lenderId),
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  });
}

/**
 * Has a command carried out, once for each `commandId`.
 *
 * @returns what was decided, when its entries are stored
 * @throws WorkflowUpdateFailedError whose cause is an ApplicationFailure of a LineRefusal's type
 */
export async function sendCommand(
  client: Client,
  lineId: string,
  envelope: CommandEnvelope,
  deadlineMs: DeadlineMs,
): Promise<CommandReply> {
  // The server answers a known update id without asking the line: another body must reach the line to be refused.
  const updateId = `${envelope.commandId}:${hashOf(envelope.body).slice(0, BODY_HASH_CHARACTERS)}`;
  const update = lineUpdates[envelope.command.type];
  return await client.withDeadline(
    deadlineMs,
    async () => await handleOf(client, lineId).executeUpdate(update, { args: [envelope], updateId }),
  );
}

/** Asks a halted line to check itself again; refused as `line-halted` while it still disagrees. */
export async function resumeLine(
  client: Client,
  lineId: string,
  commandId: string,
  deadlineMs: DeadlineMs,
): Promise<ResumeReply> {
  return await client.withDeadline(
    deadlineMs,
    async () =>
      await handleOf(client, lineId).executeUpdate(resumeUpdate, { args: [{ commandId }], updateId: commandId }),
  );
}

/** Wakes the line, so that it sees what has changed around it, such as a new build. */
export async function nudgeLine(client: Client, lineId: string): Promise<void> {
  await read(client, async () => await handleOf(client, lineId).signal(nudgeSignal));
}

export async function queryStatus(client: Client, lineId: string): Promise<LineStatusView> {
  return await read(client, async () => await handleOf(client, lineId).query(statusQuery));
}

export async function queryExplanation(client: Client, lineId: string): Promise<LineExplanation> {
  return await read(client, async () => await handleOf(client, lineId).query(explainQuery));
}

/** @param atMs the line's clock */
export async function queryPosition(client: Client, lineId: string, atMs: number): Promise<LinePosition> {
  return await read(client, async () => await handleOf(client, lineId).query(positionQuery, { atMs }));
}

/** What the command would do now; nothing changes. @param atMs the line's clock */
export async function previewCommand(
  client: Client,
  lineId: string,
  command: LineCommand,
  atMs: number,
): Promise<Result<Preview>> {
  return await read(client, async () => await handleOf(client, lineId).query(previewQuery, { command, atMs }));
}

/** @param atMs the line's clock */
export async function querySettlementQuote(
  client: Client,
  lineId: string,
  request: QuoteRequest,
  atMs: number,
): Promise<Result<SettlementQuote>> {
  return await read(client, async () => await handleOf(client, lineId).query(quoteSettlementQuery, { request, atMs }));
}

/** The whole state, for `verify`. */
export async function querySnapshot(client: Client, lineId: string): Promise<LineSnapshot> {
  return await read(client, async () => await handleOf(client, lineId).query(snapshotQuery));
}
