import { verifyCallback } from '../../gateways/callback-signature.js';
import { movementCallbackSchema } from '../../gateways/movement-schema.js';
import type { ApiDeps } from '../deps.js';
import type { Handlers, RawBody } from '../http/handlers.js';
import { ApiProblem } from '../problems/api-problem.js';
import { invalidRequest } from '../problems/invalid-request.js';

/** As long as a bank may take to deliver what it signed, clocks that differ included. */
const TOLERANCE_MS = 5 * 60_000;

/**
 * The bank's answer about a movement. It may come twice, late or early: what nobody waits for (yet) is refused, so that
 * the bank sends it again; the line asks by itself should it give up.
 */
export function callbackHandlers({
  settings,
  completeMovement,
  now,
}: Pick<ApiDeps, 'settings' | 'completeMovement' | 'now'>): Pick<Handlers, 'bankCallback'> {
  return {
    bankCallback: async ({ body }) => {
      requireSignature(body, settings.callbackSecret, now());
      const received = parsed(body.bytes);
      const callback = movementCallbackSchema.safeParse(received);
      if (!callback.success) throw invalidRequest(callback.error.issues, received);
      if ((await completeMovement(callback.data)) === 'NOT_WAITING')
        throw new ApiProblem('movement-not-waiting', 'Send it again later, a bounded number of times.');
      return { body: { received: true } };
    },
  };
}

function requireSignature({ bytes, headers }: RawBody, secret: string, nowMs: number): void {
  const verdict = verifyCallback(secret, headers, bytes, nowMs, TOLERANCE_MS);
  if (verdict === 'BAD_SIGNATURE')
    throw new ApiProblem('callback-signature-invalid', 'Sign the exact bytes of the body with the shared secret.');
  if (verdict === 'STALE') throw new ApiProblem('callback-stale', 'Sign it anew, with the present time.');
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    throw new ApiProblem('malformed-json', 'Send one JSON object as the body, whole and in UTF-8.');
  }
}
