import type { Command } from 'commander';
import { BILL_DAY_MAX, BILL_DAY_MIN } from '../../domain/calendar/billing-calendar.js';
import { PERIODS_MAX } from '../../domain/schedule/schedule-fault.js';
import type { Io } from '../io.js';
import { numberOption, withApi, withExample } from '../options.js';
import type { BillingOptions, BillingRun } from './run-billing.js';

const AMOUNT_MAX = 1_000_000_000_000;

/** `line convert|bill-day|pause|resume`: what is asked of the calendar of a line; each takes --dry-run. */
export function addBillingCommands(line: Command, io: Io): void {
  const add = (
    run: BillingRun,
    { description, example }: { readonly description: string; readonly example: string },
    options: (command: Command) => Command,
  ): void => {
    const command = options(line.command(run).argument('<line>', 'its id').description(description))
      .option('--dry-run', 'show what it would change, component by component, and change nothing')
      .action(async (lineId: string, given: BillingOptions) => {
        const { runBilling } = await import('./run-billing.js');
        await runBilling(io, run, lineId, given);
      });
    withExample(withApi(command), `line ${run} line_5f0c8a ${example}`);
  };
  const reason = (command: Command) => command.requiredOption('--reason <text>', 'a reason, kept in the journal');

  add(
    'convert',
    {
      description: 'turn the purchases of the current statement, or a part of them, into installments',
      example: '--plan statement-flat --periods 6 --amount-minor 90000',
    },
    (command) =>
      command
        .requiredOption('--plan <id>', 'planId or planId@version')
        .addOption(numberOption('--periods <n>', 'number of installments', 1, PERIODS_MAX).makeOptionMandatory())
        .addOption(numberOption('--amount-minor <n>', 'default: all that can be converted', 1, AMOUNT_MAX))
        .option('--statement <id>', 'default: the latest'),
  );
  add('bill-day', { description: 'move the bill day', example: '--day 20' }, (command) =>
    command.addOption(numberOption('--day <n>', 'day of the month', BILL_DAY_MIN, BILL_DAY_MAX).makeOptionMandatory()),
  );
  add(
    'pause',
    {
      description: 'let days not count as past due',
      example: '--from 2029-02-12 --until 2029-03-01 --reason "flooded town"',
    },
    (command) =>
      reason(command)
        .requiredOption('--from <date>', 'first day that does not count')
        .requiredOption('--until <date>', 'the first day that counts again'),
  );
  add('resume', { description: 'end a pause of delinquency today', example: '--reason "back at work"' }, reason);
}
