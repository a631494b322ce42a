import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { nudgeSignal } from '../workflows/credit-line/messages.js';

/** The name under which the server knows all builds: a wire contract. */
export const DEPLOYMENT_NAME = 'whiteslip';

const ROUTING_TIMEOUT_MS = 60_000;
const POLL_MS = 100;
const CALL_TIMEOUT_MS = 10_000;
/** Lines are nudged at most so fast, so that the move does not crowd out commands. */
const NUDGES_PER_SECOND = 50;

/** Value of the server's protocol: routing changes are still on their way to the queues. */
const IN_PROGRESS = 1;

/** What visibility calls a build; with a colon. */
function runningOn(buildId: string): string {
  return `TemporalWorkerDeploymentVersion='${DEPLOYMENT_NAME}:${buildId}' AND ExecutionStatus='Running'`;
}

/** Open runs pinned to a build. Lags by some moments. */
export async function openRunsOn(client: Client, buildId: string): Promise<number> {
  const { count } = await client.withDeadline(
    Date.now() + CALL_TIMEOUT_MS,
    async () => await client.workflow.count(runningOn(buildId)),
  );
  return count;
}

/**
 * Asks the lines on an old build to look around: each goes on in a new run, on the current build. One batch for a
 * namespace at a time, so a refusal only means: next time.
 */
export async function sweep(client: Client, buildId: string): Promise<void> {
  await client.withDeadline(
    Date.now() + CALL_TIMEOUT_MS,
    async () =>
      await client.workflowService.startBatchOperation({
        namespace: client.options.namespace,
        jobId: randomUUID(),
        reason: 'a newer build is current',
        visibilityQuery: `WorkflowType='creditLine' AND ${runningOn(buildId)}`,
        maxOperationsPerSecond: NUDGES_PER_SECOND,
        signalOperation: { signal: nudgeSignal.name, identity: DEPLOYMENT_NAME },
      }),
  );
}

interface Routing {
  readonly currentBuildId: string | null;
  readonly isSettled: boolean;
  readonly buildIds: readonly string[];
  readonly conflictToken: Uint8Array | null;
}

async function readRouting(client: Client): Promise<Routing | null> {
  try {
    const { workerDeploymentInfo: info, conflictToken } = await client.workflowService.describeWorkerDeployment({
      namespace: client.options.namespace,
      deploymentName: DEPLOYMENT_NAME,
    });
    const state: number | undefined = info?.routingConfigUpdateState ?? undefined;
    return {
      currentBuildId: info?.routingConfig?.currentDeploymentVersion?.buildId ?? null,
      isSettled: state !== IN_PROGRESS,
      buildIds: (info?.versionSummaries ?? []).flatMap(({ deploymentVersion }) => deploymentVersion?.buildId ?? []),
      conflictToken,
    };
  } catch {
    return null; // not known before its first worker has polled
  }
}

/**
 * Makes a build the one that new lines start on and old ones move to. Its worker must be polling.
 *
 * @throws Error when the server does not route to it in time
 */
export async function makeCurrent(client: Client, buildId: string): Promise<void> {
  const giveUpAt = Date.now() + ROUTING_TIMEOUT_MS;
  let reason = 'its worker has not polled yet';
  while (Date.now() < giveUpAt) {
    const routing = await readRouting(client);
    if (routing?.currentBuildId === buildId && routing.isSettled) return;
    if (routing?.buildIds.includes(buildId) === true && routing.currentBuildId !== buildId)
      reason = (await route(client, buildId, routing.conflictToken)) ?? 'the change is on its way';
    await pause(POLL_MS);
  }
  throw new Error(`build ${buildId} did not become current: ${reason}. Start the worker again.`);
}

/** @returns why the server refused, or null */
async function route(client: Client, buildId: string, conflictToken: Uint8Array | null): Promise<string | null> {
  try {
    await client.workflowService.setWorkerDeploymentCurrentVersion({
      namespace: client.options.namespace,
      deploymentName: DEPLOYMENT_NAME,
      buildId,
      identity: DEPLOYMENT_NAME,
      // A queue that only older builds serve is none of ours: each build serves the same one.
      ignoreMissingTaskQueues: true,
      ...(conflictToken === null ? {} : { conflictToken }),
    });
    return null;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}
