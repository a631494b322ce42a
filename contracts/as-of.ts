import { z } from 'zod';
import { ACCOUNT_NAMES } from '../domain/ledger/accounts.js';
import { WAIVABLE_COMPONENTS } from '../domain/line/facts.js';
import type { LineAsOf } from '../domain/line/as-of.js';
import { agreementSchema } from './agreements.js';
import { agrees } from './agrees.js';
import { dateSchema } from './dates.js';
import { balanceMinorSchema } from './money.js';

export const asOfQuery = z.strictObject({
  asOf: dateSchema.meta({ description: 'The line at the end of this day, in its zone.' }),
  view: z.enum(['as-was', 'as-now']).default('as-now').meta({
    description: 'as-was: what was believed on the day (booked by then). as-now: what is known of the day today.',
  }),
});

export const lineAsOfSchema = z
  .strictObject({
    lineId: z.string(),
    asOf: dateSchema,
    view: z.enum(['AS_WAS', 'AS_NOW']),
    seq: z.int(),
    limitMinor: balanceMinorSchema,
    usedMinor: balanceMinorSchema,
    billedMinor: balanceMinorSchema,
    overdueMinor: balanceMinorSchema,
    creditMinor: balanceMinorSchema,
    daysPastDue: z.int(),
    outstanding: z.record(z.enum(WAIVABLE_COMPONENTS), balanceMinorSchema),
    accrued: z.strictObject({
      feeMinor: balanceMinorSchema,
      interestMinor: balanceMinorSchema,
      carryMinor: balanceMinorSchema,
      penaltyMinor: balanceMinorSchema,
    }),
    ledger: z.partialRecord(z.enum(ACCOUNT_NAMES), balanceMinorSchema),
    agreements: z.array(agreementSchema),
  })
  .meta({ id: 'LineAsOf' });

agrees<LineAsOf, typeof lineAsOfSchema>(true);
