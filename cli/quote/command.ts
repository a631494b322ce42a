import type { Command } from 'commander';
import type { Io } from '../io.js';
import { numberOption, withExample, withJson } from '../options.js';

const PERIODS_MAX = 60;

export interface QuoteOptions {
  readonly json?: boolean;
  readonly plan?: string;
  readonly tenor?: number;
  readonly grade?: string;
  readonly promotion?: string;
  readonly orderDates?: boolean;
}

/** `quote AMOUNT`: what an amount costs, by plan and tenor. Needs no server. */
export function addQuoteCommand(root: Command, io: Io): void {
  const quote = root
    .command('quote')
    .argument('<amount>', 'in CNY, such as 1200 or 1200.50')
    .description('what an amount costs in each plan and tenor; needs no server')
    .option('--plan <plan>', 'this plan alone')
    .addOption(numberOption('--tenor <n>', 'this number of periods alone, with its schedule', 1, PERIODS_MAX))
    .option('--grade <letter>', "the customer's price grade, such as A")
    .option('--promotion <id>', 'prices of this promotion alone')
    .option('--order-dates', 'due on days that count from the order, not with the bills of a line')
    .action(async (amount: string, options: QuoteOptions) => {
      const { showQuote } = await import('./show-quote.js');
      showQuote(io, amount, options);
    });
  withExample(withJson(quote), 'quote 1200 --plan order-flat --tenor 12');
}
