import { z } from 'zod';
import { dateSchema, instantSchema } from './dates.js';
import { queryInt } from './pages.js';

/** The farthest that one request may move a clock. */
export const ADVANCE_DAYS_MAX = 1_100;
export const MAILBOX_ITEMS_MAX = 500;

/** Moves the clock of one line or application: so many days on, or to the start of a day in its zone. */
export const advanceBodySchema = z
  .union([
    z.strictObject({ days: z.int().min(1).max(ADVANCE_DAYS_MAX) }),
    z.strictObject({ to: dateSchema.meta({ description: 'The start of this day in the zone of the line.' }) }),
  ])
  .meta({ id: 'Advance' });

export const advanceAnswerSchema = z
  .strictObject({ fromAt: instantSchema, toAt: instantSchema, on: dateSchema })
  .meta({ id: 'AdvanceAnswer' });

export const mailboxQuery = z.strictObject({
  to: z.string().min(1).max(200).optional(),
  template: z.string().min(1).max(64).optional(),
  limit: queryInt(1, MAILBOX_ITEMS_MAX).default(100),
});

export const mailboxSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        noticeId: z.string(),
        channel: z.enum(['SMS', 'EMAIL', 'PUSH']),
        to: z.string(),
        template: z.string(),
        language: z.enum(['zh', 'en']),
        text: z.string(),
        sentAt: z.int(),
      }),
    ),
  })
  .meta({ id: 'Mailbox' });
