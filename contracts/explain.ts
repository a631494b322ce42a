import { z } from 'zod';
import { orNull } from './or-null.js';
import type { PendingMovement } from '../domain/line/state.js';
import { agendaItemSchema } from './agenda.js';
import { agrees } from './agrees.js';
import { dateSchema, instantSchema } from './dates.js';
import { balanceMinorSchema } from './money.js';
import { entrySchema } from './timeline.js';

const movement = { seq: z.int(), amountMinor: balanceMinorSchema, accountRef: z.string() };

const debitTargetSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('AGREEMENTS'), agreementIds: z.array(z.string()) }),
    z.strictObject({
      kind: z.literal('INSTALLMENTS'),
      rows: z.array(z.strictObject({ agreementId: z.string(), nr: z.int() })),
    }),
    z.strictObject({ kind: z.literal('PRINCIPAL'), agreementId: z.string() }),
  ])
  .meta({ id: 'DebitTarget' });

const pendingMovementSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('DEBIT'),
      ...movement,
      paymentId: z.string(),
      purpose: z.enum(['AUTOPAY', 'PAYMENT', 'SETTLEMENT', 'PREPAYMENT']),
      valueOn: dateSchema,
      target: orNull(debitTargetSchema).meta({ description: 'What it is for; null: what is billed.' }),
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
