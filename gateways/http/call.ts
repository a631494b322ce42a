import { z } from 'zod';
import { GatewayRefused, GatewayTimeout, GatewayUnavailable, type GatewayName } from '../errors.js';
import { BODY_BYTES_MAX } from '../limits.js';
import { signRequest } from '../request-signature.js';

/** Well under an activity's 30 s, so that the activity and not its time-out decides what a silent gateway means. */
const TIMEOUT_MS_DEFAULT = 10_000;

export interface ClientOptions {
  /** For the whole answer, body included. */
  readonly timeoutMs?: number;
  readonly now?: () => number;
}

export interface Endpoint {
  readonly gateway: GatewayName;
  readonly baseUrl: string;
  readonly secret: string;
  readonly timeoutMs: number;
  readonly now: () => number;
}

export interface GatewayCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  /** null: longer than BODY_BYTES_MAX. */
  readonly text: string | null;
}

// Only what looks like a code or a field name is passed on: a gateway's free text could hold personal data.
const problemSchema = z.object({
  code: z.string().regex(/^[a-z0-9-]{1,64}$/),
  param: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .nullish()
    .catch(null),
});

const RETRYABLE_STATUSES: readonly number[] = [408, 425, 429];

/** @throws TypeError for a base address that is none: a mistake in the configuration, found at start */
export function endpoint(gateway: GatewayName, baseUrl: string, secret: string, options: ClientOptions): Endpoint {
  return {
    gateway,
    baseUrl: new URL(baseUrl).href.replace(/\/+$/, ''),
    secret,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS_DEFAULT,
    now: options.now ?? Date.now,
  };
}

async function readBounded(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > BODY_BYTES_MAX) return null; // leaving the loop cancels the rest
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function exchange(to: Endpoint, call: GatewayCall): Promise<Answer> {
  const body = call.body === undefined ? '' : JSON.stringify(call.body);
  const { pathname } = new URL(`${to.baseUrl}${call.path}`);
  const signature = signRequest(to.secret, { method: call.method, path: pathname, body }, to.now());
  const response = await fetch(`${to.baseUrl}${call.path}`, {
    method: call.method,
    headers: { ...signature, ...(body === '' ? {} : { 'content-type': 'application/json' }) },
    ...(body === '' ? {} : { body }),
    redirect: 'manual', // a signed request goes nowhere but where it was signed for
    signal: AbortSignal.timeout(to.timeoutMs),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    text: await readBounded(response),
  };
}

function reasonOf(thrown: unknown): string {
  // fetch says only "fetch failed"; its cause has the code (ECONNREFUSED). The message could hold the address.
  const cause = (thrown as { cause?: { code?: unknown } }).cause;
  return typeof cause?.code === 'string' ? cause.code : 'connection broken';
}

function isTimeout(thrown: unknown): boolean {
  return (thrown as { name?: unknown }).name === 'TimeoutError';
}

function retryAfterMs(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;
}

function parseJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failureOf(to: Endpoint, answer: Answer): Error {
  const { status } = answer;
  if (status >= 500 || RETRYABLE_STATUSES.includes(status))
    return new GatewayUnavailable(to.gateway, `status ${status}`, retryAfterMs(answer.retryAfter));
  if (status < 400) return new GatewayRefused(to.gateway, 'invalid-answer');
  const problem = problemSchema.safeParse(parseJson(answer.text));
  if (!problem.success) return new GatewayRefused(to.gateway, `http-${status}`);
  return new GatewayRefused(to.gateway, problem.data.code, problem.data.param ?? null);
}

/**
 * One signed request with a deadline; its answer is checked against `schema`.
 *
 * @throws GatewayTimeout, GatewayUnavailable, GatewayRefused, and nothing else
 */
export async function callGateway<T>(to: Endpoint, call: GatewayCall, schema: z.ZodType<T>): Promise<T> {
  let answer: Answer;
  try {
    answer = await exchange(to, call);
  } catch (thrown) {
    if (isTimeout(thrown)) throw new GatewayTimeout(to.gateway, to.timeoutMs);
    throw new GatewayUnavailable(to.gateway, reasonOf(thrown));
  }
  if (answer.status < 200 || answer.status > 299) throw failureOf(to, answer);
  const parsed = schema.safeParse(parseJson(answer.text));
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new GatewayRefused(to.gateway, 'invalid-answer', path === '' ? null : path);
}
