import type { ApplicationRefusal } from '../../workflows/application/messages.js';
import type { ApiProblem } from '../problems/api-problem.js';
import { refusalProblem, type Explanation, type Explanations } from '../problems/refusal.js';

/** What each refusal of an application means; a new refusal without a row does not compile. */
export const APPLICATION_PROBLEMS = {
  'application-not-open': ({ status }) => ({
    detail: `The application is ${status}: read it to see what it waits for.`,
  }),
  'offer-expired': () => ({ detail: 'The offer stood until its expiresAt: apply again.' }),
  'offer-changed': ({ limitMinor }) => ({
    detail: `The offer is ${limitMinor}: show it to the applicant, then accept it under a new key.`,
    param: 'offerLimitMinor',
  }),
  'not-referred': ({ status }) => ({ detail: `The application is ${status}: no person has to decide.` }),
  'limit-out-of-range': ({ maxMinor }) => ({
    detail: `Grant at most ${maxMinor} on this application.`,
    param: 'limitMinor',
  }),
  'idempotency-key-reused': () => ({ detail: 'Send another request under another Idempotency-Key.' }),
} as const satisfies Explanations<ApplicationRefusal>;

/** An application's refusal as a problem. */
export function applicationProblem(refusal: ApplicationRefusal): ApiProblem {
  // The key picks the function of the refusal's own type.
  const explain = APPLICATION_PROBLEMS[refusal.type] as (given: ApplicationRefusal) => Explanation;
  return refusalProblem(refusal, explain(refusal));
}
