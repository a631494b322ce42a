import { z } from 'zod';
import { FEE_FUNDERS } from '../domain/plan/fee-funding.js';
import { answerSchema } from './commands.js';
import { instantSchema } from './dates.js';
import { referenceSchema, sceneSchema } from './ids.js';
import { amountMinorSchema, balanceMinorSchema, currencySchema } from './money.js';
import { periodsSchema, planRefSchema } from './plans.js';

/** An interest-free coupon: the funder owes this share of the fees and interest, the customer never. */
const couponSchema = z
  .strictObject({
    couponId: referenceSchema,
    funder: z.enum(FEE_FUNDERS),
    share: z
      .string()
      .regex(/^(?:1|0\.\d{0,9}[1-9])$/, 'must be a decimal above 0, up to 1')
      .meta({ description: 'Share of the charges that the funder pays.', example: '1' }),
  })
  .meta({ id: 'Coupon' });

/** A purchase on the line. Without a plan it is due in full with the next bill (pay later). */
export const authorizeBodySchema = z
  .strictObject({
    orderId: referenceSchema,
    merchantId: referenceSchema,
    amountMinor: amountMinorSchema,
    currency: currencySchema,
    planId: planRefSchema.optional(),
    periods: periodsSchema.optional(),
    scene: sceneSchema.optional(),
    coupon: couponSchema.optional(),
    capture: z.enum(['MANUAL', 'IMMEDIATE']).default('MANUAL').meta({
      description: 'MANUAL holds the amount until it is captured or expires; IMMEDIATE makes it debt at once.',
    }),
  })
  .meta({ id: 'Authorize' });

export const captureBodySchema = z
  .strictObject({
    amountMinor: amountMinorSchema,
    final: z.boolean().optional().meta({
      description: 'true: nothing more will be captured, and what is left of the authorization is released at once.',
    }),
  })
  .meta({ id: 'Capture' });

/** The price has changed before the capture. */
export const adjustBodySchema = z
  .strictObject({
    amountMinor: amountMinorSchema.meta({ description: 'The new whole, with what was captured of it.' }),
  })
  .meta({ id: 'AdjustAuthorization' });

export const voidBodySchema = z.strictObject({}).meta({ id: 'VoidAuthorization' });

export const authorizationSchema = z
  .strictObject({
    authorizationId: z.string(),
    orderId: z.string(),
    merchantId: z.string(),
    amountMinor: balanceMinorSchema,
    capturedMinor: balanceMinorSchema,
    openMinor: balanceMinorSchema,
    scene: z.string().nullable(),
    status: z.enum(['OPEN', 'CAPTURED', 'VOIDED', 'EXPIRED']),
    expiresAt: instantSchema,
    agreementId: z.string().nullable(),
  })
  .meta({ id: 'Authorization' });

export const authorizeAnswerSchema = answerSchema('AuthorizeAnswer', {
  authorizationId: z.string(),
  status: z.enum(['OPEN', 'CAPTURED']),
  expiresAt: instantSchema,
  agreementId: z.string().nullable(),
  downPaymentMinor: balanceMinorSchema.meta({
    description: 'Part of the price that the customer pays at once, to the merchant; only the rest is financed.',
  }),
});

export const captureAnswerSchema = answerSchema('CaptureAnswer', {
  authorizationId: z.string(),
  agreementId: z.string(),
  capturedMinor: balanceMinorSchema,
  openMinor: balanceMinorSchema,
});

export const adjustAnswerSchema = answerSchema('AdjustAnswer', {
  authorizationId: z.string(),
  amountMinor: balanceMinorSchema,
  openMinor: balanceMinorSchema,
});

export const voidAnswerSchema = answerSchema('VoidAnswer', {
  authorizationId: z.string(),
  releasedMinor: balanceMinorSchema,
});
