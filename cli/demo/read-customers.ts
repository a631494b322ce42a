import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { Readable } from 'node:stream';
import { CliProblem, EXIT } from '../exit-codes.js';
import { COLUMNS, MONTHS_OF_ROW, OUTCOME_COLUMN, type CustomerRow } from './customer-row.js';

const GZIP_MAGIC = [0x1f, 0x8b] as const;
const BYTE_ORDER_MARK = '\ufeff';

interface Range {
  readonly min: number;
  readonly max: number;
}

const AMOUNT: Range = { min: -1_000_000_000, max: 1_000_000_000 };
const STATUS: Range = { min: -2, max: 12 };

/** Columns with a range of their own; the others hold whole numbers. */
const RANGES: Readonly<Record<string, Range>> = {
  X1: { min: 1, max: 1_000_000_000 },
  X5: { min: 1, max: 130 },
  ...rangesOf(6, STATUS),
  ...rangesOf(12, AMOUNT),
  ...rangesOf(18, { min: 0, max: AMOUNT.max }),
};

function rangesOf(first: number, range: Range): Readonly<Record<string, Range>> {
  return Object.fromEntries(Array.from({ length: MONTHS_OF_ROW }, (_, i) => [`X${first + i}`, range]));
}

/**
 * The first rows of a file of the UCI credit card data, plain or gzip.
 *
 * @throws CliProblem that names the line and the column at fault
 */
export async function readCustomers(path: string, count: number): Promise<readonly CustomerRow[]> {
  const rows: CustomerRow[] = [];
  const seen = new Set<string>();
  let header: readonly string[] | null = null;
  let lineNr = 0;
  const stream = await openText(path);
  try {
    for await (const line of linesOf(stream)) {
      lineNr += 1;
      if (line.trim() === '') continue;
      const where = { path, lineNr };
      if (header === null) {
        header = headerOf(line, where);
        continue;
      }
      const row = rowOf(cellsOf(line), header, where);
      if (seen.has(row.id)) throw wrong(where, 'ID', `${row.id} stands here a second time`);
      seen.add(row.id);
      rows.push(row);
      if (rows.length === count) break;
    }
  } catch (thrown) {
    throw thrown instanceof CliProblem ? thrown : unreadable(path, thrown);
  } finally {
    stream.destroy();
  }
  if (rows.length === count) return rows;
  throw new CliProblem(
    EXIT.usage,
    `${path} has ${rows.length} customers and --count asks for ${count}: ask for fewer, or give a longer file.`,
  );
}

const unreadable = (path: string, thrown: unknown): CliProblem =>
  new CliProblem(
    EXIT.usage,
    `${path} cannot be read (${thrown instanceof Error ? thrown.message : String(thrown)}): check --customers.`,
  );

async function openText(path: string): Promise<Readable> {
  try {
    const isGzip = await startsWith(path, GZIP_MAGIC);
    const bytes = createReadStream(path);
    if (!isGzip) return bytes;
    const text = createGunzip();
    // pipe() passes no errors on: a file that breaks off must end the reading, not wait for ever.
    bytes.on('error', (thrown) => text.destroy(thrown));
    return bytes.pipe(text);
  } catch (thrown) {
    throw unreadable(path, thrown);
  }
}

async function startsWith(path: string, magic: readonly number[]): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    return magic.every((byte, i) => buffer[i] === byte);
  } finally {
    await file.close();
  }
}

/** Errors of the stream end the loop, which readline would not see. */
async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream as AsyncIterable<string>) {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

interface Where {
  readonly path: string;
  readonly lineNr: number;
}

function wrong({ path, lineNr }: Where, column: string | null, what: string): CliProblem {
  const at = column === null ? `line ${lineNr}` : `line ${lineNr}, column ${column}`;
  return new CliProblem(EXIT.usage, `${path}, ${at}: ${what}.`);
}

const cellsOf = (line: string): readonly string[] =>
  line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

function headerOf(line: string, where: Where): readonly string[] {
  const header = cellsOf(line.replace(BYTE_ORDER_MARK, ''));
  const missing = COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0)
    throw wrong(where, missing[0] ?? null, `missing; the first line must name ${COLUMNS.join(',')}`);
  const unknown = header.find((column) => !isColumn(column));
  if (unknown !== undefined) throw wrong(where, unknown, 'not a column of this data set');
  const twice = header.find((column, i) => header.indexOf(column) !== i);
  if (twice !== undefined) throw wrong(where, twice, 'stands here twice');
  return header;
}

const isColumn = (name: string): boolean => name === OUTCOME_COLUMN || COLUMNS.includes(name);

function rowOf(cells: readonly string[], header: readonly string[], where: Where): CustomerRow {
  if (cells.length !== header.length)
    throw wrong(where, null, `${cells.length} values, but the first line names ${header.length} columns`);
  const cellOf = (column: string) => cells[header.indexOf(column)] ?? '';
  const numberOf = (column: string) => wholeOf(cellOf(column), column, where);
  // The outcome column is passed over: nothing that comes from it leaves this function.
  for (const column of COLUMNS.slice(1)) numberOf(column);
  const oldestFirst = (first: number) =>
    Array.from({ length: MONTHS_OF_ROW }, (_, i) => numberOf(`X${first + MONTHS_OF_ROW - 1 - i}`));
  const id = cellOf('ID');
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(id)) throw wrong(where, 'ID', `"${id}" is not 1 to 32 letters and digits`);
  return {
    id,
    limit: numberOf('X1'),
    ageYears: numberOf('X5'),
    statuses: oldestFirst(6),
    bills: oldestFirst(12),
    payments: oldestFirst(18),
  };
}

function wholeOf(text: string, column: string, where: Where): number {
  // The published file writes some limits as 5.00E+05.
  const value = /^[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(value)) throw wrong(where, column, `"${text}" is not a whole number`);
  const { min, max } = RANGES[column] ?? AMOUNT;
  if (value < min || value > max) throw wrong(where, column, `${value} is not within ${min} to ${max}`);
  return value + 0;
}
