import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Json } from '../../domain/ledger/canonical-json.js';
import { FLAT, PAY_LATER, TERMS } from '../../domain/line/testing.js';
import type { LineCommand } from '../../domain/line/commands.js';
import type { OpenLine } from '../../domain/line/engine.js';
import { startTestWorker } from '../../worker/testing.js';
import type { TestWorker, TestWorkerOptions } from '../../worker/testing.js';
import { queryStatus, sendCommand, startLine } from '../../workflows/credit-line/client.js';
import { lineWorkflowId } from '../../workflows/credit-line/ids.js';
import type { CommandReply, LineRefusal, LineStatusView } from '../../workflows/credit-line/messages.js';
import { advanceWorkflow, workflowClock } from '../../workflows/virtual-time.js';
import { embeddedStack } from '../support/embedded-stack.js';

export const DAY_MS = 86_400_000;
const CALL_TIMEOUT_MS = 10_000;
const SEND_TIMEOUT_MS = 60_000;

export const buy = (orderId: string, amountMinor: number): LineCommand => ({
  type: 'authorize',
  orderId,
  merchantId: 'mer_1',
  amountMinor,
  currency: 'CNY',
  plan: PAY_LATER,
  periods: 1,
  capture: 'IMMEDIATE',
});

export const buyInInstallments = (orderId: string, amountMinor: number, periods: number): LineCommand =>
  ({
    ...buy(orderId, amountMinor),
    plan: FLAT,
    periods,
  }) as LineCommand;

export const AUTOPAY: LineCommand = { type: 'setAutopay', mandate: { accountRef: 'acc_1', amount: 'STATEMENT' } };

/** One line on the real server, with its clock. */
export class TestedLine {
  readonly lineId: string;
  readonly #worker: TestWorker;

  constructor(worker: TestWorker, lineId: string) {
    this.#worker = worker;
    this.lineId = lineId;
  }

  get workflowId(): string {
    return lineWorkflowId(this.lineId);
  }

  get types(): readonly string[] {
    return this.#worker.store.types(this.lineId);
  }

  /** As a client does: what has no answer is sent again under the same key. */
  async send(commandId: string, command: LineCommand, body: Json = command as unknown as Json): Promise<CommandReply> {
    const giveUpAt = Date.now() + SEND_TIMEOUT_MS;
    for (;;) {
      try {
        const deadlineMs = Date.now() + CALL_TIMEOUT_MS;
        return await sendCommand(this.#worker.client, this.lineId, { commandId, body, command }, deadlineMs);
      } catch (thrown) {
        if (thrown instanceof WorkflowUpdateFailedError) throw this.#refused(commandId, thrown);
        if (Date.now() > giveUpAt) throw thrown;
        await pause(100);
      }
    }
  }

  /** The refusal with all that it used, and what the line had done until then. */
  #refused(commandId: string, failed: WorkflowUpdateFailedError): Error {
    const refusal = failed.cause instanceof ApplicationFailure ? failed.cause.details?.[0] : failed.cause;
    const done = this.#worker.store
      .journal(this.lineId)
      .map(({ event }) => `${new Date(event.bookedAt).toISOString()} ${event.type}`);
    const message = [`${commandId} was refused: ${JSON.stringify(refusal)}`, ...done].join('\n');
    return new Error(message, { cause: failed.cause });
  }

  /** Why the command was refused. */
  async refusal(commandId: string, command: LineCommand, body?: Json): Promise<LineRefusal> {
    return await refusalOf(this.send(commandId, command, body));
  }

  async status(): Promise<LineStatusView> {
    return await queryStatus(this.#worker.client, this.lineId);
  }

  async clock(): Promise<number> {
    return await workflowClock(this.#worker.client, this.workflowId);
  }

  async advanceDays(days: number): Promise<'REACHED' | 'ENDED'> {
    return await advanceWorkflow(this.#worker.client, this.workflowId, (await this.clock()) + days * DAY_MS);
  }

  /** Ids of all runs, the latest first. */
  async runIds(): Promise<readonly string[]> {
    const runIds: string[] = [];
    for (let runId = await this.#latestRunId(); runId !== '';) {
      runIds.push(runId);
      const { events } = await this.#worker.client.workflow.getHandle(this.workflowId, runId).fetchHistory();
      runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? '';
    }
    return runIds;
  }

  async #latestRunId(): Promise<string> {
    return (await this.#worker.client.workflow.getHandle(this.workflowId).describe()).runId;
  }
}

export async function refusalOf(sent: Promise<unknown>): Promise<LineRefusal> {
  try {
    await sent;
  } catch (thrown) {
    const { cause } = thrown as { readonly cause?: unknown };
    if (cause instanceof ApplicationFailure) return cause.details?.[0] as LineRefusal;
    throw thrown;
  }
  throw new Error('accepted');
}

export interface World {
  readonly worker: TestWorker;
  /** host:port */
  readonly temporalAddress: string;
  open(changes?: Partial<OpenLine>): Promise<TestedLine>;
  stop(): Promise<void>;
}

let opened = 0;

export async function startWorld(options: Partial<TestWorkerOptions> = {}): Promise<World> {
  const stack = await embeddedStack();
  const { temporalAddress } = stack;
  const worker = await startTestWorker({ temporalAddress, ...options });
  return {
    worker,
    temporalAddress,
    open: async (changes = {}) => {
      opened += 1;
      const line = openingOf(`line_${opened}${Date.now().toString(36)}`, changes);
      await startLine(worker.client, line, Date.now() + CALL_TIMEOUT_MS);
      return new TestedLine(worker, line.lineId);
    },
    stop: async () => {
      await worker.stop();
      await stack.stop();
    },
  };
}

export function openingOf(lineId: string, changes: Partial<OpenLine> = {}): OpenLine {
  return {
    lineId,
    customerId: 'cus_1',
    applicationId: 'app_1',
    accountRef: 'acc_1',
    limitMinor: 1_000_000,
    terms: { ...TERMS, billDay: billDaySoon() },
    answerTimeoutMs: 2_000,
    ...changes,
  };
}

export async function until(what: string, look: () => Promise<boolean> | boolean, timeoutMs = 30_000): Promise<void> {
  const giveUpAt = Date.now() + timeoutMs;
  while (!(await look())) {
    if (Date.now() > giveUpAt) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await pause(20);
  }
}

/**
 * 8 to 15 days ahead, whatever today is: then a year of months from today holds twelve whole cycles, each with its
 * purchase before the cut, and 27 days hold the first with its due date.
 */
function billDaySoon(): number {
  const day = new Date(Date.now() + 8 * DAY_MS).getUTCDate();
  return day > 28 ? 5 : day;
}
