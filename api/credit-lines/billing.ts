import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { runCommand } from './run-command.js';

type Billing = Pick<Handlers, 'changeBillDay' | 'pauseDelinquency' | 'resumeDelinquency'>;

/** What is asked of the calendar of a line. */
export function billingHandlers(deps: Pick<ApiDeps, 'reads' | 'lines'>): Billing {
  return {
    changeBillDay: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'changeBillDay', ...body },
        command: () => ({ type: 'changeBillDay', ...body }),
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
