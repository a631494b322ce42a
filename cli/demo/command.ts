import type { Command } from 'commander';
import type { Io } from '../io.js';
import { numberOption, withExample } from '../options.js';

/** What the demo was asked for. */
export interface DemoOptions {
  readonly customers?: string;
  readonly count: number;
  readonly months: number;
  readonly seed: number;
  readonly concurrency: number;
  /** A file to write the figures to; true: print them in the place of the table. */
  readonly json?: string | true;
}

const COUNT = 10;
const COUNT_MAX = 100_000;
const MONTHS = 6;
/** Longer ones would meet a 29 February on some days and not on others. @see calendar.ts */
const MONTHS_MAX = 24;
const SEED_MAX = 2 ** 32 - 1;
const CONCURRENCY = 4;
const CONCURRENCY_MAX = 64;

/** `demo`: a book of customers lives through months of credit, on the real servers, in minutes. */
export function addDemoCommand(root: Command, io: Io, finish: (code: number) => void): void {
  const demo = root
    .command('demo')
    .description(
      'run a book of customers through months of purchases, draws, statements and payments, then show the portfolio; ' +
        'starts its own stack unless one is running',
    )
    .option(
      '--customers <file>',
      'rows of the UCI credit card data (csv, csv.gz); default: that data set, else made up',
    )
    .addOption(numberOption('--count <n>', 'customers', 1, COUNT_MAX).default(COUNT))
    .addOption(numberOption('--months <n>', 'months that they live through', 1, MONTHS_MAX).default(MONTHS))
    .addOption(numberOption('--seed <n>', 'what is left to chance comes from it', 0, SEED_MAX).default(1))
    .addOption(numberOption('--concurrency <n>', 'lines at the same time', 1, CONCURRENCY_MAX).default(CONCURRENCY))
    .option('--json [file]', 'write the figures to a file; without one print them, and no table')
    .action(async (options: DemoOptions) => {
      const { runDemo } = await import('./run.js');
      finish(await runDemo(io, options));
    });
  withExample(demo, 'demo --count 50 --months 6 --json out.json');
}
