import { z } from 'zod';

export const aliveSchema = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Alive' });

const checkSchema = z.enum(['ok', 'failing']);

export const readinessSchema = z
  .strictObject({
    status: checkSchema,
    mode: z.enum(['sandbox', 'production']),
    checks: z
      .record(z.string(), checkSchema)
      .meta({ description: 'What the API stands on: store, temporal, sandbox.' }),
  })
  .meta({ id: 'Readiness' });

export type Readiness = z.infer<typeof readinessSchema>;
