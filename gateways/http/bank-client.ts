import { GatewayRefused } from '../errors.js';
import { movementSchema } from '../movement-schema.js';
import type { BankGateway, Movement, MovementKind, MovementRequest } from '../ports.js';
import { callGateway, endpoint, type ClientOptions } from './call.js';

const PATHS: Readonly<Record<MovementKind, string>> = {
  debit: '/bank/debits',
  disbursement: '/bank/disbursements',
  refund: '/bank/refunds',
};

/** The first thing the answer says differently from what was asked, or null. */
function contradiction(asked: Partial<Movement>, answered: Movement): string | null {
  const fields = ['idempotencyKey', 'kind', 'amountMinor', 'currency'] as const;
  return fields.find((field) => asked[field] !== undefined && asked[field] !== answered[field]) ?? null;
}

/** The bank over HTTP. An answer about another movement than the one asked for is an `invalid-answer`. */
export function bankClient(baseUrl: string, secret: string, options: ClientOptions = {}): BankGateway {
  const bank = endpoint('bank', baseUrl, secret, options);

  function believed(asked: Partial<Movement>, answered: Movement): Movement {
    const field = contradiction(asked, answered);
    if (field !== null) throw new GatewayRefused('bank', 'invalid-answer', field);
    return answered;
  }

  async function move(kind: MovementKind, request: MovementRequest): Promise<Movement> {
    const answered = await callGateway(bank, { method: 'POST', path: PATHS[kind], body: request }, movementSchema);
    const { idempotencyKey, amountMinor, currency } = request;
    return believed({ idempotencyKey, kind, amountMinor, currency }, answered);
  }

  return {
    debit: (request) => move('debit', request),
    disburse: (request) => move('disbursement', request),
    refund: (request) => move('refund', request),
    async find(idempotencyKey) {
      const path = `/bank/movements/${encodeURIComponent(idempotencyKey)}`;
      try {
        return believed({ idempotencyKey }, await callGateway(bank, { method: 'GET', path }, movementSchema));
      } catch (thrown) {
        // The code and not the status: a wrong base address answers 404 too, and "nothing moved" must be certain.
        if (thrown instanceof GatewayRefused && thrown.code === 'movement-unknown') return null;
        throw thrown;
      }
    },
  };
}
