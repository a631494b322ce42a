import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';

/** Answered as a problem (RFC 9457). `detail` says what to do next and holds no value of the request. */
export class SandboxProblem extends Error {
  override readonly name = 'SandboxProblem';
  readonly status: number;
  readonly code: string;
  readonly param: string | null;

  constructor(status: number, code: string, detail: string, param: string | null = null) {
    super(detail);
    this.status = status;
    this.code = code;
    this.param = param;
  }
}

export function keyReused(param: string): SandboxProblem {
  return new SandboxProblem(
    409,
    'key-reused',
    `This idempotency key was used with another ${param}: send new content under a new key.`,
    param,
  );
}

export const NOT_FOUND: RequestHandler = (req) => {
  throw new SandboxProblem(
    404,
    'not-found',
    `There is nothing under ${req.method} of this path: see gateways/README.md.`,
  );
};

function ofParser(thrown: unknown): SandboxProblem | null {
  const { status, type } = thrown as { status?: unknown; type?: unknown };
  if (type === 'entity.too.large') return new SandboxProblem(413, 'body-too-large', 'Send at most 64 kB.');
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new SandboxProblem(
      status,
      'invalid-request',
      'The request cannot be read: check its path, length and encoding.',
    );
  return null;
}

/** Turns whatever was thrown into a problem; what is not expected is logged and says nothing to the caller. */
export function answerProblem(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (thrown: unknown, _req, res, next) => {
    if (res.headersSent) {
      next(thrown);
      return;
    }
    const known = thrown instanceof SandboxProblem ? thrown : ofParser(thrown);
    if (known === null) logger.error({ err: thrown }, 'the sandbox failed');
    const problem =
      known ?? new SandboxProblem(500, 'internal', 'The sandbox failed: see its log, then send the same key again.');
    res
      .status(problem.status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          title: problem.code,
          status: problem.status,
          detail: problem.message,
          code: problem.code,
          param: problem.param,
        }),
      );
  };
}
