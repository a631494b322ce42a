import { z } from 'zod';

/**
 * A value or null. `.nullable()` says the same to zod, but the generator of the document loses the null where the value is
 * a named component.
 */
export const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()]);
