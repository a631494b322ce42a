import { isPlainDate, type PlainDate } from '../../domain/calendar/plain-date.js';
import type { Posting } from '../../domain/ledger/reports.js';
import { LENDER } from '../../domain/plan/funding-shares.js';
import { readConfig } from '../../stack/config.js';
import { readRunningStack } from '../../stack/running-stack.js';
import { openStore } from '../../storage/store.js';
import { CliProblem, EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';

export interface ExportOptions {
  readonly json?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly line?: string;
}

const COLUMNS = [
  'lineId',
  'seq',
  'type',
  'bookedOn',
  'valueOn',
  'account',
  'product',
  'funder',
  'amountMinor',
] as const;

/** Writes every entry as it comes from the store: a journal of any size takes no more memory than a batch. */
export async function exportEntries(io: Io, { json = false, from, to, line }: ExportOptions): Promise<void> {
  const days = { fromOn: dayOf('--from', from), toOn: dayOf('--to', to) };
  const config = readConfig(io.env);
  const mongodbUri = readRunningStack(config.homeDir)?.store.mongodbUri ?? config.mongodbUri;
  if (mongodbUri === null)
    throw new CliProblem(
      EXIT.notRunning,
      `No stack runs on ${config.homeDir}: start one with \`npx whiteslip stack up --detach\`, or name the store in MONGODB_URI.`,
    );
  const store = await openStore(mongodbUri, { dataKey: config.dataKey });
  try {
    if (!json) io.out(COLUMNS.join(','));
    for await (const posting of store.journal.postings(days, line)) io.out(json ? jsonRow(posting) : csvRow(posting));
  } finally {
    await store.close();
  }
}

function dayOf(option: string, text: string | undefined): PlainDate | null {
  if (text === undefined) return null;
  if (isPlainDate(text)) return text;
  throw new CliProblem(EXIT.usage, `${option} ${text}: there is no such day; write it as YYYY-MM-DD.`);
}

/** One row of the export; the lines' own money has no product, and without a partner the funder is the lender. */
const rowOf = ({ product, funder = LENDER, ...posting }: Posting) => ({ ...posting, product: product ?? null, funder });

export const jsonRow = (posting: Posting): string => {
  const row = rowOf(posting);
  return JSON.stringify(Object.fromEntries(COLUMNS.map((column) => [column, row[column]])));
};

export const csvRow = (posting: Posting): string => {
  const row = rowOf(posting);
  return COLUMNS.map((column) => quoted(String(row[column] ?? ''))).join(',');
};

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
