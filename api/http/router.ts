import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import type { Route } from '../../contracts/route.js';
import { OPERATION_IDS, ROUTES } from '../../contracts/routes.js';
import type { KnownKeys } from '../keys/known-keys.js';
import { ApiProblem } from '../problems/api-problem.js';
import { BODY_BYTES_MAX } from '../problems/body-parser-problem.js';
import { authenticate } from './authenticate.js';
import type { Answer, Handlers } from './handlers.js';
import type { Trace } from './observe.js';
import { readCall } from './read-call.js';

const readJson = express.json({ limit: BODY_BYTES_MAX, type: 'application/json', inflate: false });
const readRaw = express.raw({ limit: BODY_BYTES_MAX, type: () => true, inflate: false });

/** A handler without its types: `readCall` has checked what they say. */
type AnyHandler = (call: object) => Promise<Answer<unknown>>;

/** Where each operation is found, each guarded and read as its route says. */
export function routed(handlers: Handlers, keys: KnownKeys, mode: 'sandbox' | 'production'): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const paths = new Map<string, Route[]>();
  for (const id of OPERATION_IDS) {
    const route: Route = ROUTES[id];
    if (route.isSandboxOnly && mode !== 'sandbox') continue;
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    router[route.method](
      path,
      begin(id, route),
      guard(route, keys),
      ...bodyReaders(route),
      answer(route, handlers[id] as AnyHandler),
    );
    paths.set(path, [...(paths.get(path) ?? []), route]);
  }
  for (const [path, routes] of paths) router.all(path, refuseMethod(routes));
  return router;
}

function begin(operation: string, route: Route): RequestHandler {
  // A quote is asked for by POST and changes nothing; clocks and callbacks need no key and do.
  const isWrite = route.method !== 'get' && (route.write !== 'NONE' || route.isSandboxOnly || route.bodyForm === 'RAW');
  return (_req, res: Response<unknown, Trace>, next) => {
    res.locals.operation = operation;
    res.locals.isWrite = isWrite;
    next();
  };
}

function guard(route: Route, keys: KnownKeys): RequestHandler {
  const { scope } = route;
  return async (req, res: Response<unknown, Trace & { caller?: object }>, next) => {
    if (scope !== null) {
      const caller = await authenticate(req, scope, keys);
      res.locals.keyId = caller.keyId;
      res.locals.caller = caller;
    }
    next();
  };
}

function bodyReaders(route: Route): readonly RequestHandler[] {
  if (route.body === null) return [];
  return route.bodyForm === 'RAW' ? [readRaw] : [requireJson, readJson];
}

function requireJson(req: Request, _res: Response, next: NextFunction): void {
  // null: there is no body, which reads as an empty object.
  if (req.is('application/json') === false)
    throw new ApiProblem('content-type-unsupported', 'Send the body as `Content-Type: application/json`.', {
      param: 'Content-Type',
    });
  next();
}

function answer(route: Route, handler: AnyHandler): RequestHandler {
  return async (req, res: Response<unknown, { caller?: object }>) => {
    const call = { ...readCall(route, req), caller: res.locals.caller ?? null };
    const isDryRun = call.intent?.kind === 'DRY_RUN';
    const { body, status = isDryRun ? 200 : route.status, replayed = false } = await handler(call);
    if (replayed) res.set('Idempotent-Replayed', 'true');
    res.status(status);
    if (route.answerType === 'application/json') res.json(body);
    else res.type(route.answerType).send(body);
  };
}

function refuseMethod(routes: readonly Route[]): RequestHandler {
  const allowed = [...new Set(routes.map(({ method }) => method.toUpperCase()))].join(', ');
  return (_req, res) => {
    res.set('Allow', allowed);
    throw new ApiProblem('method-not-allowed', `Use ${allowed} here.`);
  };
}
