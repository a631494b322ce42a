import { z } from 'zod';
import { BILL_DAY_MAX, BILL_DAY_MIN } from '../domain/calendar/billing-calendar.js';
import { dateSchema } from './dates.js';
import { amountMinorSchema, balanceMinorSchema, currencySchema, rateSchema } from './money.js';
import { planRefSchema } from './plans.js';

export const quoteBodySchema = z
  .strictObject({
    amountMinor: amountMinorSchema,
    currency: currencySchema,
    planId: planRefSchema.optional(),
    billDay: z.int().min(BILL_DAY_MIN).max(BILL_DAY_MAX).default(1).meta({ description: 'For the dates.' }),
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
    subProduct: z.enum(['PURCHASE', 'ORDER_INSTALLMENT', 'CASH_DRAW']),
    periods: z.int(),
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
  })
  .meta({ id: 'Offer' });

export type Offer = z.infer<typeof offerSchema>;

export const quoteSchema = z
  .strictObject({
    amountMinor: balanceMinorSchema,
    currency: currencySchema,
    asOn: dateSchema,
    billDay: z.int().meta({ description: 'The bill day that the dates assume.' }),
    offers: z.array(offerSchema),
    refused: z
      .array(z.strictObject({ planId: z.string(), periods: z.int(), code: z.string() }))
      .meta({ description: 'Plans and tenors that this amount does not get, and the rule.' }),
  })
  .meta({ id: 'Quote' });
