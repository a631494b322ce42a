import { z } from 'zod';

export const PAGE_SIZE_DEFAULT = 50;
export const PAGE_SIZE_MAX = 200;
const CURSOR_CHARACTERS_MAX = 200;

/** A number of a query string. */
export const queryInt = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number, ${min} to ${max}`)
    .transform(Number)
    .pipe(z.int().min(min).max(max));

/** `nextCursor` of the page before; opaque. */
export const cursorSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/, 'must be the nextCursor of an earlier page')
  .max(CURSOR_CHARACTERS_MAX);

/** The part of a query string that all lists share. */
export const pageQuery = {
  limit: queryInt(1, PAGE_SIZE_MAX)
    .default(PAGE_SIZE_DEFAULT)
    .meta({
      description: `Items on a page, 1 to ${PAGE_SIZE_MAX}.`,
    }),
  cursor: cursorSchema.optional().meta({ description: 'nextCursor of the page before; absent for the first.' }),
};

/** A page of a list; `nextCursor` is null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item, id: string) =>
  z.strictObject({ items: z.array(item).max(PAGE_SIZE_MAX), nextCursor: z.string().nullable() }).meta({ id });
