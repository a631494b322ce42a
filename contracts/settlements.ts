import { z } from 'zod';
import { answerSchema } from './commands.js';
import { dateSchema } from './dates.js';
import { idSchema } from './ids.js';
import { amountMinorSchema, balanceMinorSchema, currencySchema } from './money.js';
import { paymentMethodSchema } from './payments.js';
import { settlementScopeSchema } from './settlement-quotes.js';

/** Settles at the payoff that was quoted: one agreement, what is billed, what the next bill will take up, or everything. */
export const settleBodySchema = z
  .strictObject({
    scope: settlementScopeSchema.default('ONE_PLAN'),
    agreementId: idSchema.optional().meta({ description: 'Of ONE_PLAN.' }),
    payoffMinor: amountMinorSchema.meta({ description: 'The payoff as quoted; another one refuses the command.' }),
    quotedOn: dateSchema.optional().meta({ description: 'Day of the quote; one of another day refuses the command.' }),
    currency: currencySchema,
    method: paymentMethodSchema,
  })
  .meta({ id: 'Settle' });

export const settleAnswerSchema = answerSchema('SettleAnswer', {
  paymentId: z.string(),
  agreementId: z.string().nullable(),
  status: z.enum(['BOOKED', 'PENDING']),
  payoffMinor: balanceMinorSchema,
});

/** Pays a part of an agreement's principal ahead of its installments. */
export const prepayBodySchema = z
  .strictObject({
    agreementId: idSchema,
    amountMinor: amountMinorSchema,
    currency: currencySchema,
    method: paymentMethodSchema,
  })
  .meta({ id: 'Prepay' });

export const prepayAnswerSchema = answerSchema('PrepayAnswer', {
  paymentId: z.string(),
  agreementId: z.string(),
  status: z.enum(['BOOKED', 'PENDING']),
});
