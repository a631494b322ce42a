import type { z } from 'zod';
import type { PlainDate } from '../domain/calendar/plain-date.js';
import type { Minor } from '../domain/money/minor.js';

/** A view as JSON has it: amounts are numbers and civil dates are text. */
type Plain<T> = T extends Minor
  ? number
  : T extends PlainDate
    ? string
    : T extends string | number | boolean | null | undefined
      ? T
      : T extends readonly (infer Member)[]
        ? readonly Plain<Member>[]
        : { readonly [Key in keyof T]: Plain<T[Key]> };

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/**
 * Compiles only when a schema describes exactly the view it answers with: no member missing, none extra, none of
 * another type. Used as `agrees<LineView, typeof creditLineSchema>(true)`.
 */
export type Agrees<View, Schema extends z.ZodType> = Same<Plain<View>, Plain<z.infer<Schema>>>;

/** States an agreement of types, which is the whole check: there is nothing to do at run time. */
export const agrees = <View, Schema extends z.ZodType>(agreement: Agrees<View, Schema>): boolean => agreement;
