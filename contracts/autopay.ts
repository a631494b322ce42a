import { z } from 'zod';
import { answerSchema } from './commands.js';
import { idSchema } from './ids.js';

/** The customer's permission to debit an account on the due date: the whole statement or its minimum due. */
export const autopayBodySchema = z
  .strictObject({ accountRef: idSchema, amount: z.enum(['STATEMENT', 'MINIMUM']).default('STATEMENT') })
  .meta({ id: 'SetAutopay' });

export const autopayAnswerSchema = answerSchema('AutopayAnswer', {});
