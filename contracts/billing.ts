import { z } from 'zod';
import { BILL_DAY_MAX, BILL_DAY_MIN } from '../domain/calendar/billing-calendar.js';
import { answerSchema } from './commands.js';
import { dateSchema } from './dates.js';
import { reasonSchema } from './ids.js';
import { amountMinorSchema, balanceMinorSchema } from './money.js';
import { periodsSchema, planRefSchema } from './plans.js';

export const changeBillDayBodySchema = z
  .strictObject({ billDay: z.int().min(BILL_DAY_MIN).max(BILL_DAY_MAX) })
  .meta({ id: 'ChangeBillDay' });

export const changeBillDayAnswerSchema = answerSchema('ChangeBillDayAnswer', {
  billDay: z.int(),
  nextBillOn: dateSchema,
  nextDueOn: dateSchema,
});

export const convertStatementBodySchema = z
  .strictObject({
    amountMinor: amountMinorSchema.optional().meta({ description: 'Default: all of the bill that can be converted.' }),
    planId: planRefSchema,
    periods: periodsSchema,
  })
  .meta({ id: 'ConvertStatement' });

export const convertStatementAnswerSchema = answerSchema('ConvertStatementAnswer', {
  agreementId: z.string(),
  convertedMinor: balanceMinorSchema,
  firstDueOn: dateSchema,
  minDueMinor: balanceMinorSchema.meta({ description: 'Minimum due of the bill from now on.' }),
});

export const pauseDelinquencyBodySchema = z
  .strictObject({
    fromOn: dateSchema.meta({ description: 'First day that does not count as past due.' }),
    untilOn: dateSchema.meta({ description: 'The first day that counts again.' }),
    reason: reasonSchema,
  })
  .meta({ id: 'PauseDelinquency' });

export const pauseDelinquencyAnswerSchema = answerSchema('PauseDelinquencyAnswer', {
  fromOn: dateSchema,
  untilOn: dateSchema,
});

export const resumeDelinquencyBodySchema = z.strictObject({ reason: reasonSchema }).meta({ id: 'ResumeDelinquency' });

export const resumeDelinquencyAnswerSchema = answerSchema('ResumeDelinquencyAnswer', { resumedOn: dateSchema });
