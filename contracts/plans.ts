import { z } from 'zod';
import { SUB_PRODUCTS } from '../domain/plan/plan-terms.js';
import { PERIODS_MAX } from '../domain/schedule/schedule-fault.js';
import { AMORTIZATIONS } from '../domain/schedule/schedule-terms.js';
import { SETTLEMENT_STRATEGIES } from '../domain/settlement/payoff-terms.js';
import { dateSchema } from './dates.js';
import { balanceMinorSchema, currencySchema, rateSchema } from './money.js';
import { orNull } from './or-null.js';

const PLAN_REF_CHARACTERS_MAX = 80;

export const periodsSchema = z
  .int()
  .min(1)
  .max(PERIODS_MAX)
  .meta({ id: 'Periods', description: 'Number of installments; one that the plan offers.', example: 12 });

/** `planId`, which is its latest version, or `planId@version`. */
export const planRefSchema = z
  .string()
  .max(PLAN_REF_CHARACTERS_MAX)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*(@\d{1,6})?$/, 'must be a planId or planId@version')
  .meta({ id: 'PlanRef', description: 'planId (its latest version) or planId@version.' });

export const subProductSchema = z.enum(SUB_PRODUCTS);

export const amortizationSchema = z.enum(AMORTIZATIONS);

export const otherChargeSchema = z
  .strictObject({
    component: z.enum(['GUARANTEE_FEE', 'SERVICE_FEE', 'INSURANCE', 'MEMBERSHIP']),
    payee: z.string().meta({ description: 'Who collects it.' }),
    method: z.enum(['RATE_PER_PERIOD', 'DEDUCTED_UPFRONT']),
    rate: rateSchema.meta({ description: 'Of the original principal.' }),
  })
  .meta({ id: 'OtherCharge' });

/** What may happen besides paying as agreed. */
const servicingShape = {
  settlementStrategies: z
    .array(z.enum(SETTLEMENT_STRATEGIES))
    .meta({ description: 'How an early settlement is priced; the first that applies wins.' }),
  settlementDailyRate: rateSchema,
  settlementFeeOffset: z.enum(['ALL_FEES_CHARGED', 'PAID_FEES']),
  partialPrepay: z.enum(['NONE', 'REDUCE_TERM', 'REDUCE_PAYMENT']),
  dailyRate: rateSchema.meta({ description: 'Interest of a day; DAILY_SIMPLE alone.' }),
  cashDrawFeeRate: rateSchema,
  refundAllocation: z.enum(['LAST_FIRST', 'PRO_RATA', 'NEXT_FIRST']),
  refundPaidSlice: z.enum(['ORIGINAL_INSTRUMENT', 'CREDIT_BALANCE']),
  openFeePolicy: z.enum(['RECOMPUTE', 'PRORATE', 'KEEP']),
  chargedFeePolicy: z.enum(['KEEP_CHARGED', 'REFUND_PRORATA', 'FULL_REVERSAL_IF_FULL_REFUND']),
  couponPolicy: z.enum(['NOT_RETURNED', 'RETURN_IF_FULL']),
  statementInstallmentPartial: z.boolean().meta({ description: 'Whether a part of a bill may be converted.' }),
  statementInstallmentStart: z
    .enum(['NEXT_BILL', 'THIS_BILL'])
    .meta({ description: 'The bill with which the first installment of a converted bill is due.' }),
  downPaymentRate: rateSchema,
  merchantFeeShare: z.enum(['0', '1']),
};

/** How the cost of a year is judged, and what other payees ask. */
const costShape = {
  annualCap: rateSchema.meta({ description: 'Of the charges of all payees together.' }),
  capMethod: z.enum(['NOMINAL_IRR', 'EFFECTIVE_IRR']),
  capTiming: z.enum(['PERIODIC', 'DATED_WORST_CASE']),
  upfrontDeduction: z.enum(['FORBIDDEN', 'RESTATE_PRINCIPAL']),
  otherCharges: z.array(otherChargeSchema),
};

const tenorPriceSchema = z.strictObject({ periods: z.int(), feeRatePerPeriod: rateSchema, annualRate: rateSchema });

export const planSchema = z
  .strictObject({
    planId: z.string(),
    version: z.int().min(1),
    name: z.string(),
    program: z.string(),
    subProduct: subProductSchema,
    currency: currencySchema,
    amortization: amortizationSchema,
    prices: z.array(tenorPriceSchema),
    priceGrid: z
      .array(tenorPriceSchema.extend({ grade: z.string() }))
      .meta({ description: 'Prices of a grade, where it has its own; A is the best.' }),
    promotions: z.array(
      z.strictObject({
        promotionId: z.string(),
        fromOn: dateSchema,
        untilOn: dateSchema.meta({ description: 'The first day on which it no longer holds.' }),
        prices: z.array(tenorPriceSchema),
      }),
    ),
    frequency: z.strictObject({ every: z.int().min(1), unit: z.enum(['DAYS', 'WEEKS', 'MONTHS']) }),
    firstPeriodRule: z.enum(['AS_REGULAR', 'ACTUAL_DAYS']),
    principalGracePeriods: z.int().min(0),
    interestGracePeriods: z.int().min(0),
    interestFreePeriods: z.int().min(0),
    fixedInstallmentMinor: orNull(balanceMinorSchema),
    installmentMultipleMinor: orNull(balanceMinorSchema),
    minAmountMinor: balanceMinorSchema,
    maxAmountMinor: balanceMinorSchema,
    minInstallmentMinor: balanceMinorSchema,
    ...costShape,
    ...servicingShape,
    fundingShares: z.array(z.strictObject({ funderId: z.string(), share: rateSchema })).meta({
      description: 'Who carries an agreement; LENDER is the lender of the line.',
    }),
  })
  .meta({ id: 'Plan', description: 'An immutable plan version.' });

export type PlanBody = z.infer<typeof planSchema>;

export const planListSchema = z.strictObject({ items: z.array(planSchema) }).meta({ id: 'PlanList' });
