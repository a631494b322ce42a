import { applicationHandlers } from './applications/applications.js';
import { applyHandlers } from './applications/apply.js';
import { callbackHandlers } from './callbacks/bank-callback.js';
import { accountHandlers } from './credit-lines/accounts.js';
import { authorizationHandlers } from './credit-lines/authorizations.js';
import { billingHandlers } from './credit-lines/billing.js';
import { correctionHandlers } from './credit-lines/corrections.js';
import { drawHandlers } from './credit-lines/draws.js';
import { limitHandlers } from './credit-lines/limits.js';
import { lineReadHandlers } from './credit-lines/line-reads.js';
import { asOfHandlers } from './credit-lines/as-of.js';
import { livePositionHandlers } from './credit-lines/live-position.js';
import { refundHandlers } from './credit-lines/refunds.js';
import { repaymentHandlers } from './credit-lines/repayments.js';
import { servicingHandlers } from './credit-lines/servicing.js';
import { timelineHandlers } from './credit-lines/timeline.js';
import type { ApiDeps } from './deps.js';
import type { Handlers } from './http/handlers.js';
import { ledgerHandlers } from './ledger/ledger.js';
import { planHandlers } from './plans/plans.js';
import { platformHandlers } from './platform/platform.js';
import { quoteHandlers } from './quotes/quotes.js';
import { sandboxHandlers } from './sandbox/sandbox.js';

/** Every operation with what carries it out. */
export function createHandlers(deps: ApiDeps): Handlers {
  return {
    ...applyHandlers(deps),
    ...applicationHandlers(deps),
    ...quoteHandlers(deps),
    ...planHandlers(deps),
    ...lineReadHandlers(deps),
    ...livePositionHandlers(deps),
    ...timelineHandlers(deps),
    ...authorizationHandlers(deps),
    ...drawHandlers(deps),
    ...refundHandlers(deps),
    ...repaymentHandlers(deps),
    ...correctionHandlers(deps),
    ...billingHandlers(deps),
    ...servicingHandlers(deps),
    ...limitHandlers(deps),
    ...accountHandlers(deps),
    ...ledgerHandlers(deps),
    ...asOfHandlers(deps),
    ...sandboxHandlers(deps),
    ...callbackHandlers(deps),
    ...platformHandlers(deps),
  };
}
