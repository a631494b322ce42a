import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { planOf } from '../plans/plan-of.js';
import { runCommand } from './run-command.js';

type Billing = Pick<Handlers, 'changeBillDay' | 'convertStatement' | 'pauseDelinquency' | 'resumeDelinquency'>;

/** What is asked of the calendar of a line. */
export function billingHandlers(deps: Pick<ApiDeps, 'reads' | 'lines' | 'plans'>): Billing {
  return {
    changeBillDay: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'changeBillDay', ...body },
        command: () => ({ type: 'changeBillDay', ...body }),
      }),

    convertStatement: async ({ params: { lineId, statementId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'convertStatement', statementId, ...body, amountMinor: body.amountMinor ?? null },
        command: () => {
          const { planId, periods, amountMinor = null } = body;
          return { type: 'convertStatement', statementId, amountMinor, plan: planOf(deps.plans, planId), periods };
        },
      }),

    pauseDelinquency: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'pauseDelinquency', ...body },
        command: () => ({ type: 'pauseDelinquency', ...body }),
      }),

    resumeDelinquency: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'resumeDelinquency', ...body },
        command: () => ({ type: 'resumeDelinquency', ...body }),
      }),
  };
}
