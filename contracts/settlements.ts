import { z } from 'zod';
import { answerSchema } from './commands.js';
import { idSchema } from './ids.js';
import { amountMinorSchema, balanceMinorSchema, currencySchema } from './money.js';
import { paymentMethodSchema } from './payments.js';

/** Pays an agreement off early, at the payoff quoted for the day. */
export const settleBodySchema = z
  .strictObject({
    agreementId: idSchema,
    payoffMinor: amountMinorSchema.meta({ description: 'The payoff as quoted; another one refuses the command.' }),
    currency: currencySchema,
    method: paymentMethodSchema,
  })
  .meta({ id: 'Settle' });

export const settleAnswerSchema = answerSchema('SettleAnswer', {
  paymentId: z.string(),
  agreementId: z.string(),
  status: z.enum(['BOOKED', 'PENDING']),
  payoffMinor: balanceMinorSchema,
});
