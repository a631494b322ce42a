import { readFileSync } from 'node:fs';

/** The fields of one side of a vector: numbers as decimal text or `p/q`, small counts as integers, `null` for unused. */
export type VectorFields = Readonly<Record<string, unknown>>;

/** One conformance vector: what a rule must make of an input. */
export interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly core: boolean;
  readonly source: string;
  readonly input: VectorFields;
  readonly expected: VectorFields;
  /** Expected field name -> allowed absolute difference; `"*"` covers every field not named; none = exact. */
  readonly tolerance: Readonly<Record<string, string>>;
}

/**
 * The vectors of one kind of a file of this folder, such as `golden-cn.json`.
 *
 * @throws Error when the file has none of the kind: a test over no vectors would pass without testing anything
 */
export function vectorsOf(file: string, kind: string): readonly Vector[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  // Not validated further: the files are part of the repository and change by review only.
  const { items } = JSON.parse(text) as { readonly items: readonly Vector[] };
  const chosen = items.filter((item) => item.kind === kind);
  if (chosen.length === 0) throw new Error(`${file} has no vector of the kind ${kind}`);
  return chosen;
}

/** A text field; fails the test when it is missing or of another type. */
export function textOf(fields: VectorFields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new Error(`${name} is not text: ${JSON.stringify(value)}`);
  return value;
}

/** An integer field, such as a number of periods. */
export function countOf(fields: VectorFields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number') throw new Error(`${name} is not a count: ${JSON.stringify(value)}`);
  return value;
}

/** The rows under a field, such as the rows of a schedule. */
export function rowsOf(fields: VectorFields, name: string): readonly VectorFields[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw new Error(`${name} is not a list: ${JSON.stringify(value)}`);
  return value as readonly VectorFields[];
}

/** The allowed absolute difference of an expected field, 0 when it must match exactly. */
export function toleranceOf(vector: Vector, name: string): number {
  return Number(vector.tolerance[name] ?? vector.tolerance['*'] ?? '0');
}
