import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { given } from '../http/require-page.js';
import { planOf } from '../plans/plan-of.js';
import { requireAccount } from './accounts.js';
import { runCommand } from './run-command.js';

/** Cash in installments. */
export function drawHandlers(deps: ApiDeps): Pick<Handlers, 'draw'> {
  return {
    draw: async ({ params, body, intent }) =>
      runCommand(deps, {
        lineId: params.lineId,
        intent,
        body: { operation: 'draw', ...body, scene: body.scene ?? null },
        command: async () => {
          const { planId, scene, ...draw } = body;
          const plan = planOf(deps.plans, planId);
          await requireAccount(deps, params.lineId, draw.accountRef, 'accountRef');
          return { type: 'draw', ...draw, plan, ...given({ scene }) };
        },
      }),
  };
}
