import { APPLICATION_ROUTES } from './routes/application-routes.js';
import { COMMAND_ROUTES } from './routes/command-routes.js';
import { BILLING_ROUTES } from './routes/billing-routes.js';
import { CORRECTION_ROUTES } from './routes/correction-routes.js';
import { LEDGER_ROUTES } from './routes/ledger-routes.js';
import { PLATFORM_ROUTES } from './routes/platform-routes.js';
import { READ_ROUTES } from './routes/read-routes.js';
import { SANDBOX_ROUTES } from './routes/sandbox-routes.js';
import type { Route } from './route.js';

/** Where all operations live. */
export const BASE_PATH = '/v1';

/** Every operation of the API, by its id: the router and the documentation are both built from it. */
export const ROUTES = {
  ...APPLICATION_ROUTES,
  ...READ_ROUTES,
  ...COMMAND_ROUTES,
  ...CORRECTION_ROUTES,
  ...LEDGER_ROUTES,
  ...BILLING_ROUTES,
  ...SANDBOX_ROUTES,
  ...PLATFORM_ROUTES,
} as const satisfies Record<string, Route>;

export type OperationId = keyof typeof ROUTES;

export const OPERATION_IDS = Object.keys(ROUTES) as readonly OperationId[];
