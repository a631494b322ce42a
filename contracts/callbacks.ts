import { z } from 'zod';

/** What a bank sends, signed in the style of Standard Webhooks; the exact bytes are verified before they are read. */
export const bankCallbackBodySchema = z
  .object({ type: z.literal('bank.movement'), reference: z.string(), movement: z.record(z.string(), z.unknown()) })
  .meta({ id: 'BankCallback' });

export const callbackAnswerSchema = z.strictObject({ received: z.literal(true) }).meta({ id: 'CallbackAnswer' });
