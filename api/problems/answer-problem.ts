import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { bodyOf, ApiProblem } from './api-problem.js';
import { ofBodyParser } from './body-parser-problem.js';
import { ofUnanswered } from './unanswered.js';

/** Turns whatever was thrown into a problem; what is not expected is logged and says nothing to the caller. */
export function answerProblem(log: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (thrown: unknown, req, res: Response<unknown, { requestId?: string; code?: string }>, next) => {
    const problem = thrown instanceof ApiProblem ? thrown : (ofBodyParser(thrown) ?? ofUnanswered(thrown));
    const requestId = res.locals.requestId ?? '';
    if (problem?.code === 'unavailable') log.warn({ err: thrown, requestId }, 'no answer');
    if (problem === null) log.error({ err: thrown, requestId, method: req.method }, 'a request failed');
    if (res.headersSent) {
      next(thrown);
      return;
    }
    send(
      res,
      problem ?? new ApiProblem('internal', 'Send the same request again; if it fails again, tell us the requestId.'),
      requestId,
    );
  };
}

function send(res: Response<unknown, { code?: string }>, problem: ApiProblem, requestId: string): void {
  res.locals.code = problem.code;
  if (problem.status === 401) res.set('WWW-Authenticate', 'Bearer');
  if (problem.retryAfterSeconds !== null) res.set('Retry-After', String(problem.retryAfterSeconds));
  res.status(problem.status).type('application/problem+json').json(bodyOf(problem, requestId));
}
