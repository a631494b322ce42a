import { createHash } from 'node:crypto';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import { ApiProblem } from '../problems/api-problem.js';
import { presentedKey } from './authenticate.js';

const WINDOW_MS = 60_000;

/** Bounds what one key, or one address without a key, may ask in a minute. */
export function limitRate(requestsPerMinute: number): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // By hash: what is presented may be a real key, and the limiter's memory is no place for it.
    keyGenerator: (req) => {
      const key = presentedKey(req);
      return key === null ? ipKeyGenerator(req.ip ?? '') : createHash('sha256').update(key).digest('base64url');
    },
    handler: (_req, _res, next) => {
      const retryAfterSeconds = WINDOW_MS / 1_000;
      next(new ApiProblem('too-many-requests', 'Slow down: wait as long as Retry-After says.', { retryAfterSeconds }));
    },
  });
}
