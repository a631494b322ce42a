import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { previewSchema, type PreviewBody } from '../contracts/commands.js';
import { problemSchema, type ProblemBody } from '../contracts/problem.js';
import type { ParamsOf, Route } from '../contracts/route.js';
import { BASE_PATH, ROUTES, type OperationId } from '../contracts/routes.js';
import { CliProblem, EXIT } from './exit-codes.js';

type Routes = typeof ROUTES;
type BodyOf<Op extends OperationId> = Routes[Op]['body'] extends z.ZodType ? z.input<Routes[Op]['body']> : undefined;

/** What an operation answers when it succeeds. */
export type AnswerOf<Op extends OperationId> = z.output<Routes[Op]['answer']>;

export type RequestOf<Op extends OperationId> = {
  readonly query?: Readonly<Record<string, string>>;
  /** Names a write; the same key is sent at every try. Default: a new one. */
  readonly key?: string;
} & (keyof ParamsOf<Routes[Op]['path']> extends never
  ? { readonly params?: undefined }
  : { readonly params: ParamsOf<Routes[Op]['path']> }) &
  (BodyOf<Op> extends undefined ? { readonly body?: undefined } : { readonly body: BodyOf<Op> });

export interface ApiClient {
  readonly apiUrl: string;
  /**
   * Asks until there is an answer or the deadline has passed: a lost connection, a 429 or a 503 is tried again with the
   * same key, so that a command is carried out once whatever dies in between.
   *
   * @throws ApiProblem when the API refuses
   * @throws ApiUnreachable when the deadline has passed: the outcome is not known
   */
  readonly call: <Op extends OperationId>(operation: Op, request: RequestOf<Op>) => Promise<AnswerOf<Op>>;
  /** What a command would do now; changes nothing. Throws as `call` does. */
  readonly preview: <Op extends PreviewableId>(operation: Op, request: RequestOf<Op>) => Promise<PreviewBody>;
}

/** The operations that take `dryRun=true`. */
export type PreviewableId = {
  [Op in OperationId]: Routes[Op]['write'] extends 'PREVIEWABLE' ? Op : never;
}[OperationId];

/** The API said no; `problem` says why, and what to do next. */
export class ApiProblem extends CliProblem {
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody) {
    const param = problem.param === null ? '' : ` [${problem.param}]`;
    super(EXIT.failed, `${problem.title} (${problem.code}${param}). ${problem.detail}`);
    this.problem = problem;
  }
}

/** No answer within the time. */
export class ApiUnreachable extends CliProblem {
  constructor(apiUrl: string, seconds: number, reason: string) {
    super(
      EXIT.notRunning,
      `The API at ${apiUrl} gave no answer within ${seconds} s (${reason}). ` +
        'See what runs with `npx whiteslip stack status`; start it with `npx whiteslip stack up`.',
    );
  }
}

export interface ClientOptions {
  readonly apiUrl: string;
  readonly apiKey: string;
  /** How long one call is tried again. */
  readonly deadlineMs: number;
  /** How long one try waits. */
  readonly timeoutMs?: number;
  readonly firstPauseMs?: number;
  /** Ends all calls, also those that wait for another try. */
  readonly signal?: AbortSignal;
}

const TRY_TIMEOUT_MS = 60_000;
const FIRST_PAUSE_MS = 100;
const PAUSE_MS_MAX = 5_000;
const MS_PER_SECOND = 1000;
/** What a proxy or a dying API says; nothing was refused. */
const TRY_AGAIN_STATUSES: readonly number[] = [429, 502, 503, 504];

interface Answered {
  readonly kind: 'ANSWERED';
  readonly status: number;
  readonly body: unknown;
}

type Attempt = Answered | { readonly kind: 'TRY_AGAIN'; readonly reason: string; readonly pauseMs: number };

/** A small client of the API. */
export function apiClient(options: ClientOptions): ApiClient {
  return {
    apiUrl: options.apiUrl,
    async call(operation, request) {
      const answered = await askUntilAnswered(options, ROUTES[operation], request);
      // The schema of this very operation reads it: its type is the answer's.
      return readAnswer(operation, ROUTES[operation].answer, answered) as AnswerOf<typeof operation>;
    },
    async preview(operation, request) {
      const query = { ...request.query, dryRun: 'true' };
      const answered = await askUntilAnswered(options, ROUTES[operation], { ...request, query });
      return readAnswer(operation, previewSchema, answered);
    },
  };
}

async function askUntilAnswered(options: ClientOptions, route: Route, request: AnyRequest): Promise<Answered> {
  const { apiUrl, deadlineMs, timeoutMs = TRY_TIMEOUT_MS, firstPauseMs = FIRST_PAUSE_MS, signal } = options;
  const init = initOf(route, request, options.apiKey);
  const url = `${apiUrl}${BASE_PATH}${pathOf(route.path, request.params)}${queryOf(request.query)}`;
  const startedAt = performance.now();
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, PAUSE_MS_MAX)) {
    const leftMs = deadlineMs - (performance.now() - startedAt);
    signal?.throwIfAborted();
    const attempt = await tryOnce(url, { ...init, signal: tryUntil(Math.min(timeoutMs, leftMs), signal) });
    signal?.throwIfAborted();
    if (attempt.kind === 'ANSWERED') return attempt;
    const waitMs = Math.max(pauseMs, attempt.pauseMs);
    if (performance.now() - startedAt + waitMs >= deadlineMs)
      throw new ApiUnreachable(apiUrl, deadlineMs / MS_PER_SECOND, attempt.reason);
    await pauseFor(waitMs, signal);
  }
}

function tryUntil(timeoutMs: number, signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs)));
  return signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
}

/** Ends early, without a word, when the signal comes. */
async function pauseFor(waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  await delay(waitMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}

interface AnyRequest {
  readonly key?: string;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>> | undefined;
}

function initOf(route: Route, request: AnyRequest, apiKey: string): RequestInit {
  const headers = new Headers({ authorization: `Bearer ${apiKey}`, accept: 'application/json' });
  if (route.write !== 'NONE') headers.set('idempotency-key', request.key ?? randomUUID());
  if (route.body === null) return { method: route.method.toUpperCase(), headers };
  headers.set('content-type', 'application/json');
  return { method: route.method.toUpperCase(), headers, body: JSON.stringify(request.body) };
}

function pathOf(path: string, params: Readonly<Record<string, string>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

const queryOf = (query: Readonly<Record<string, string>> = {}): string =>
  Object.keys(query).length === 0 ? '' : `?${new URLSearchParams(query).toString()}`;

async function tryOnce(url: string, init: RequestInit): Promise<Attempt> {
  try {
    const response = await fetch(url, init);
    // An answer that breaks off in the middle is none.
    const text = await response.text();
    if (!TRY_AGAIN_STATUSES.includes(response.status))
      return { kind: 'ANSWERED', status: response.status, body: parsed(text) };
    const retryAfterSeconds = Number(response.headers.get('retry-after') ?? 0);
    const pauseMs = Number.isFinite(retryAfterSeconds) ? retryAfterSeconds * MS_PER_SECOND : 0;
    return { kind: 'TRY_AGAIN', reason: `status ${response.status}`, pauseMs };
  } catch (thrown) {
    return { kind: 'TRY_AGAIN', reason: networkReason(thrown), pauseMs: 0 };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** fetch hides the reason behind "fetch failed". */
function networkReason(thrown: unknown): string {
  // By shape: where fetch comes from another realm its errors are no `Error` of this one.
  if (typeof thrown !== 'object' || thrown === null) return String(thrown);
  if ('cause' in thrown && thrown.cause !== undefined) return networkReason(thrown.cause);
  return 'message' in thrown ? String(thrown.message) : 'no reason given';
}

function readAnswer<Schema extends z.ZodType>(
  operation: OperationId,
  schema: Schema,
  { status, body }: Answered,
): z.output<Schema> {
  if (status < 400) {
    const answer = schema.safeParse(body);
    if (answer.success) return answer.data;
    throw new CliProblem(
      EXIT.failed,
      `The API's answer to ${operation} is not what its contract says: ${z.prettifyError(answer.error)}. ` +
        'Is it of another version? Restart the stack from this project.',
    );
  }
  const problem = problemSchema.safeParse(body);
  if (problem.success) throw new ApiProblem(problem.data);
  throw new CliProblem(EXIT.failed, `Status ${status} without a problem document: is this a Whiteslip API?`);
}
