import type { Request } from 'express';
import { idempotencyKeySchema } from '../../contracts/ids.js';
import type { ProblemCode } from '../../contracts/problem.js';
import type { Route } from '../../contracts/route.js';
import { ApiProblem } from '../problems/api-problem.js';
import { invalidRequest } from '../problems/invalid-request.js';
import type { Intent, RawBody } from './handlers.js';

const ID = /^[A-Za-z0-9_.:@-]{1,120}$/;

/** What each path parameter names; an id that cannot be one is unknown, like any other that does not exist. */
const UNKNOWN: Readonly<Record<string, { readonly code: ProblemCode; readonly detail: string }>> = {
  applicationId: { code: 'application-unknown', detail: 'Use an applicationId that this API gave out.' },
  lineId: { code: 'credit-line-unknown', detail: 'Use a lineId that this API gave out.' },
  authorizationId: { code: 'authorization-unknown', detail: "Use an authorizationId of this line's authorizations." },
  paymentId: { code: 'payment-unknown', detail: "Use a paymentId of this line's timeline." },
  agreementId: { code: 'agreement-unknown', detail: "Use an agreementId of this line's agreements." },
  statementId: { code: 'statement-unknown', detail: "Use a statementId of this line's statements." },
  planId: { code: 'plan-unknown', detail: 'Use a planId of GET /v1/plans.' },
  code: { code: 'not-found', detail: 'Use the code of a problem.' },
};

/** The problem of an id that names nothing. */
export function unknownProblem(param: string): ApiProblem {
  const { code, detail } = UNKNOWN[param] ?? { code: 'not-found' as const, detail: 'Check the address.' };
  return new ApiProblem(code, detail, { param });
}

/** What the router could read of a request, before it is known to fit its route's types. */
export interface ReadCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly intent: Intent | null;
}

/** @throws ApiProblem naming the first field at fault */
export function readCall(route: Route, req: Request): ReadCall {
  const params = readParams(req);
  const query = parsed(route.query, req.query);
  const intent = readIntent(route, req, query);
  return { params, query, body: readBody(route, req), intent };
}

function readParams(req: Request): Readonly<Record<string, string>> {
  const params = req.params as Readonly<Record<string, string>>; // no route has a wildcard, whose value is a list
  for (const [name, value] of Object.entries(params)) if (!ID.test(value)) throw unknownProblem(name);
  return params;
}

function readBody(route: Route, req: Request): unknown {
  if (route.body === null) return null;
  if (route.bodyForm === 'RAW') {
    const bytes: unknown = req.body;
    return { bytes: Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0), headers: req.headers } satisfies RawBody;
  }
  return parsed(route.body, req.body ?? {});
}

function parsed(schema: NonNullable<Route['body']>, input: unknown): unknown {
  const result = schema.safeParse(input);
  if (!result.success) throw invalidRequest(result.error.issues, input);
  return result.data;
}

function readIntent(route: Route, req: Request, query: unknown): Intent | null {
  if (route.write === 'NONE') return null;
  if ((query as { dryRun?: unknown }).dryRun === 'true') return { kind: 'DRY_RUN' };
  const given = req.get('Idempotency-Key');
  if (given === undefined || given === '')
    throw new ApiProblem(
      'idempotency-key-missing',
      'Send a new Idempotency-Key with every command, and the same one when you send it again.',
      { param: 'Idempotency-Key' },
    );
  const key = idempotencyKeySchema.safeParse(given);
  if (!key.success)
    throw new ApiProblem('idempotency-key-invalid', 'Use 1 to 200 visible ASCII characters without spaces.', {
      param: 'Idempotency-Key',
    });
  return { kind: 'KEYED', key: key.data };
}
