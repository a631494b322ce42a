import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from '../platform/metrics.js';

/** What the parts of a request's way tell each other. */
export interface Trace {
  requestId?: string;
  /** The matched operation; absent: none. */
  operation?: string;
  isWrite?: boolean;
  keyId?: string;
  /** Code of the problem answered. */
  code?: string;
}

const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/;

/**
 * Gives each request an id, and when it is answered counts it and logs it: the operation and its outcome, never an
 * address, a header or a body, which may be personal. A write is audited whatever the log level of reads.
 */
export function observe(log: Logger, metrics: Metrics): RequestHandler {
  return (req, res: Response<unknown, Trace>, next) => {
    const startedMs = performance.now();
    const given = req.get('X-Request-Id');
    const requestId = given !== undefined && REQUEST_ID.test(given) ? given : `req_${randomUUID()}`;
    res.locals.requestId = requestId;
    res.set('X-Request-Id', requestId);
    res.once('close', () => {
      const { operation = 'none', isWrite = false, keyId = null, code = '' } = res.locals;
      const seconds = (performance.now() - startedMs) / 1_000;
      const status = res.writableFinished ? res.statusCode : 499; // the caller left before the answer
      metrics.observe({ operation, status, code, seconds });
      const line = { requestId, method: req.method, operation, status, code, keyId, ms: Math.round(seconds * 1_000) };
      if (isWrite) log.info({ audit: true, ...line }, 'write');
      else log.debug(line, 'read');
    });
    next();
  };
}
