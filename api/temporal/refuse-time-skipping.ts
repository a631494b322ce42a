import type { Client } from '@temporalio/client';
import { isNotFound } from './answers.js';

const PROBE_TIMEOUT_MS = 5_000;

/**
 * Refuses to run on a server whose clocks can be moved: in production a due date must come when it comes.
 *
 * Asks for the change of a workflow that does not exist: UNIMPLEMENTED says that the feature is off, NOT_FOUND that it
 * is on.
 *
 * @throws Error when the server's clocks can be moved
 */
export async function refuseTimeSkipping(client: Client): Promise<void> {
  try {
    await client.withDeadline(Date.now() + PROBE_TIMEOUT_MS, () =>
      client.workflowService.updateWorkflowExecutionOptions({
        namespace: client.options.namespace,
        workflowExecution: { workflowId: 'time-skipping-probe' },
        updateMask: { paths: ['time_skipping_config'] },
        workflowExecutionOptions: { timeSkippingConfig: { enabled: true } },
      }),
    );
  } catch (thrown) {
    if (!isNotFound(thrown)) return;
  }
  throw new Error(
    'The clocks of this Temporal server can be moved: switch frontend.WorkflowTimeSkippingEnabled off for production.',
  );
}
