import { readFileSync } from 'node:fs';
import { plainDate } from '../../domain/calendar/plain-date.js';
import type { PlainDate } from '../../domain/calendar/plain-date.js';
import { exact } from '../../domain/money/decimal.js';
import type { Exact } from '../../domain/money/decimal.js';
import { minor } from '../../domain/money/minor.js';
import type { Minor } from '../../domain/money/minor.js';

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

/** A file of vectors of one family. */
export interface VectorFile {
  readonly family: string;
  readonly items: readonly Vector[];
}

/** A file that is missing or not in the format of vectors; the message names the file and what is wrong. */
export class VectorFileProblem extends Error {
  override readonly name = 'VectorFileProblem';
}

/**
 * Reads a file of vectors.
 *
 * @throws VectorFileProblem when it cannot be read, is no JSON, or an item lacks a part of the format
 */
export function readVectorFile(path: string | URL): VectorFile {
  const where = String(path);
  const file = parsed(where, textAt(where, path));
  if (!isFields(file)) throw new VectorFileProblem(`${where}: not an object with "family" and "items"`);
  const { family, items } = file;
  if (typeof family !== 'string' || family === '') throw new VectorFileProblem(`${where}: "family" is not a name`);
  if (!Array.isArray(items)) throw new VectorFileProblem(`${where}: "items" is not a list`);
  return { family, items: items.map((item, index) => vectorOf(where, item, index)) };
}

function textAt(where: string, path: string | URL): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new VectorFileProblem(`${where}: cannot be read (${messageOf(thrown)}); give the path of a vector file`);
  }
}

function parsed(where: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    throw new VectorFileProblem(`${where}: not JSON (${messageOf(thrown)})`);
  }
}

function vectorOf(where: string, item: unknown, index: number): Vector {
  const at = `${where}: item ${index + 1}`;
  if (!isFields(item)) throw new VectorFileProblem(`${at} is not an object`);
  const { id, kind, core, source, input, expected, tolerance } = item;
  if (typeof id !== 'string' || id === '') throw new VectorFileProblem(`${at} has no "id"`);
  if (typeof kind !== 'string' || kind === '') throw new VectorFileProblem(`${at} (${id}) has no "kind"`);
  if (!isFields(input)) throw new VectorFileProblem(`${at} (${id}): "input" is not an object`);
  if (!isFields(expected)) throw new VectorFileProblem(`${at} (${id}): "expected" is not an object`);
  return {
    id,
    kind,
    core: core === true,
    source: typeof source === 'string' ? source : '',
    input,
    expected,
    tolerance: tolerancesOf(`${at} (${id})`, tolerance ?? {}),
  };
}

function tolerancesOf(at: string, tolerance: unknown): Vector['tolerance'] {
  if (!isFields(tolerance)) throw new VectorFileProblem(`${at}: "tolerance" is not an object`);
  for (const [field, allowed] of Object.entries(tolerance)) {
    if (typeof allowed !== 'string' || !/^(\d+(\.\d+)?)(e[+-]?\d+)?$/i.test(allowed)) {
      throw new VectorFileProblem(`${at}: the tolerance of ${field} is not a decimal of 0 or more`);
    }
  }
  // Every value was found to be text above.
  return tolerance as Readonly<Record<string, string>>;
}

/** Whether a value is an object with fields, not a list and not null. */
export function isFields(value: unknown): value is VectorFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What an error says, whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/**
 * The vectors of one kind of a file of this folder, such as `golden-cn.json`.
 *
 * @throws Error when the file has none of the kind: a test over no vectors would pass without testing anything
 */
export function vectorsOf(file: string, kind: string): readonly Vector[] {
  const { items } = readVectorFile(new URL(file, import.meta.url));
  const chosen = items.filter((item) => item.kind === kind);
  if (chosen.length === 0) throw new Error(`${file} has no vector of the kind ${kind}`);
  return chosen;
}

/** A text field; fails when it is missing or of another type. */
export function textOf(fields: VectorFields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new Error(`${name} is not text: ${JSON.stringify(value)}`);
  return value;
}

/** A text field that names one of the choices. */
export function choiceOf<T extends string>(fields: VectorFields, name: string, choices: readonly T[]): T {
  const text = textOf(fields, name);
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw new Error(`${name} is "${text}"; it is one of ${choices.join(', ')}`);
  return found;
}

/** An integer field, such as a number of periods. */
export function countOf(fields: VectorFields, name: string): number {
  const value = fields[name];
  // Counts are integers in the format, but decimal text of a whole number means the same.
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isSafeInteger(count)) {
    throw new Error(`${name} is not a count: ${JSON.stringify(value)}`);
  }
  return count;
}

/** A field that is true or false. */
export function flagOf(fields: VectorFields, name: string): boolean {
  const value = fields[name];
  if (typeof value !== 'boolean') throw new Error(`${name} is not true or false: ${JSON.stringify(value)}`);
  return value;
}

/** A number: decimal text, a fraction `p/q`, or a JSON number. */
export function numberOf(fields: VectorFields, name: string): Exact {
  return exactOf(name, fields[name]);
}

/** A number, or null where the field is missing or null. */
export function numberOrNull(fields: VectorFields, name: string): Exact | null {
  return isUnused(fields, name) ? null : numberOf(fields, name);
}

/** A list of numbers. */
export function numbersOf(fields: VectorFields, name: string): readonly Exact[] {
  return listOf(fields, name).map((value, index) => exactOf(`${name}[${index}]`, value));
}

/** A number as `exact` reads it; `p/q` is divided. */
export function exactOf(name: string, value: unknown): Exact {
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new Error(`${name} is not a number: ${JSON.stringify(value)}`);
  }
  const [numerator = '', denominator, ...more] = String(value).split('/');
  if (more.length > 0) throw new Error(`${name} is not a number: ${String(value)}`);
  if (denominator === undefined) return exact(numerator);
  const divisor = exact(denominator);
  if (divisor.isZero()) throw new Error(`${name} divides by 0: ${String(value)}`);
  return exact(numerator).div(divisor);
}

/** An amount in currency units as minor units (2 decimals). */
export function minorOf(fields: VectorFields, name: string): Minor {
  const minorUnits = numberOf(fields, name).times(100);
  if (!minorUnits.isInteger()) throw new Error(`${name} has a fraction of a cent: ${String(fields[name])}`);
  return minor(minorUnits.toNumber());
}

/** Minor units as an amount in currency units, with 2 decimals. */
export function majorOf(amountMinor: number): string {
  return exact(amountMinor).div(100).toFixed(2);
}

/** A date field. */
export function dateOf(fields: VectorFields, name: string): PlainDate {
  return plainDate(textOf(fields, name));
}

/** A date, or null where the field is missing or null. */
export function dateOrNull(fields: VectorFields, name: string): PlainDate | null {
  return isUnused(fields, name) ? null : dateOf(fields, name);
}

/** A list under a field. */
export function listOf(fields: VectorFields, name: string): readonly unknown[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw new Error(`${name} is not a list: ${JSON.stringify(value)}`);
  return value as readonly unknown[];
}

/** The rows under a field, such as the rows of a schedule. */
export function rowsOf(fields: VectorFields, name: string): readonly VectorFields[] {
  return listOf(fields, name).map((row, index) => {
    if (!isFields(row)) throw new Error(`${name}[${index}] is not a row: ${JSON.stringify(row)}`);
    return row;
  });
}

/** Whether a field is missing or null: not used. */
export function isUnused(fields: VectorFields, name: string): boolean {
  return fields[name] === undefined || fields[name] === null;
}
