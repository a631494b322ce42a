import { z } from 'zod';
import { AMOUNT_MINOR_MAX } from './limits.js';
import type { Movement, MovementCallback } from './ports.js';

const REFERENCE_CHARACTERS_MAX = 200;

/** What a bank says about a movement. Fields we do not know are dropped: a bank may add some. */
export const movementSchema = z
  .object({
    idempotencyKey: z.string().min(1),
    kind: z.enum(['debit', 'disbursement', 'refund']),
    status: z.enum(['PENDING', 'SUCCEEDED', 'FAILED']),
    amountMinor: z.int().min(1).max(AMOUNT_MINOR_MAX),
    currency: z.string().regex(/^[A-Z]{3}$/),
    failure: z.enum(['INSUFFICIENT_FUNDS', 'ACCOUNT_CLOSED', 'ACCOUNT_UNKNOWN', 'LIMIT_EXCEEDED']).nullable(),
    bankReference: z.string().min(1).max(REFERENCE_CHARACTERS_MAX).nullable(),
  })
  .refine((movement) => (movement.status === 'FAILED') === (movement.failure !== null), { path: ['failure'] })
  .refine((movement) => (movement.status === 'SUCCEEDED') === (movement.bankReference !== null), {
    path: ['bankReference'],
  }) satisfies z.ZodType<Movement>;

/** A callback's body, once its signature is found valid. */
export const movementCallbackSchema = z.object({
  type: z.literal('bank.movement'),
  reference: z.string(),
  movement: movementSchema,
}) satisfies z.ZodType<MovementCallback>;
