import { ApiProblem } from './api-problem.js';

/** The largest body of a request. */
export const BODY_BYTES_MAX = 64 * 1024;

/** What Express's body parsers throw, as a problem; null: it is none of theirs. */
export function ofBodyParser(thrown: unknown): ApiProblem | null {
  if (!(thrown instanceof Error)) return null;
  const { status, type } = thrown as { status?: unknown; type?: unknown };
  switch (type) {
    case 'entity.too.large':
      return new ApiProblem('body-too-large', `Send at most ${BODY_BYTES_MAX / 1024} kB.`);
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new ApiProblem('content-type-unsupported', 'Send application/json in UTF-8, not compressed.');
    default:
      break;
  }
  // Anything else of 4xx: the body is cut off, is not JSON, or the path is not percent-encoded.
  if (typeof status !== 'number' || status < 400 || status >= 500) return null;
  return thrown instanceof URIError
    ? new ApiProblem('not-found', 'Check the percent-encoding of the path.')
    : new ApiProblem('malformed-json', 'Send one JSON object as the body, whole and in UTF-8.');
}
