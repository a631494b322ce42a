import express, { type Express } from 'express';
import helmet from 'helmet';
import swaggerUi from 'swagger-ui-express';
import { BASE_PATH } from '../contracts/routes.js';
import type { ApiDeps } from './deps.js';
import { createHandlers } from './create-handlers.js';
import { limitRate } from './http/limit-rate.js';
import { observe } from './http/observe.js';
import { routed } from './http/router.js';
import { KnownKeys } from './keys/known-keys.js';
import { answerProblem } from './problems/answer-problem.js';
import { ApiProblem } from './problems/api-problem.js';

/** The whole API as an Express app: everything it stands on comes in as an argument. */
export function createApp(deps: ApiDeps): Express {
  const { settings, log, metrics, document, now } = deps;
  const app = express().disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.use(observe(log, metrics));
  // The documentation page is served over plain HTTP on a laptop: its own assets must not be asked for over HTTPS.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));

  app.use(`${BASE_PATH}/docs`, swaggerUi.serve, swaggerUi.setup(document, { customSiteTitle: 'Whiteslip API' }));

  app.use(BASE_PATH, limitRate(settings.requestsPerMinute));
  app.use(BASE_PATH, routed(createHandlers(deps), new KnownKeys(deps.keys, now), settings.mode));
  app.use(() => {
    throw new ApiProblem('not-found', 'Check the address: GET /v1/openapi.json lists all that there are.');
  });
  app.use(answerProblem(log));
  return app;
}
