import { Unavailable } from '../unavailable.js';
import { ApiProblem } from './api-problem.js';

const RETRY_AFTER_SECONDS = 2;

/** How the document store's driver names that it reached nobody; anything else of it is a fault of ours. */
const STORE_UNREACHED =
  /^(Mongo(Network|NetworkTimeout|ServerSelection|WaitQueueTimeout|NotConnected|PoolCleared|TopologyClosed)Error|MongooseServerSelectionError)$/;

/** What is said when something did not answer; null: it was something else. */
export function ofUnanswered(thrown: unknown): ApiProblem | null {
  const isUnanswered = thrown instanceof Unavailable || (thrown instanceof Error && STORE_UNREACHED.test(thrown.name));
  if (!isUnanswered) return null;
  return new ApiProblem(
    'unavailable',
    'Whether it was done is not known yet: send the same request with the same Idempotency-Key again.',
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
}
