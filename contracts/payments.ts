import { z } from 'zod';
import { answerSchema } from './commands.js';
import { dateSchema } from './dates.js';
import { idSchema, reasonSchema, referenceSchema } from './ids.js';
import { amountMinorSchema, currencySchema } from './money.js';

/** TRANSFER: the money has arrived. DEBIT: the bank is asked for it, and the payment counts when it confirms. */
export const paymentMethodSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('TRANSFER'), reference: referenceSchema }),
    z.strictObject({ kind: z.literal('DEBIT'), accountRef: idSchema }),
  ])
  .meta({ id: 'PaymentMethod' });

export const payBodySchema = z
  .strictObject({
    amountMinor: amountMinorSchema,
    currency: currencySchema,
    method: paymentMethodSchema,
    valueOn: dateSchema.optional().meta({
      description: 'Day from which the money counts; absent: today. Only a TRANSFER can be back-dated.',
    }),
  })
  .meta({ id: 'Pay' });

export const reversePaymentBodySchema = z.strictObject({ reason: reasonSchema }).meta({ id: 'ReversePayment' });

export const payAnswerSchema = answerSchema('PayAnswer', {
  paymentId: z.string(),
  status: z.enum(['BOOKED', 'PENDING']),
});

export const reversePaymentAnswerSchema = answerSchema('ReversePaymentAnswer', { paymentId: z.string() });
