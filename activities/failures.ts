import { ApplicationFailure } from '@temporalio/activity';
import { GatewayRefused, GatewayTimeout, GatewayUnavailable } from '../gateways/errors.js';

/** Every failure type of an activity: a wire contract, and readable by anyone with access to the server. */
export type ActivityFailureType =
  'journal-conflict' | 'gateway-unavailable' | 'gateway-refused' | 'bank-silent' | 'account-unknown';

interface Retry {
  readonly nextRetryDelayMs?: number | null;
  readonly cause?: unknown;
}

/** Worth another try. */
export function retryable(type: ActivityFailureType, message: string, retry: Retry = {}): ApplicationFailure {
  const { nextRetryDelayMs = null, cause } = retry;
  return ApplicationFailure.create({
    type,
    message,
    nonRetryable: false,
    ...(nextRetryDelayMs === null ? {} : { nextRetryDelay: nextRetryDelayMs }),
    ...(cause instanceof Error ? { cause } : {}),
  });
}

/** Trying again cannot help. */
export function final(type: ActivityFailureType, message: string, cause?: unknown): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message,
    nonRetryable: true,
    ...(cause instanceof Error ? { cause } : {}),
  });
}

/** A gateway's error as a failure that is tried again; anything else as it is. Its text holds codes, never a value. */
export function gatewayFailure(thrown: unknown, refusedRetryDelayMs: number): unknown {
  if (thrown instanceof GatewayUnavailable)
    return retryable('gateway-unavailable', thrown.message, { nextRetryDelayMs: thrown.retryAfterMs, cause: thrown });
  if (thrown instanceof GatewayTimeout) return retryable('gateway-unavailable', thrown.message, { cause: thrown });
  if (thrown instanceof GatewayRefused)
    return retryable('gateway-refused', thrown.message, { nextRetryDelayMs: refusedRetryDelayMs, cause: thrown });
  return thrown;
}
