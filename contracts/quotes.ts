import { z } from 'zod';
import { BILL_DAY_MAX, BILL_DAY_MIN } from '../domain/calendar/billing-calendar.js';
import { costTableSchema } from './cost-tables.js';
import { dateSchema } from './dates.js';
import { referenceSchema } from './ids.js';
import { amountMinorSchema, balanceMinorSchema, currencySchema, rateSchema } from './money.js';
import { orNull } from './or-null.js';
import { planRefSchema, subProductSchema } from './plans.js';

export const quoteBodySchema = z
  .strictObject({
    amountMinor: amountMinorSchema,
    currency: currencySchema,
    planId: planRefSchema.optional(),
    billDay: z.int().min(BILL_DAY_MIN).max(BILL_DAY_MAX).default(1).meta({ description: 'For the dates.' }),
    dates: z.enum(['STATEMENT', 'ORDER']).default('STATEMENT').meta({
      description: 'Installments due with the bills of a line, or on days that count from the order.',
    }),
    priceGrade: z
      .string()
      .regex(/^[A-Z]$/, 'must be one letter')
      .optional()
      .meta({
        description: "The customer's grade, for plans with a price of each; A is the best.",
      }),
    promotionId: referenceSchema.optional().meta({
      description: 'Prices of this promotion alone. Left out: whatever holds today.',
    }),
  })
  .meta({ id: 'AskQuote' });

const installmentSchema = z
  .strictObject({
    nr: z.int(),
    dueOn: dateSchema,
    principalMinor: balanceMinorSchema,
    interestMinor: balanceMinorSchema,
    feeMinor: balanceMinorSchema,
    totalMinor: balanceMinorSchema,
  })
  .meta({ id: 'QuotedInstallment' });

/** One way to pay: a plan and a tenor. Every charge is in the schedule; the annual rate is that of the cash flows. */
export const offerSchema = z
  .strictObject({
    planId: z.string(),
    planVersion: z.int(),
    name: z.string(),
    subProduct: subProductSchema,
    periods: z.int(),
    priceGrade: orNull(z.string()).meta({ description: 'The grade whose price this is; null: none.' }),
    promotionId: orNull(z.string()).meta({ description: 'The promotion that sets the price; null: none.' }),
    downPaymentMinor: balanceMinorSchema.meta({
      description: 'Part of the amount that is paid at once, not financed.',
    }),
    installments: z.array(installmentSchema),
    principalMinor: balanceMinorSchema,
    interestMinor: balanceMinorSchema,
    feeMinor: balanceMinorSchema,
    totalMinor: balanceMinorSchema,
    annualRate: rateSchema,
    annualRateMethod: z.literal('NOMINAL_IRR').meta({
      description: '12 times the monthly internal rate of the cash flows.',
    }),
    cashFlows: z
      .array(z.strictObject({ month: z.int().min(0), amountMinor: balanceMinorSchema }))
      .meta({ description: 'What the customer receives (negative) and pays, by month.' }),
    firstDueOn: dateSchema,
    costTable: costTableSchema.meta({ description: 'What the customer would sign: all charges of all payees.' }),
  })
  .meta({ id: 'Offer' });

export type Offer = z.infer<typeof offerSchema>;

const refusedOfferSchema = z
  .strictObject({
    planId: z.string(),
    planVersion: z.int(),
    periods: z.int(),
    code: z.string().meta({ description: 'As of the problem that a draw would be answered with.' }),
    rule: z.string(),
    param: orNull(z.string()),
    detail: z.string().meta({ description: 'What to do next.' }),
  })
  .meta({ id: 'RefusedOffer' });

export type RefusedOffer = z.infer<typeof refusedOfferSchema>;

export const quoteSchema = z
  .strictObject({
    amountMinor: balanceMinorSchema,
    currency: currencySchema,
    asOn: dateSchema,
    billDay: z.int().meta({ description: 'The bill day that the dates assume.' }),
    offers: z.array(offerSchema).meta({ description: 'The cheapest first.' }),
    refused: z
      .array(refusedOfferSchema)
      .meta({ description: 'Plans and tenors that this amount does not get, and the rule.' }),
  })
  .meta({ id: 'Quote' });

export type QuoteBody = z.infer<typeof quoteSchema>;
