import type { Client } from '@temporalio/client';
import { msNumberToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';

/*
 * The sandbox's clock: the server's own time skipping, for one workflow. The workflow's time jumps from timer to timer
 * while nothing is in flight, and runs at wall speed from the target on. Production servers refuse all of it.
 */

/** A workflow's default of 200 would stop the clock for good in a long life. */
const SKIPS_MAX = 10_000;
const POLL_TIMEOUT_MS = 20_000;
/** The server answers a poll by then, with or without news. */
const CALL_TIMEOUT_MS = 60_000;
/** Something in flight stops the clock. So long without reaching the target is a worker or a gateway that is away. */
const STALLED_AFTER_MS = 120_000;

/** Values of the server's protocol. */
const RUNNING = 1;
const POLL_AGAIN = 1;
/** The clock runs at wall speed too: that alone is no progress. */
const PROGRESS_MS = 600_000;

/** Virtual time did not reach its target: something is in flight and does not end, or the workflow has. */
export class ClockStalled extends Error {
  override readonly name = 'ClockStalled';
}

interface Clock {
  /** Epoch ms: the wall's until the workflow was first advanced. */
  readonly nowMs: number;
  readonly isRunning: boolean;
}

async function readClock(client: Client, workflowId: string): Promise<Clock> {
  const seen = await client.workflowService.describeWorkflowExecution({
    namespace: client.options.namespace,
    execution: { workflowId },
  });
  return {
    nowMs: optionalTsToMs(seen.workflowExtendedInfo?.timeSkippingInfo?.currentTime) ?? Date.now(),
    isRunning: Number(seen.workflowExecutionInfo?.status) === RUNNING,
  };
}

/** The workflow's time, epoch ms. A query alone knows only that of the last workflow task. */
export async function workflowClock(client: Client, workflowId: string): Promise<number> {
  return (await readClock(client, workflowId)).nowMs;
}

/**
 * Runs a workflow forward to an instant. Nothing happens when it is there already, so it is safe to repeat.
 *
 * @param targetMs epoch ms
 * @returns ENDED when the workflow came to its end before the target
 * @throws ClockStalled when the target is not reached
 */
export async function advanceWorkflow(
  client: Client,
  workflowId: string,
  targetMs: number,
): Promise<'REACHED' | 'ENDED'> {
  let progressAt = Date.now();
  for (let reachedMs = 0; ;) {
    const { nowMs, isRunning } = await readClock(client, workflowId);
    if (!isRunning) return 'ENDED';
    if (nowMs >= targetMs) return 'REACHED';
    if (nowMs - reachedMs > PROGRESS_MS) {
      reachedMs = nowMs;
      progressAt = Date.now();
    }
    if (Date.now() - progressAt > STALLED_AFTER_MS)
      throw new ClockStalled(
        `${workflowId} stands at ${new Date(nowMs).toISOString()}: something in flight does not end. Look at its pending activities.`,
      );
    await fastForward(client, workflowId, targetMs - nowMs);
  }
}

/** Asks for the jump and waits for its end; comes back early when something in flight takes long. */
async function fastForward(client: Client, workflowId: string, aheadMs: number): Promise<void> {
  const { workflowService, options } = client;
  const { namespace } = options;
  const workflowExecution = { workflowId };
  const fastForwardId = globalThis.crypto.randomUUID();
  const giveUpAt = Date.now() + POLL_TIMEOUT_MS;
  await workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        fastForwardConfig: { id: fastForwardId, duration: msNumberToTs(aheadMs) },
        maxSessionSkipCount: SKIPS_MAX,
      },
    },
  });
  while (Date.now() < giveUpAt) {
    const polled = await client.withDeadline(
      Date.now() + CALL_TIMEOUT_MS,
      async () =>
        await workflowService.pollWorkflowExecutionTimeSkipping({ namespace, workflowExecution, fastForwardId }),
    );
    const result: number = polled.fastForwardPollingResult;
    if (result !== POLL_AGAIN) return; // done, or settled otherwise: the clock tells
  }
}
