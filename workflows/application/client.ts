import type { Client } from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import type { UpdateDefinition } from '@temporalio/common';
import type { ApplicationView } from '../../domain/application/application-view.js';
import { hashOf } from '../../domain/ledger/journal.js';
import { TASK_QUEUES } from '../task-queues.js';
import { applicationWorkflowId } from './ids.js';
import { accept, decide, explain, status, withdraw } from './messages.js';
import type {
  AcceptOffer,
  ApplicationExplanation,
  ApplicationRefusal,
  ApplicationReply,
  DecideReferral,
  StartApplication,
  WithdrawApplication,
} from './messages.js';

/** Beyond it the outcome is not known: send the same command again. */
const TIMEOUT_MS = 5_000;

export type ApplicationAnswer =
  | { readonly ok: true; readonly reply: ApplicationReply }
  | { readonly ok: false; readonly refusal: ApplicationRefusal };

type ApplicationUpdate<Message> = UpdateDefinition<ApplicationReply, [Message]>;

/**
 * Starts an application. One id is one application for ever.
 *
 * @throws WorkflowExecutionAlreadyStartedError when the id is taken
 */
export async function startApplication(
  client: Client,
  input: StartApplication,
  taskQueue: string = TASK_QUEUES.lines,
): Promise<void> {
  await client.withDeadline(Date.now() + TIMEOUT_MS, () =>
    client.workflow.start('application', {
      args: [input],
      workflowId: applicationWorkflowId(input.applicationId),
      taskQueue,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
    }),
  );
}

/** Accepts the offer: answered when the acceptance is stored, with the id of the line that is now being opened. */
export function acceptOffer(client: Client, applicationId: string, message: AcceptOffer): Promise<ApplicationAnswer> {
  return sent(client, applicationId, accept, message);
}

/** Withdraws the application, at any time before the offer is accepted. */
export function withdrawApplication(
  client: Client,
  applicationId: string,
  message: WithdrawApplication,
): Promise<ApplicationAnswer> {
  return sent(client, applicationId, withdraw, message);
}

/** Decides a referral in a person's name. */
export function decideReferral(
  client: Client,
  applicationId: string,
  message: DecideReferral,
): Promise<ApplicationAnswer> {
  return sent(client, applicationId, decide, message);
}

/** What the application is, fresh from its workflow; also for one that has ended, as long as the server keeps it. */
export function applicationStatus(client: Client, applicationId: string): Promise<ApplicationView> {
  const handle = client.workflow.getHandle(applicationWorkflowId(applicationId));
  return client.withDeadline(Date.now() + TIMEOUT_MS, () => handle.query(status));
}

/** Why it is so: the decisions with their inputs, rules and versions. */
export function explainApplication(client: Client, applicationId: string): Promise<ApplicationExplanation> {
  const handle = client.workflow.getHandle(applicationWorkflowId(applicationId));
  return client.withDeadline(Date.now() + TIMEOUT_MS, () => handle.query(explain));
}

/**
 * Waits until the application has ended: with a line, or with the reason why there is none.
 *
 * @param timeoutMs after which the call fails with the client's deadline error
 */
export function applicationEnd(client: Client, applicationId: string, timeoutMs: number): Promise<ApplicationView> {
  const handle = client.workflow.getHandle(applicationWorkflowId(applicationId));
  return client.withDeadline(Date.now() + timeoutMs, () => handle.result() as Promise<ApplicationView>);
}

async function sent<Message extends { readonly commandId: string }>(
  client: Client,
  applicationId: string,
  update: ApplicationUpdate<Message>,
  message: Message,
): Promise<ApplicationAnswer> {
  const handle = client.workflow.getHandle(applicationWorkflowId(applicationId));
  // The server answers a repeated update id without looking at its content. With the content in the id, the same
  // command sent again costs nothing, and another one under the same key reaches the workflow, which refuses it.
  const updateId = `${message.commandId}.${hashOf({ name: update.name, message }).slice(0, 16)}`;
  try {
    const reply = await client.withDeadline(Date.now() + TIMEOUT_MS, () =>
      handle.executeUpdate(update, { args: [message], updateId }),
    );
    return { ok: true, reply };
  } catch (thrown) {
    if (thrown instanceof WorkflowNotFoundError) return ended(client, applicationId);
    return { ok: false, refusal: refusalOf(thrown) };
  }
}

/** An application that has ended takes no more messages. @throws WorkflowNotFoundError for one that never was */
async function ended(client: Client, applicationId: string): Promise<ApplicationAnswer> {
  const view = await applicationStatus(client, applicationId);
  if (view.status === 'EXPIRED' && view.offer !== null) {
    return { ok: false, refusal: { type: 'offer-expired', expiredAt: view.offer.expiresAt } };
  }
  return { ok: false, refusal: { type: 'application-not-open', status: view.status } };
}

/** The refusal inside the SDK's error. @throws the error itself when it is none */
function refusalOf(thrown: unknown): ApplicationRefusal {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const details = cause instanceof ApplicationFailure ? cause.details?.[0] : undefined;
  if (typeof details !== 'object' || details === null || !('type' in details)) throw thrown;
  return details as ApplicationRefusal; // thrown by the workflow with nothing else in its details
}
