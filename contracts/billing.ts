import { z } from 'zod';
import { BILL_DAY_MAX, BILL_DAY_MIN } from '../domain/calendar/billing-calendar.js';
import { answerSchema } from './commands.js';
import { dateSchema } from './dates.js';
import { reasonSchema } from './ids.js';

export const changeBillDayBodySchema = z
  .strictObject({ billDay: z.int().min(BILL_DAY_MIN).max(BILL_DAY_MAX) })
  .meta({ id: 'ChangeBillDay' });

export const changeBillDayAnswerSchema = answerSchema('ChangeBillDayAnswer', {
  billDay: z.int(),
  nextBillOn: dateSchema,
  nextDueOn: dateSchema,
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
