import { z } from 'zod';
import { APPLICATION_STATUSES, type ApplicationView } from '../domain/application/application-view.js';
import { BILL_DAY_MAX, BILL_DAY_MIN } from '../domain/calendar/billing-calendar.js';
import type { ApplicationFeatures } from '../scoring/features.js';
import { accountNumberSchema } from './accounts.js';
import { agrees } from './agrees.js';
import { dateSchema, instantSchema } from './dates.js';
import { idSchema, reasonSchema, referenceSchema } from './ids.js';
import { AMOUNT_MINOR_MAX } from '../domain/money/amount-bounds.js';
import { amountMinorSchema, balanceMinorSchema, currencySchema } from './money.js';
import { pageOf, pageQuery } from './pages.js';
import { orNull } from './or-null.js';

/** Stored encrypted under the customer's own key; no answer of the API holds any of it. */
export const personSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    documentNumber: z.string().regex(/^[A-Za-z0-9-]{4,32}$/, 'must be 4 to 32 letters, digits or dashes'),
    birthOn: dateSchema,
    phone: z.string().regex(/^\+?\d{5,19}$/, 'must be 5 to 19 digits, with + in front or not'),
    email: z.email().max(254).optional(),
    language: z.enum(['zh', 'en']).default('zh'),
  })
  .meta({ id: 'Person' });

const declaredMinorSchema = z.int().min(0).max(AMOUNT_MINOR_MAX);

/** What the applicant declares; the decision uses it, so it holds no personal data. */
export const declaredSchema = z
  .strictObject({
    monthlyIncomeMinor: declaredMinorSchema,
    hasIncomeProof: z.boolean(),
    employmentMonths: z.int().min(0).max(1_200),
    monthlyDebtServiceMinor: declaredMinorSchema,
    isStudent: z.boolean(),
    existingLimitMinor: declaredMinorSchema.nullable().default(null),
    utilization: z
      .string()
      .regex(/^\d{1,3}(\.\d{1,6})?$/, 'must be a decimal such as 0.35')
      .nullable()
      .default(null),
    lateOf6: z.int().min(0).max(6).nullable().default(null),
    purpose: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/, 'must be a code such as HOUSEHOLD'),
  })
  .meta({ id: 'Declared' });

agrees<ApplicationFeatures, typeof declaredSchema>(true);

export const applyBodySchema = z
  .strictObject({
    person: personSchema,
    accountNumber: accountNumberSchema,
    requestedLimitMinor: amountMinorSchema,
    currency: currencySchema,
    billDay: z.int().min(BILL_DAY_MIN).max(BILL_DAY_MAX).default(1),
    preset: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'must be the name of a preset of line terms')
      .default('cnPayLaterStatement'),
    declared: declaredSchema,
  })
  .meta({ id: 'Apply' });

export type ApplyBody = z.infer<typeof applyBodySchema>;

export const acceptBodySchema = z
  .strictObject({
    offerLimitMinor: amountMinorSchema.optional().meta({
      description: 'The limit that the applicant was shown: another offer refuses. Absent: whatever is offered.',
    }),
  })
  .meta({ id: 'AcceptOffer' });

export const withdrawBodySchema = z.strictObject({ reason: reasonSchema }).meta({ id: 'WithdrawApplication' });

/** A person's decision on a referred application. */
export const decisionBodySchema = z
  .discriminatedUnion('outcome', [
    z.strictObject({
      outcome: z.literal('APPROVE'),
      limitMinor: amountMinorSchema,
      reviewer: referenceSchema,
      reason: reasonSchema,
    }),
    z.strictObject({ outcome: z.literal('DECLINE'), reviewer: referenceSchema, reason: reasonSchema }),
  ])
  .meta({ id: 'DecideReferral' });

const decisionSchema = z
  .strictObject({
    decisionId: z.string(),
    outcome: z.enum(['APPROVE', 'APPROVE_LOWER', 'REFER', 'DECLINE']),
    grade: z.string().nullable(),
    score: z.number().nullable(),
    limitMinor: balanceMinorSchema,
    reasons: z.array(z.strictObject({ code: z.string(), rule: z.string() })),
    decidedBy: z.enum(['ENGINE', 'PERSON']),
  })
  .meta({ id: 'ApplicationDecision' });

const offerSchema = z
  .strictObject({
    limitMinor: balanceMinorSchema,
    currency: z.string(),
    billDay: z.int(),
    expiresAt: instantSchema,
  })
  .meta({ id: 'ApplicationOffer' });

export const applicationStatusSchema = z.enum(APPLICATION_STATUSES).meta({ id: 'ApplicationStatus' });

export const applicationSchema = z
  .strictObject({
    applicationId: z.string(),
    customerId: z.string(),
    lenderId: z.string(),
    status: applicationStatusSchema,
    currency: z.string(),
    requestedLimitMinor: balanceMinorSchema,
    createdAt: instantSchema,
    updatedAt: instantSchema,
    identity: z.enum(['PENDING', 'PASS', 'FAIL', 'MISMATCH', 'UNAVAILABLE']),
    decision: orNull(decisionSchema),
    offer: orNull(offerSchema),
    lineId: z.string().nullable(),
    waitingFor: z
      .strictObject({ what: z.string(), who: z.enum(['APPLICANT', 'REVIEWER']), until: instantSchema })
      .nullable(),
    seq: z.int(),
  })
  .meta({ id: 'Application', description: 'Holds no personal data.' });

agrees<ApplicationView, typeof applicationSchema>(true);

export const applicationPageSchema = pageOf(applicationSchema, 'ApplicationPage');
export const applicationsQuery = z.strictObject({
  status: applicationStatusSchema.optional(),
  customerId: idSchema.optional(),
  ...pageQuery,
});

/** The application was taken in; follow it by its id. */
export const applyAnswerSchema = z
  .strictObject({
    applicationId: z.string(),
    customerId: z.string(),
    accountRef: z.string().meta({ description: 'The repayment account, for draws, payments and autopay.' }),
    status: applicationStatusSchema,
  })
  .meta({ id: 'ApplyAnswer' });

export const applicationAnswerSchema = z
  .strictObject({
    applicationId: z.string(),
    status: applicationStatusSchema,
    offerLimitMinor: orNull(balanceMinorSchema),
    lineId: z.string().nullable(),
    seq: z.int(),
  })
  .meta({ id: 'ApplicationAnswer' });
