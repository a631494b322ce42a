import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Unavailable } from '../unavailable.js';

/** gRPC: CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, FAILED_PRECONDITION (no worker, failing task), ABORTED, UNAVAILABLE. */
const UNANSWERED_CODES: ReadonlySet<number> = new Set([1, 4, 8, 9, 10, 14]);
const NOT_FOUND_CODE = 5;
/** The run ended while the update was in hand: nobody knows whether it was carried out. */
const RUN_ENDED = 'AcceptedUpdateCompletedWorkflow';

/** No open workflow of that id: it never was, it has ended, or the server has forgotten it. */
export function isNotFound(thrown: unknown): boolean {
  return thrown instanceof WorkflowNotFoundError || grpcCode(thrown) === NOT_FOUND_CODE;
}

/** The refusal that a workflow threw: an ApplicationFailure that carries it. null: something else was thrown. */
export function refusalOf(thrown: unknown): { readonly type: string } | null {
  if (!(thrown instanceof WorkflowUpdateFailedError)) return null;
  const { cause } = thrown;
  if (!(cause instanceof ApplicationFailure) || cause.type === RUN_ENDED) return null;
  const details: unknown = cause.details?.[0];
  if (typeof details !== 'object' || details === null || !('type' in details)) return null;
  return typeof details.type === 'string' ? { ...details, type: details.type } : null;
}

/**
 * Calls the workflow server.
 *
 * @throws Unavailable when it gave no answer: a command may or may not have been carried out
 */
export async function called<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    if (!isUnanswered(thrown)) throw thrown;
    throw new Unavailable('temporal', thrown instanceof Error ? thrown.message : 'no answer');
  }
}

function isUnanswered(thrown: unknown): boolean {
  if (thrown instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  if (thrown instanceof WorkflowUpdateFailedError)
    return thrown.cause instanceof ApplicationFailure && thrown.cause.type === RUN_ENDED;
  return UNANSWERED_CODES.has(grpcCode(thrown) ?? -1);
}

function grpcCode(thrown: unknown): number | null {
  if (isGrpcServiceError(thrown)) return thrown.code;
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return isGrpcServiceError(cause) ? cause.code : null;
}
