import type { Command } from 'commander';
import type { Io } from '../io.js';
import { numberOption, withExample, withJson } from '../options.js';

const PERIODS_MAX = 60;

/** `quote AMOUNT`: what an amount costs, by plan and tenor. Needs no server. */
export function addQuoteCommand(root: Command, io: Io): void {
  const quote = root
    .command('quote')
    .argument('<amount>', 'in CNY, such as 1200 or 1200.50')
    .description('what an amount costs in each plan and tenor; needs no server')
    .option('--plan <plan>', 'this plan alone')
    .addOption(numberOption('--tenor <n>', 'this number of periods alone, with its schedule', 1, PERIODS_MAX))
    .action(
      async (amount: string, options: { readonly json?: boolean; readonly plan?: string; readonly tenor?: number }) => {
        const { showQuote } = await import('./show-quote.js');
        showQuote(io, amount, options);
      },
    );
  withExample(withJson(quote), 'quote 1200 --plan order-flat --tenor 12');
}
