import { z } from 'zod';
import type { PendingMovement } from '../domain/line/state.js';
import { agendaItemSchema } from './agenda.js';
import { agrees } from './agrees.js';
import { dateSchema, instantSchema } from './dates.js';
import { balanceMinorSchema } from './money.js';
import { entrySchema } from './timeline.js';

const movement = { seq: z.int(), amountMinor: balanceMinorSchema, accountRef: z.string() };

const pendingMovementSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('DEBIT'),
      ...movement,
      paymentId: z.string(),
      purpose: z.enum(['AUTOPAY', 'PAYMENT', 'SETTLEMENT']),
      valueOn: dateSchema,
      agreementId: z.string().nullable(),
    }),
    z.strictObject({ kind: z.literal('DISBURSEMENT'), ...movement, agreementId: z.string() }),
    z.strictObject({ kind: z.literal('PAYOUT'), ...movement, payoutId: z.string() }),
  ])
  .meta({ id: 'PendingMovement' });

agrees<PendingMovement, typeof pendingMovementSchema>(true);

/** Why the line stands where it stands: its latest events, what it will do next, and what it waits for. */
export const explanationSchema = z
  .strictObject({
    lineId: z.string(),
    waitingFor: z.enum(['NOTHING', 'OPERATOR', 'BANK', 'TIME', 'COMMAND']),
    halt: z
      .strictObject({
        reason: z.enum(['POSITION_DIFFERS', 'INVARIANT_VIOLATED', 'JOURNAL_CONFLICT']),
        detail: z.string(),
        haltedAt: instantSchema,
        build: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'Why the line has stopped its money, if it has.' }),
    events: z.array(
      z.strictObject({
        seq: z.int(),
        type: z.string(),
        bookedAt: instantSchema,
        entries: z.array(entrySchema),
        commandId: z.string().nullable(),
      }),
    ),
    agenda: z.array(agendaItemSchema),
    pendingIntents: z.array(pendingMovementSchema),
  })
  .meta({ id: 'LineExplanation' });

export const resumeAnswerSchema = z
  .strictObject({ status: z.literal('RUNNING'), seq: z.int() })
  .meta({ id: 'ResumeAnswer' });
export const resumeBodySchema = z.strictObject({}).meta({ id: 'ResumeLine' });
