import { z } from 'zod';
import { WAIVABLE_COMPONENTS } from '../domain/line/facts.js';
import { costTableSchema } from './cost-tables.js';
import { balanceMinorSchema } from './money.js';
import { orNull } from './or-null.js';
import { entrySchema } from './timeline.js';

/** `dryRun=true` answers what would happen, by the same rules, and changes nothing. */
export const dryRunQuery = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'true: answer what would happen, and change nothing.' }),
});

/** The answer to a command of a line; `seq` numbers the last event that it caused. */
export const answerSchema = <Shape extends z.ZodRawShape>(id: string, shape: Shape) =>
  z.strictObject({ ...shape, seq: z.int().min(0) }).meta({ id });

const figuresSchema = z
  .strictObject({
    status: z.enum(['ACTIVE', 'FROZEN', 'CLOSED']),
    limitMinor: balanceMinorSchema,
    usedMinor: balanceMinorSchema,
    heldMinor: balanceMinorSchema,
    availableMinor: balanceMinorSchema,
    billedMinor: balanceMinorSchema,
    overdueMinor: balanceMinorSchema,
    creditMinor: balanceMinorSchema,
  })
  .meta({ id: 'LineFigures' });

export type LineFigures = z.infer<typeof figuresSchema>;

/** The answer to a command with `dryRun=true`. */
export const previewSchema = z
  .strictObject({
    dryRun: z.literal(true),
    reply: z.record(z.string(), z.unknown()).meta({ description: 'What the command would be answered.' }),
    events: z.array(z.string()).meta({ description: 'Types of the events that it would cause.' }),
    difference: z
      .array(entrySchema)
      .meta({ description: 'What it would book, by account, product and funder; debit positive; sums to zero.' }),
    components: z
      .array(
        z.strictObject({
          component: z.enum(WAIVABLE_COMPONENTS),
          beforeMinor: balanceMinorSchema,
          afterMinor: balanceMinorSchema,
        }),
      )
      .meta({ description: 'What is outstanding of each component, before and after.' }),
    costTable: orNull(costTableSchema).meta({
      description: 'What the customer is to sign, where the command forms a debt now or at its capture.',
    }),
    before: figuresSchema,
    after: figuresSchema,
  })
  .meta({ id: 'Preview' });

export type PreviewBody = z.infer<typeof previewSchema>;
