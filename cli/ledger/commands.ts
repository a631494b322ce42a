import { Option, type Command } from 'commander';
import { SUB_PRODUCTS } from '../../domain/plan/plan-terms.js';
import type { Io } from '../io.js';
import { withApi, withExample, withJson } from '../options.js';
import type { ExportOptions } from './export-entries.js';
import type { ReportOptions } from './show-reports.js';

const filtered = (command: Command): Command =>
  command
    .addOption(new Option('--by <day>', 'the day that counts').choices(['booked', 'value']).default('booked'))
    .addOption(new Option('--product <p>', 'one product').choices(SUB_PRODUCTS))
    .option('--funder <id>', "one funder; LENDER is the lines' lender")
    .option('--line <id>', 'one line');

/** `ledger trial-balance|balance-sheet|income|export`: the general ledger over all lines. */
export function addLedgerCommands(root: Command, io: Io): void {
  const ledger = root.command('ledger').description('the general ledger: reports by product and funder, export');

  const trial = ledger
    .command('trial-balance')
    .description('the balance of every account by product and funder')
    .option('--as-of <date>', 'last day that counts')
    .action(async (options: ReportOptions) => {
      const { showTrialBalance } = await import('./show-reports.js');
      await showTrialBalance(io, options);
    });
  withExample(withApi(filtered(trial)), 'ledger trial-balance --as-of 2029-03-31');

  const sheet = ledger
    .command('balance-sheet')
    .description('what is owned and owed on a day')
    .option('--as-of <date>', 'last day that counts')
    .action(async (options: ReportOptions) => {
      const { showBalanceSheet } = await import('./show-reports.js');
      await showBalanceSheet(io, options);
    });
  withExample(withApi(filtered(sheet)), 'ledger balance-sheet --funder LENDER');

  const income = ledger
    .command('income')
    .description('what was earned and given up in a period')
    .option('--from <date>', 'first day of the period')
    .option('--to <date>', 'last day of the period')
    .action(async (options: ReportOptions) => {
      const { showIncome } = await import('./show-reports.js');
      await showIncome(io, options);
    });
  withExample(withApi(filtered(income)), 'ledger income --from 2029-01-01 --to 2029-03-31');

  const rows = ledger
    .command('export')
    .description('every entry as one row, straight from the store: CSV, or JSON Lines with --json')
    .option('--from <date>', 'first booking day')
    .option('--to <date>', 'last booking day')
    .option('--line <id>', 'one line')
    .action(async (options: ExportOptions) => {
      const { exportEntries } = await import('./export-entries.js');
      await exportEntries(io, options);
    });
  withExample(withJson(rows), 'ledger export --from 2029-03-01 --to 2029-03-31 > march.csv');
}
