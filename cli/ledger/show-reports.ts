import { connectApi } from '../connection.js';
import { print, type Io } from '../io.js';
import type { AnswerOf } from '../api-client.js';
import type { CommonOptions } from '../options.js';
import { amountText, pairs, table } from '../table.js';

export interface ReportOptions extends CommonOptions {
  readonly asOf?: string;
  readonly from?: string;
  readonly to?: string;
  readonly by: 'booked' | 'value';
  readonly product?: string;
  readonly funder?: string;
  readonly line?: string;
}

/** The currency of the shipped presets: entries are minor units, and a store holds the lines of one currency. */
const CURRENCY = 'CNY';
const money = (amountMinor: number): string => amountText(amountMinor, CURRENCY);

type Row = AnswerOf<'balanceSheet'>['assets'][number];

function queryOf({ asOf, from, to, by, product, funder, line }: ReportOptions): Readonly<Record<string, string>> {
  const given = { asOf, from, to, by: by.toUpperCase(), product, funder, lineId: line };
  return Object.fromEntries(
    Object.entries(given).filter((member): member is [string, string] => member[1] !== undefined),
  );
}

export async function showTrialBalance(io: Io, options: ReportOptions): Promise<void> {
  const report = await connectApi(io, options).call('trialBalance', { query: queryOf(options) });
  print(io, options.json ?? false, report, () => [
    ...table(
      [
        { title: 'ACCOUNT', text: ({ account }) => account },
        { title: 'PRODUCT', text: ({ product }) => product ?? '-' },
        { title: 'FUNDER', text: ({ funder }) => funder },
        { title: 'DEBIT', text: ({ debitMinor }) => (debitMinor === 0 ? '' : money(debitMinor)), align: 'RIGHT' },
        { title: 'CREDIT', text: ({ creditMinor }) => (creditMinor === 0 ? '' : money(creditMinor)), align: 'RIGHT' },
      ],
      report.rows,
    ),
    '',
    ...pairs([
      ['debits', money(report.debitMinor)],
      ['credits', money(report.creditMinor)],
      ['difference', money(report.differenceMinor)],
    ]),
  ]);
}

export async function showBalanceSheet(io: Io, options: ReportOptions): Promise<void> {
  const report = await connectApi(io, options).call('balanceSheet', { query: queryOf(options) });
  print(io, options.json ?? false, report, () => [
    ...rowsTable('ASSETS', report.assets),
    '',
    ...rowsTable('LIABILITIES', report.liabilities),
    '',
    ...pairs([
      ['assets', money(report.assetsMinor)],
      ['liabilities', money(report.liabilitiesMinor)],
      ['result to date', money(report.resultMinor)],
      ['difference', money(report.differenceMinor)],
    ]),
  ]);
}

export async function showIncome(io: Io, options: ReportOptions): Promise<void> {
  const report = await connectApi(io, options).call('incomeStatement', { query: queryOf(options) });
  print(io, options.json ?? false, report, () => [
    ...rowsTable('INCOME', report.income),
    '',
    ...rowsTable('EXPENSES', report.expenses),
    '',
    ...pairs([
      ['income', money(report.incomeMinor)],
      ['expenses', money(report.expensesMinor)],
      ['result', money(report.resultMinor)],
    ]),
  ]);
}

const rowsTable = (title: string, rows: readonly Row[]): readonly string[] =>
  table<Row>(
    [
      { title, text: ({ account }) => account },
      { title: 'PRODUCT', text: ({ product }) => product ?? '-' },
      { title: 'FUNDER', text: ({ funder }) => funder },
      { title: 'AMOUNT', text: ({ amountMinor }) => money(amountMinor), align: 'RIGHT' },
    ],
    rows,
  );
