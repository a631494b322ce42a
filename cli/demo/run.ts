import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASIA_SHANGHAI, dateAt } from '../../domain/calendar/zone.js';
import { PROJECT_DIR } from '../../stack/config.js';
import { connectApi } from '../connection.js';
import { CliProblem, EXIT, type ExitCode } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import { progressOf } from '../progress.js';
import { openVerifier } from '../verify/verifier.js';
import { verifyLines } from '../verify/show-verify.js';
import { bookStart } from './calendar.js';
import type { DemoOptions } from './command.js';
import type { CustomerRow } from './customer-row.js';
import { readCustomers } from './read-customers.js';
import { figuresOfBook, portfolioLines } from './report.js';
import { runBook, type Book, type BookFailure } from './run-book.js';
import { withStack } from './with-stack.js';
import { syntheticCustomers } from './synthetic.js';

const DEFAULT_FILE = join(PROJECT_DIR, '../shared/data/uci-taiwan-default.csv.gz');
/** A killed worker is back within it: each call is sent again until then. */
const CALL_DEADLINE_MS = 180_000;
const RUN_BYTES = 6;
const MS_PER_SECOND = 1000;

/** The demo from its customers to its portfolio. */
export async function runDemo(io: Io, options: DemoOptions): Promise<ExitCode> {
  const { rows, source } = await customersOf(options);
  io.err(`customers: ${source}`);
  if (typeof options.json === 'string') mustBeWritable(options.json);
  return await withStack(io, async (signal) => await liveBook(io, options, { rows, source }, signal));
}

interface Customers {
  readonly rows: readonly CustomerRow[];
  /** Where they come from, for a person. */
  readonly source: string;
}

async function customersOf(options: DemoOptions): Promise<Customers> {
  const { customers, count, seed } = options;
  const path = customers ?? (existsSync(DEFAULT_FILE) ? DEFAULT_FILE : null);
  if (path === null) return { rows: syntheticCustomers(seed, count), source: `${count} made up` };
  return { rows: await readCustomers(path, count), source: `the first ${count} of ${path}` };
}

async function liveBook(
  io: Io,
  options: DemoOptions,
  { rows, source }: Customers,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { months, seed, concurrency } = options;
  const client = connectApi(io, { deadlineMs: CALL_DEADLINE_MS, signal });
  const todayOn = dateAt(ASIA_SHANGHAI, Date.now());
  const run = randomBytes(RUN_BYTES).toString('hex');
  const terms = { seed, months, run, todayOn, startOn: bookStart(todayOn) };
  const startedAt = performance.now();
  const progress = progressOf(io, 'customers', rows.length);
  let book: Book;
  try {
    book = await runBook(rows, { client, terms, concurrency, signal, onCustomer: () => progress.add(1) });
  } finally {
    progress.stop();
  }
  signal.throwIfAborted();
  const seconds = (performance.now() - startedAt) / MS_PER_SECOND;
  if (book.failures.length > 0) throw failed(book.failures);
  const verify = await verified(io, book, concurrency);
  const outcome = { results: book.results, verify, seconds: Math.round(seconds * MS_PER_SECOND) / MS_PER_SECOND };
  const figures = figuresOfBook(outcome);
  if (typeof options.json === 'string') {
    writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
    io.err(`wrote ${options.json}`);
  }
  print(io, options.json === true, figures, () => portfolioLines({ source, months, seed }, outcome, figures));
  return figures.trialBalanceMinor === 0 && verify.clean === verify.checked ? EXIT.ok : EXIT.failed;
}

async function verified(io: Io, { results }: Book, concurrency: number) {
  const verifier = await openVerifier(io);
  try {
    const lineIds = results.flatMap(({ lineId }) => lineId ?? []);
    const lines = await verifyLines(io, verifier, lineIds, concurrency);
    for (const line of lines.filter(({ ok }) => !ok))
      io.err(`not clean: ${line.lineId}; see \`npx whiteslip verify ${line.lineId}\``);
    return { checked: lines.length, clean: lines.filter(({ ok }) => ok).length };
  } finally {
    await verifier.close();
  }
}

function failed(failures: readonly BookFailure[]): CliProblem {
  const lines = failures.map(({ customer, on, thrown }) => {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return `  customer ${customer}${on === null ? '' : ` on ${on}`}: ${reason}`;
  });
  return new CliProblem(EXIT.failed, [`${failures.length} customers did not come to the end:`, ...lines].join('\n'));
}

function mustBeWritable(path: string): void {
  try {
    writeFileSync(path, '', { flag: 'a' });
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new CliProblem(EXIT.usage, `--json ${path} cannot be written (${reason}): name another file.`);
  }
}
