import { raw, type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import { BODY_BYTES_MAX } from '../limits.js';
import { verifyRequest } from '../request-signature.js';
import { SandboxProblem } from './problem.js';

/** Keeps the bytes as they came: the signature is over them. */
export const RAW_BODY: RequestHandler = raw({ type: 'application/json', limit: BODY_BYTES_MAX });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SandboxProblem(400, 'malformed-json', 'Send one JSON object.');
  }
}

/**
 * The body of a signed request, checked.
 *
 * @throws SandboxProblem naming the first field at fault
 */
export function readSigned<T>(req: Request, schema: z.ZodType<T>, secret: string, nowMs: number): T {
  const bytes: unknown = req.body;
  if (!(bytes instanceof Uint8Array)) throw new SandboxProblem(415, 'unsupported-media-type', 'Send application/json.');
  const body = Buffer.from(bytes).toString('utf8');
  const verdict = verifyRequest(secret, req.headers, { method: req.method, path: req.originalUrl, body }, nowMs);
  if (verdict === 'BAD_SIGNATURE')
    throw new SandboxProblem(401, 'bad-signature', 'Sign method, path and body with the shared secret.');
  if (verdict === 'STALE')
    throw new SandboxProblem(
      401,
      'stale-signature',
      'The signature is too old: set the clock and sign each sending anew.',
    );
  const parsed = schema.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknownField = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = [...(issue?.path ?? []), ...(unknownField === undefined ? [] : [unknownField])].join('.');
  throw new SandboxProblem(422, 'invalid-request', `Correct the field ${path} and send it again.`, path);
}
