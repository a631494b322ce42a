import {
  signCallback,
  verifyCallback,
  type CallbackHeaders,
  type CallbackVerdict,
  type ReceivedHeaders,
} from './callback-signature.js';

/** How far a caller's clock may lie from the gateway's. A replay inside this time meets the idempotency key. */
export const SIGNATURE_TOLERANCE_MS = 300_000;

export interface SignedRequest {
  readonly method: string;
  /** Path with query, without host. */
  readonly path: string;
  readonly body: string;
}

// Method and path are signed too: a signed debit must not pass as a signed disbursement.
function signedText(request: SignedRequest): string {
  return `${request.method} ${request.path}\n${request.body}`;
}

/** The headers of a request to a gateway: as a callback's, over method, path and body. */
export function signRequest(secret: string, request: SignedRequest, timestampMs: number): CallbackHeaders {
  return signCallback(secret, signedText(request), timestampMs);
}

export function verifyRequest(
  secret: string,
  headers: ReceivedHeaders,
  request: SignedRequest,
  nowMs: number,
): CallbackVerdict {
  return verifyCallback(secret, headers, signedText(request), nowMs, SIGNATURE_TOLERANCE_MS);
}
