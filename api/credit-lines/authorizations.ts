import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { given } from '../http/require-page.js';
import { planOf } from '../plans/plan-of.js';
import { runCommand } from './run-command.js';

/** A purchase without a plan is due in full with the next bill. */
const DEFAULT_PLAN = 'pay-later';

type Purchases = 'authorize' | 'capture' | 'voidAuthorization' | 'adjustAuthorization';

/** Purchases: reserve, turn into debt, release. */
export function authorizationHandlers(deps: ApiDeps): Pick<Handlers, Purchases> {
  return {
    authorize: async ({ params, body, intent }) =>
      runCommand(deps, {
        lineId: params.lineId,
        intent,
        body: {
          operation: 'authorize',
          ...body,
          planId: body.planId ?? null,
          periods: body.periods ?? null,
          scene: body.scene ?? null,
          coupon: body.coupon ?? null,
        },
        command: () => {
          const { planId = DEFAULT_PLAN, periods, scene, coupon, ...purchase } = body;
          const plan = planOf(deps.plans, planId);
          // A plan of one tenor needs no choice.
          const [only, ...others] = plan.prices;
          const chosen = periods ?? (others.length === 0 ? only?.periods : undefined) ?? 0;
          return { type: 'authorize', ...purchase, plan, periods: chosen, ...given({ scene, coupon }) };
        },
      }),

    capture: async ({ params, body, intent }) => {
      const { lineId, authorizationId } = params;
      const { amountMinor, final: isFinal = false } = body;
      return runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'capture', authorizationId, amountMinor, final: isFinal },
        command: () => ({ type: 'capture', authorizationId, amountMinor, isFinal }),
      });
    },

    adjustAuthorization: async ({ params, body, intent }) => {
      const { lineId, authorizationId } = params;
      return runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'adjustAuthorization', authorizationId, ...body },
        command: () => ({ type: 'adjustAuthorization', authorizationId, ...body }),
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
