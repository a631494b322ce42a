import type { PaymentMethod } from '../../domain/line/commands.js';
import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { requireAccount } from './accounts.js';
import { runCommand } from './run-command.js';

type Repayments = Pick<Handlers, 'pay' | 'reversePayment' | 'settle' | 'prepay' | 'setAutopay' | 'endAutopay'>;

/** What brings a debt down, and what undoes it. */
export function repaymentHandlers(deps: ApiDeps): Repayments {
  const requireMethod = async (lineId: string, method: PaymentMethod) => {
    if (method.kind === 'DEBIT') await requireAccount(deps, lineId, method.accountRef, 'method.accountRef');
  };
  return {
    pay: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'pay', ...body, valueOn: body.valueOn ?? null },
        command: async () => {
          await requireMethod(lineId, body.method);
          return { type: 'pay', ...body, valueOn: body.valueOn ?? null };
        },
      }),

    reversePayment: async ({ params: { lineId, paymentId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'reversePayment', paymentId, ...body },
        command: () => ({ type: 'reversePayment', paymentId, reason: body.reason }),
      }),

    settle: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'settle', ...body, agreementId: body.agreementId ?? null, quotedOn: body.quotedOn ?? null },
        command: async () => {
          await requireMethod(lineId, body.method);
          const { agreementId = null, quotedOn = null } = body;
          return { type: 'settle', ...body, agreementId, quotedOn };
        },
      }),

    prepay: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'prepay', ...body },
        command: async () => {
          await requireMethod(lineId, body.method);
          return { type: 'prepay', ...body };
        },
      }),

    setAutopay: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'setAutopay', ...body },
        command: async () => {
          await requireAccount(deps, lineId, body.accountRef, 'accountRef');
          return { type: 'setAutopay', mandate: body };
        },
      }),

    endAutopay: async ({ params: { lineId }, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'endAutopay' },
        command: () => ({ type: 'setAutopay', mandate: null }),
      }),
  };
}
