import { z } from 'zod';
import type { AgreementView, InstallmentView } from '../domain/line/views.js';
import { FEE_FUNDERS } from '../domain/plan/fee-funding.js';
import { agrees } from './agrees.js';
import { dateSchema } from './dates.js';
import { balanceMinorSchema, rateSchema } from './money.js';
import { orNull } from './or-null.js';
import { subProductSchema } from './plans.js';

const installmentSchema = z
  .strictObject({
    nr: z.int(),
    anchorOn: dateSchema,
    billOn: orNull(dateSchema),
    principalMinor: balanceMinorSchema,
    interestMinor: balanceMinorSchema,
    feeMinor: balanceMinorSchema,
    paidMinor: balanceMinorSchema,
    status: z.enum(['OPEN', 'BILLED', 'CARRIED', 'PAID', 'REFUNDED']),
  })
  .meta({ id: 'Installment' });

const fundingSchema = z
  .strictObject({
    couponId: orNull(z.string()),
    funder: z.enum(FEE_FUNDERS),
    funderId: z.string(),
    share: rateSchema,
    agreedMinor: balanceMinorSchema,
    owedMinor: balanceMinorSchema.meta({ description: 'What bills have made due so far.' }),
  })
  .meta({ id: 'Funding' });

/** A purchase, draw or converted bill with its schedule. */
export const agreementSchema = z
  .strictObject({
    agreementId: z.string(),
    lineId: z.string(),
    planId: z.string(),
    planVersion: z.int(),
    subProduct: subProductSchema,
    periods: z.int(),
    currency: z.string(),
    formedOn: dateSchema,
    settledOn: orNull(dateSchema),
    costTableHash: z.string().meta({ description: 'SHA-256 of the canonical JSON of the cost table that was signed.' }),
    principalMinor: balanceMinorSchema,
    outstandingMinor: balanceMinorSchema,
    refundedMinor: balanceMinorSchema,
    downPaymentMinor: balanceMinorSchema.meta({ description: 'Paid of the price at once, beside the line.' }),
    downPaymentRefundedMinor: balanceMinorSchema,
    funding: orNull(fundingSchema).meta({ description: 'Who pays the charges in the place of the customer.' }),
    waivedMinor: balanceMinorSchema.meta({ description: 'Principal given up for the customer.' }),
    writtenOffMinor: balanceMinorSchema,
    recoveredMinor: balanceMinorSchema.meta({ description: 'What has come in of what was written off.' }),
    convertedMinor: balanceMinorSchema.meta({
      description: 'Principal that became installments of another agreement.',
    }),
    daysPastDue: z.int(),
    status: z.enum(['PENDING', 'CANCELED', 'ACTIVE', 'SETTLED', 'REFUNDED', 'CHARGED_OFF', 'PAID']),
    installments: z.array(installmentSchema),
    seq: z.int(),
  })
  .meta({ id: 'Agreement' });

agrees<InstallmentView, typeof installmentSchema>(true);
agrees<AgreementView, typeof agreementSchema>(true);

export const agreementListSchema = z.strictObject({ items: z.array(agreementSchema) }).meta({ id: 'AgreementList' });
