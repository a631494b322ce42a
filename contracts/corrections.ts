import { z } from 'zod';
import { WAIVABLE_COMPONENTS } from '../domain/line/facts.js';
import { answerSchema } from './commands.js';
import { dateSchema } from './dates.js';
import { idSchema, reasonSchema } from './ids.js';
import { amountMinorSchema, balanceMinorSchema } from './money.js';
import { periodsSchema } from './plans.js';

const factSeqSchema = z
  .int()
  .min(1)
  .meta({ id: 'FactSeq', description: "seq of the fact in the line's timeline.", example: 7 });
const valueOnSchema = dateSchema.optional().meta({ description: 'Day from which it counts; absent: today.' });

export const reverseFactBodySchema = z
  .strictObject({ factSeq: factSeqSchema, reason: reasonSchema })
  .meta({ id: 'ReverseFact' });

export const reverseFactAnswerSchema = answerSchema('ReverseFactAnswer', { factSeq: z.int(), kind: z.string() });

export const correctBodySchema = z
  .strictObject({
    factSeq: factSeqSchema,
    change: z
      .strictObject({ valueOn: dateSchema.optional(), amountMinor: amountMinorSchema.optional() })
      .meta({ description: 'What is to be different; absent: as it was.' }),
    reason: reasonSchema,
  })
  .meta({ id: 'Correct' });

export const correctAnswerSchema = answerSchema('CorrectAnswer', {
  factSeq: z.int(),
  replacedBy: z.int().meta({ description: 'seq of the fact that stands in its place.' }),
});

export const waiveBodySchema = z
  .strictObject({
    agreementId: idSchema.optional().meta({ description: 'For PRINCIPAL, FEE, INTEREST.' }),
    billOn: dateSchema.optional().meta({ description: 'Bill day of a statement; for CARRY, PENALTY.' }),
    component: z.enum(WAIVABLE_COMPONENTS),
    amountMinor: amountMinorSchema.optional().meta({ description: 'Absent: all that is open of it.' }),
    valueOn: valueOnSchema,
    reason: reasonSchema,
  })
  .meta({ id: 'Waive' });

export const waiveAnswerSchema = answerSchema('WaiveAnswer', {
  waiverId: z.string(),
  component: z.enum(WAIVABLE_COMPONENTS),
  waivedMinor: balanceMinorSchema,
});

export const chargeOffBodySchema = z
  .strictObject({
    agreementId: idSchema.optional().meta({ description: 'Absent: the whole line.' }),
    valueOn: valueOnSchema,
    reason: reasonSchema,
  })
  .meta({ id: 'ChargeOff' });

export const chargeOffAnswerSchema = answerSchema('ChargeOffAnswer', { writtenOffMinor: balanceMinorSchema });

export const reAgeBodySchema = z
  .strictObject({
    newDueOn: dateSchema.meta({
      description: 'A later due date of the line: the oldest open installment moves there.',
    }),
  })
  .meta({ id: 'ReAge' });

export const reAgeAnswerSchema = answerSchema('ReAgeAnswer', {
  agreementId: z.string(),
  billOn: dateSchema,
  dueOn: dateSchema,
});

export const reAmortizeBodySchema = z.strictObject({ periods: periodsSchema }).meta({ id: 'ReAmortize' });

export const reAmortizeAnswerSchema = answerSchema('ReAmortizeAnswer', {
  agreementId: z.string(),
  periods: z.int(),
});
