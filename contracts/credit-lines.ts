import { z } from 'zod';
import { ACCOUNT_NAMES } from '../domain/ledger/accounts.js';
import { FREEZE_CAUSES } from '../domain/line/commands.js';
import { BUCKET_KINDS } from '../domain/limits/buckets.js';
import type { AuthorizationView, BucketView, LineView } from '../domain/line/views.js';
import { agrees } from './agrees.js';
import { authorizationSchema } from './authorizations.js';
import { dateSchema, instantSchema } from './dates.js';
import { idSchema, reasonSchema } from './ids.js';
import { amountMinorSchema, balanceMinorSchema } from './money.js';
import { pageOf, pageQuery } from './pages.js';
import { planRefSchema } from './plans.js';
import { answerSchema } from './commands.js';
import { orNull } from './or-null.js';

export const LINE_STATUSES = ['ACTIVE', 'FROZEN', 'CLOSED'] as const;
export const DELINQUENCY_BUCKETS = ['M0', 'M1', 'M2', 'M3', 'M4+'] as const;

export const lineStatusSchema = z.enum(LINE_STATUSES);
export const delinquencyBucketSchema = z.enum(DELINQUENCY_BUCKETS).meta({ id: 'DelinquencyBucket' });

const autopaySchema = z.strictObject({ accountRef: z.string(), amount: z.enum(['STATEMENT', 'MINIMUM']) });

const ledgerSchema = z
  .partialRecord(z.enum(ACCOUNT_NAMES), balanceMinorSchema)
  .meta({ id: 'Ledger', description: 'Signed balance of each account; debit positive; sums to zero.' });

/** A part of the limit. Used, held and available are its limit; the base alone may be used above it. */
const bucketSchema = z
  .strictObject({
    kind: z.enum(BUCKET_KINDS),
    scene: z.string().nullable(),
    expiresAt: orNull(instantSchema),
    limitMinor: balanceMinorSchema,
    usedMinor: balanceMinorSchema,
    heldMinor: balanceMinorSchema,
    availableMinor: balanceMinorSchema,
  })
  .meta({ id: 'LimitBucket' });

/** A line as of its last event. */
export const creditLineSchema = z
  .strictObject({
    lineId: z.string(),
    customerId: z.string(),
    applicationId: z.string(),
    lenderId: z.string(),
    currency: z.string(),
    zone: z.string(),
    status: lineStatusSchema,
    freezeCauses: z.array(z.string()),
    openedOn: dateSchema,
    closedAt: orNull(instantSchema),
    limitMinor: balanceMinorSchema,
    usedMinor: balanceMinorSchema,
    heldMinor: balanceMinorSchema,
    availableMinor: balanceMinorSchema,
    buckets: z.array(bucketSchema),
    excessMinor: balanceMinorSchema,
    clearingMinor: balanceMinorSchema,
    selfCapMinor: orNull(balanceMinorSchema),
    billedMinor: balanceMinorSchema,
    overdueMinor: balanceMinorSchema,
    creditMinor: balanceMinorSchema,
    daysPastDue: z.int(),
    delinquencyBucket: delinquencyBucketSchema,
    billDay: z.int(),
    nextBillOn: orNull(dateSchema),
    dueOn: orNull(dateSchema),
    minDueMinor: balanceMinorSchema,
    minDueOpenMinor: balanceMinorSchema,
    statementCount: z.int(),
    autopay: autopaySchema.nullable(),
    authorizations: z.array(authorizationSchema),
    pending: z.array(
      z.strictObject({
        kind: z.enum(['DEBIT', 'DISBURSEMENT', 'PAYOUT']),
        id: z.string(),
        amountMinor: balanceMinorSchema,
      }),
    ),
    planIds: z.array(z.string()),
    ledger: ledgerSchema,
    asOn: dateSchema,
    nextItemAt: orNull(instantSchema),
    seq: z.int(),
    positionHash: z.string(),
  })
  .meta({ id: 'CreditLine' });

agrees<BucketView, typeof bucketSchema>(true);
agrees<AuthorizationView, typeof authorizationSchema>(true);
agrees<LineView, typeof creditLineSchema>(true);

export const creditLinePageSchema = pageOf(creditLineSchema, 'CreditLinePage');

export const creditLinesQuery = z.strictObject({
  status: lineStatusSchema.optional(),
  delinquencyBucket: delinquencyBucketSchema.optional(),
  planId: planRefSchema.optional().meta({ description: 'planId@version, or planId for any version.' }),
  lenderId: z.string().min(1).max(64).optional(),
  customerId: idSchema.optional(),
  ...pageQuery,
});

const freezeCauseSchema = z.enum(FREEZE_CAUSES).meta({ id: 'FreezeCause' });

export const freezeBodySchema = z.strictObject({ cause: freezeCauseSchema }).meta({ id: 'FreezeLine' });
export const unfreezeBodySchema = z.strictObject({ cause: freezeCauseSchema }).meta({ id: 'UnfreezeLine' });
export const closeBodySchema = z.strictObject({ reason: reasonSchema }).meta({ id: 'CloseLine' });
export const limitBodySchema = z
  .strictObject({ limitMinor: amountMinorSchema, reason: reasonSchema })
  .meta({ id: 'ChangeLimit' });

export const freezeAnswerSchema = answerSchema('FreezeAnswer', {
  status: lineStatusSchema,
  causes: z.array(z.string()),
});
export const limitAnswerSchema = answerSchema('LimitAnswer', { limitMinor: balanceMinorSchema });
export const closeAnswerSchema = answerSchema('CloseAnswer', {
  status: lineStatusSchema,
  payoutMinor: balanceMinorSchema,
});
