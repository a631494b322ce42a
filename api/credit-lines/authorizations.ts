import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { planOf } from '../plans/plan-of.js';
import { runCommand } from './run-command.js';

/** A purchase without a plan is due in full with the next bill. */
const DEFAULT_PLAN = 'pay-later';

/** Purchases: reserve, turn into debt, release. */
export function authorizationHandlers(deps: ApiDeps): Pick<Handlers, 'authorize' | 'capture' | 'voidAuthorization'> {
  return {
    authorize: async ({ params, body, intent }) =>
      runCommand(deps, {
        lineId: params.lineId,
        intent,
        body: { operation: 'authorize', ...body, planId: body.planId ?? null, periods: body.periods ?? null },
        command: () => {
          const { planId = DEFAULT_PLAN, periods, ...purchase } = body;
          const plan = planOf(deps.plans, planId);
          // A plan of one tenor needs no choice.
          const [only, ...others] = plan.prices;
          const chosen = periods ?? (others.length === 0 ? only?.periods : undefined) ?? 0;
          return { type: 'authorize', ...purchase, plan, periods: chosen };
        },
      }),

    capture: async ({ params, body, intent }) => {
      const { lineId, authorizationId } = params;
      return runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'capture', authorizationId, ...body },
        command: () => ({ type: 'capture', authorizationId, amountMinor: body.amountMinor }),
      });
    },

    voidAuthorization: async ({ params, intent }) => {
      const { lineId, authorizationId } = params;
      return runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'voidAuthorization', authorizationId },
        command: () => ({ type: 'voidAuthorization', authorizationId }),
      });
    },
  };
}
