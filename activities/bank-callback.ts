import { ActivityNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import type { MovementCallback } from '../gateways/ports.js';
import { outcomeOf } from './payments.js';

/** `<workflow id>#<activity id>`, as the line wrote it into the request. */
const REFERENCE = /^([^#\s]+)#([^#\s]+)$/;

/**
 * Hands the bank's answer to the line that waits for it, whatever run of the line that is.
 *
 * @param callback its signature has been checked
 * @returns NOT_WAITING when nobody waits for it now: answered already, or between two tries. The bank should send it
 * again a bounded number of times; after that the line asks by itself.
 */
export async function completeMovement(
  client: Client,
  callback: MovementCallback,
): Promise<'COMPLETED' | 'NOT_WAITING'> {
  const [, workflowId, activityId] = REFERENCE.exec(callback.reference) ?? [];
  const outcome = outcomeOf(callback.movement);
  if (workflowId === undefined || activityId === undefined || outcome === null) return 'NOT_WAITING';
  try {
    await client.activity.complete({ workflowId, activityId }, outcome);
    return 'COMPLETED';
  } catch (thrown) {
    if (thrown instanceof ActivityNotFoundError) return 'NOT_WAITING';
    throw thrown;
  }
}
