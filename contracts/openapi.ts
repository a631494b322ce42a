import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { previewSchema } from './commands.js';
import { readinessSchema } from './health.js';
import { IDEMPOTENCY_KEY_CHARACTERS_MAX } from './ids.js';
import { problemSchema, statusOf, type ProblemCode } from './problem.js';
import type { Route } from './route.js';
import { BASE_PATH, OPERATION_IDS, ROUTES } from './routes.js';

/** An OpenAPI 3.1 document. */
export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

const KEY_SCHEME = 'apiKey';

/** The problems that an operation can answer with because of what it is, not of what it does. */
export function generalProblems(route: Route): readonly ProblemCode[] {
  const hasFields = route.body !== null || Object.keys(route.query.shape).length > 0;
  return [
    'too-many-requests',
    'internal',
    'unavailable',
    'unknown-field', // of the query string: no operation ignores what it does not know
    ...(route.scope === null ? ([] as const) : (['api-key-missing', 'api-key-invalid', 'scope-missing'] as const)),
    ...(route.isSandboxOnly ? (['not-found'] as const) : []),
    ...(hasFields ? (['missing-field', 'invalid-field'] as const) : []),
    ...(route.body === null ? [] : (['malformed-json', 'body-too-large', 'content-type-unsupported'] as const)),
    ...(route.write === 'NONE'
      ? []
      : (['idempotency-key-missing', 'idempotency-key-invalid', 'idempotency-key-reused'] as const)),
  ];
}

/** Every problem code that an operation can answer with. */
export function problemsOf(route: Route): readonly ProblemCode[] {
  return [...new Set([...route.problems, ...generalProblems(route)])].sort();
}

function headersOf(route: Route): z.ZodObject {
  const key = z
    .string()
    .max(IDEMPOTENCY_KEY_CHARACTERS_MAX)
    .meta({
      description:
        route.write === 'PREVIEWABLE'
          ? 'Names the command: sent again, it is carried out once. Not needed with dryRun=true.'
          : 'Names the command: sent again, it is carried out once.',
    });
  return z.object({ 'Idempotency-Key': route.write === 'PREVIEWABLE' ? key.optional() : key });
}

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });

function problemResponses(route: Route): RouteConfig['responses'] {
  const codes = problemsOf(route);
  const statuses = [...new Set(codes.map(statusOf))];
  return Object.fromEntries(statuses.map((status) => [String(status), problemResponse(status, codes)]));
}

function problemResponse(status: number, all: readonly ProblemCode[]) {
  const codes = all.filter((code) => statusOf(code) === status);
  const schema = problemSchema.and(z.object({ code: z.enum(codes), status: z.literal(status) }));
  return { description: codes.join(', '), content: { 'application/problem+json': { schema } } };
}

function answerResponses(route: Route): RouteConfig['responses'] {
  const answer = { description: 'Done.', content: { [route.answerType]: { schema: route.answer } } };
  if (route.write !== 'PREVIEWABLE') return { [route.status]: answer };
  if (route.status === 200)
    return { 200: { description: 'Done, or the preview.', content: json(z.union([route.answer, previewSchema])) } };
  return {
    [route.status]: answer,
    200: { description: 'With dryRun=true: what would happen.', content: json(previewSchema) },
  };
}

function pathParameters(route: Route): z.ZodObject {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return z.object(Object.fromEntries(names.map((name) => [name, z.string().max(120)])));
}

function configOf(operationId: string, route: Route): RouteConfig & { readonly operationId: string } {
  const responses = { ...answerResponses(route), ...problemResponses(route) };
  // Readiness says which part is missing in its own form, not as a problem.
  const ready = operationId === 'ready' ? { 503: { description: 'Not ready.', content: json(readinessSchema) } } : {};
  return {
    operationId,
    method: route.method,
    path: `${BASE_PATH}${route.path}`,
    tags: [route.tag],
    summary: route.isSandboxOnly ? `${route.summary} (sandbox mode alone)` : route.summary,
    ...(route.scope === null
      ? { security: [] }
      : { security: [{ [KEY_SCHEME]: [] }], description: `Scope: \`${route.scope}\`.` }),
    request: {
      params: pathParameters(route),
      query: route.query,
      ...(route.write === 'NONE' ? {} : { headers: headersOf(route) }),
      ...(route.body === null ? {} : { body: { required: true, content: json(route.body) } }),
    },
    responses: { ...responses, ...ready },
  };
}

const DESCRIPTION = `Credit lines, from application to closure.

**Amounts** are whole minor units of the currency beside them. **Dates** are civil days in the line's zone, **instants**
milliseconds since 1970 of the line's own clock. **Rates** are exact decimals as text.

**Writes** carry an \`Idempotency-Key\`: sent again with the same request, a command is carried out once and answered alike;
with another request it is refused (\`idempotency-key-reused\`). After a timeout or a 503 send the same key again. A refusal
is an answer too: once its cause is gone, send a new key.

**Errors** are problems (RFC 9457) with a stable \`code\`. 400: the request is not what this document describes. 404: what
it names does not exist. 409: the present state does not allow it. 422: a rule does not allow it. 503: the outcome is not
known; send the same key again. Nothing has changed after any but 503.`;

/** The document of the whole API, built from the schemas that validate its requests. */
export function openApiDocument(): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', KEY_SCHEME, {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key: `Authorization: Bearer ws_…`.',
  });
  for (const id of OPERATION_IDS) registry.registerPath(configOf(id, ROUTES[id]));
  return new OpenApiGeneratorV31(registry.definitions, { unionPreferredType: 'oneOf' }).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Whiteslip',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
  });
}
