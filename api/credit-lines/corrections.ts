import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { runCommand } from './run-command.js';

type Corrections = Pick<Handlers, 'reverseFact' | 'correct' | 'waive' | 'chargeOff' | 'reAge' | 'reAmortize'>;

/** Commands that put right, give up or defer what is booked. */
export function correctionHandlers(deps: Pick<ApiDeps, 'reads' | 'lines'>): Corrections {
  return {
    reverseFact: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'reverseFact', ...body },
        command: () => ({ type: 'reverseFact', ...body }),
      }),

    correct: async ({ params: { lineId }, body: { factSeq, change, reason }, intent }) => {
      const given = { factSeq, valueOn: change.valueOn ?? null, amountMinor: change.amountMinor ?? null, reason };
      return runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'correct', ...given },
        command: () => ({ type: 'correct', ...given }),
      });
    },

    waive: async ({ params: { lineId }, body, intent }) => {
      const { component, reason, agreementId = null, billOn = null, amountMinor = null, valueOn = null } = body;
      const given = { agreementId, billOn, component, amountMinor, valueOn, reason };
      return runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'waive', ...given },
        command: () => ({ type: 'waive', ...given }),
      });
    },

    chargeOff: async ({ params: { lineId }, body: { agreementId = null, valueOn = null, reason }, intent }) => {
      const given = { agreementId, valueOn, reason };
      return runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'chargeOff', ...given },
        command: () => ({ type: 'chargeOff', ...given }),
      });
    },

    reAge: async ({ params: { lineId, agreementId }, body: { newDueOn }, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'reAge', agreementId, newDueOn },
        command: () => ({ type: 'reAge', agreementId, newDueOn }),
      }),

    reAmortize: async ({ params: { lineId, agreementId }, body: { periods }, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'reAmortize', agreementId, periods },
        command: () => ({ type: 'reAmortize', agreementId, periods }),
      }),
  };
}
