import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { decodeFromPayloadsAtIndex } from '@temporalio/common/lib/internal-non-workflow/index.js';
import {
  acceptOffer,
  applicationStatus,
  decideReferral,
  startApplication,
  withdrawApplication,
} from '../../workflows/application/client.js';
import { applicationWorkflowId } from '../../workflows/application/ids.js';
import type { StartApplication } from '../../workflows/application/messages.js';
import type { Applications } from '../deps.js';
import { called, isNotFound } from './answers.js';

const HISTORY_TIMEOUT_MS = 5_000;

/** The applications' workflows on the server. */
export function temporalApplications(client: Client): Applications {
  return {
    start: async (input) => {
      try {
        await called(() => startApplication(client, input));
        return 'STARTED';
      } catch (thrown) {
        if (thrown instanceof WorkflowExecutionAlreadyStartedError) return 'EXISTS';
        throw thrown;
      }
    },
    status: (applicationId) => known(() => applicationStatus(client, applicationId)),
    startedWith: (applicationId) => known(() => firstInput(client, applicationWorkflowId(applicationId))),
    accept: (applicationId, commandId, offerLimitMinor) =>
      known(() => acceptOffer(client, applicationId, { commandId, offerLimitMinor })),
    withdraw: (applicationId, commandId, reason) =>
      known(() => withdrawApplication(client, applicationId, { commandId, reason })),
    decide: (applicationId, decision) => known(() => decideReferral(client, applicationId, decision)),
  };
}

/** The argument that a workflow was started with: its first event has it, as long as the server keeps its history. */
async function firstInput(client: Client, workflowId: string): Promise<StartApplication | null> {
  const { workflowService, options } = client;
  const { history } = await client.withDeadline(Date.now() + HISTORY_TIMEOUT_MS, () =>
    workflowService.getWorkflowExecutionHistory({
      namespace: options.namespace,
      execution: { workflowId },
      maximumPageSize: 1,
    }),
  );
  const payloads = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads;
  if (!payloads || payloads.length === 0) return null;
  return await decodeFromPayloadsAtIndex<StartApplication>(options.loadedDataConverter, 0, payloads);
}

/** null: the server knows no such application (any more). */
async function known<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await called(call);
  } catch (thrown) {
    if (isNotFound(thrown)) return null;
    throw thrown;
  }
}
