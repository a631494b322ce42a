import type { Exact } from '../../domain/money/decimal.js';
import type { Vector } from './read-vectors.js';

/** What an adapter may answer: numbers as `Exact`, a JSON number or text (`1.50`, `62/365`); dates and words as text. */
export type Answer = string | number | boolean | null | Exact | readonly Answer[] | { readonly [field: string]: Answer };

/** The fields that a family worked out, under the names of `expected`; more than the vector expects is fine. */
export type Answers = Readonly<Record<string, Answer>>;

/** What became of one vector: answers to compare, or why it is not run. Whatever an adapter throws is a failure. */
export type Outcome =
  | { readonly kind: 'COMPUTED'; readonly answers: Answers }
  | { readonly kind: 'SKIPPED'; readonly reason: string };

/** One family of vectors: reads the input of an item and calls `domain/` with it. No formula stands in a family. */
export interface Family {
  readonly run: (item: Vector) => Outcome;
}

/** Reads the fields of one kind and calls the domain. */
export type KindAdapter = (input: Vector['input'], item: Vector) => Answers;

/** A family whose kinds each have an adapter; an item of another kind is skipped by name. */
export function familyOf(kinds: Readonly<Record<string, KindAdapter>>): Family {
  return {
    run: (item) => {
      const adapter = Object.hasOwn(kinds, item.kind) ? kinds[item.kind] : undefined;
      if (adapter === undefined) {
        return { kind: 'SKIPPED', reason: `the kind is not one of ${Object.keys(kinds).join(', ')}` };
      }
      return { kind: 'COMPUTED', answers: adapter(item.input, item) };
    },
  };
}
