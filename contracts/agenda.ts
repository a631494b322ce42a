import { z } from 'zod';
import type { AgendaItem } from '../domain/line/views.js';
import { agrees } from './agrees.js';
import { instantSchema } from './dates.js';

export const agendaItemSchema = z
  .strictObject({
    at: instantSchema,
    kind: z.enum([
      'EXPIRE_AUTHORIZATION',
      'END_TEMPORARY_LIMIT',
      'CUT_STATEMENT',
      'ISSUE_REMINDER',
      'TRY_AUTOPAY',
      'CHECK_DELINQUENCY',
      'PAY_OUT_CREDIT',
    ]),
    ref: z.string().meta({ description: 'What it is about: an authorization, a bill date, days past due.' }),
  })
  .meta({ id: 'AgendaItem' });

agrees<AgendaItem, typeof agendaItemSchema>(true);

/** What the line will do by itself, earliest first. */
export const agendaSchema = z
  .strictObject({ lineId: z.string(), clockAt: instantSchema, items: z.array(agendaItemSchema) })
  .meta({ id: 'Agenda' });
