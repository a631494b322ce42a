import { z } from 'zod';
import { answerSchema } from './commands.js';
import { idSchema, sceneSchema } from './ids.js';
import { amountMinorSchema, currencySchema } from './money.js';
import { periodsSchema, planRefSchema } from './plans.js';

/** Cash in installments, paid out to an account of the customer. */
export const drawBodySchema = z
  .strictObject({
    amountMinor: amountMinorSchema,
    currency: currencySchema,
    planId: planRefSchema,
    periods: periodsSchema,
    scene: sceneSchema.optional(),
    accountRef: idSchema,
  })
  .meta({ id: 'Draw' });

export const drawAnswerSchema = answerSchema('DrawAnswer', {
  agreementId: z.string(),
  status: z.literal('PENDING'),
});
