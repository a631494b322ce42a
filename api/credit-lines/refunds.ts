import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { runCommand } from './run-command.js';

/** What a merchant gives back, and takes back again. */
export function refundHandlers(deps: ApiDeps): Pick<Handlers, 'refund' | 'cancelRefund'> {
  return {
    refund: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'refund', ...body, valueOn: body.valueOn ?? null },
        command: () => ({ type: 'refund', ...body, valueOn: body.valueOn ?? null }),
      }),

    cancelRefund: async ({ params: { lineId, refundId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'cancelRefund', refundId, ...body },
        command: () => ({ type: 'cancelRefund', refundId, reason: body.reason }),
      }),
  };
}
