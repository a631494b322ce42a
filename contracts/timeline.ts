import { z } from 'zod';
import { ACCOUNT_NAMES } from '../domain/ledger/accounts.js';
import { dateSchema, instantSchema } from './dates.js';
import { balanceMinorSchema } from './money.js';
import { pageQuery } from './pages.js';
import { subProductSchema } from './plans.js';
import { orNull } from './or-null.js';

export const entrySchema = z
  .strictObject({
    account: z.enum(ACCOUNT_NAMES),
    product: subProductSchema.optional().meta({ description: "Absent: the line's own money." }),
    funder: z.string().optional().meta({ description: "Absent: the line's lender." }),
    amountMinor: balanceMinorSchema,
  })
  .meta({ id: 'Entry', description: 'A signed amount on an account; debit positive.' });

/** One entry of the line's journal. */
export const timelineItemSchema = z
  .strictObject({
    seq: z.int().min(1),
    type: z.string().meta({ description: 'What happened, in the past tense.' }),
    bookedAt: instantSchema,
    bookedOn: dateSchema,
    valueOn: orNull(dateSchema).meta({ description: 'Day from which it counts; null: no money moved by it.' }),
    entries: z.array(entrySchema),
    details: z.record(z.string(), z.unknown()),
    commandId: z.string().nullable().meta({ description: 'Idempotency-Key of the command that caused it, if any.' }),
    hash: z.string().meta({ description: 'Seals this entry and, through the one before, all earlier ones.' }),
    previousHash: z.string(),
  })
  .meta({ id: 'TimelineItem' });

export type TimelineItem = z.infer<typeof timelineItemSchema>;

export const timelinePageSchema = z
  .strictObject({ items: z.array(timelineItemSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'TimelinePage' });

export const timelineQuery = z.strictObject(pageQuery);
