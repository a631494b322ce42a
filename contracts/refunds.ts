import { z } from 'zod';
import { answerSchema } from './commands.js';
import { dateSchema } from './dates.js';
import { idSchema, reasonSchema } from './ids.js';
import { orNull } from './or-null.js';
import { amountMinorSchema, balanceMinorSchema, currencySchema } from './money.js';

/** A merchant returns an amount of a purchase: debt falls first, the rest is the customer's credit. */
export const refundBodySchema = z
  .strictObject({
    agreementId: idSchema,
    amountMinor: amountMinorSchema,
    currency: currencySchema,
    valueOn: dateSchema.optional().meta({ description: 'Day from which it counts; absent: today.' }),
  })
  .meta({ id: 'Refund' });

export const refundAnswerSchema = answerSchema('RefundAnswer', {
  refundId: z.string(),
  restoredMinor: balanceMinorSchema,
  creditedMinor: balanceMinorSchema.meta({
    description: 'What the customer gets: repaid before, or charges given back.',
  }),
  downPaymentMinor: balanceMinorSchema.meta({ description: 'Part of the refund that the merchant gives back itself.' }),
  lineMinor: balanceMinorSchema.meta({ description: 'Part of the refund that the line gets.' }),
  funderMinor: balanceMinorSchema.meta({ description: 'Charges given back to who paid them for the customer.' }),
  returnedCouponId: orNull(z.string()).meta({ description: 'The coupon that can be used again.' }),
});

export const cancelRefundBodySchema = z.strictObject({ reason: reasonSchema }).meta({ id: 'CancelRefund' });

export const cancelRefundAnswerSchema = answerSchema('CancelRefundAnswer', { refundId: z.string() });
