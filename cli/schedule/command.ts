import { Option, type Command } from 'commander';
import type { Io } from '../io.js';
import { numberOption, withExample, withJson } from '../options.js';
import type { ScheduleOptions } from './schedule-question.js';

const PERIODS_MAX = 60;

/** `schedule`: the installment table of a shipped plan, or of terms that are given. Needs no server. */
export function addScheduleCommand(root: Command, io: Io): void {
  const schedule = root
    .command('schedule')
    .description('the installment table of a plan or of given terms; needs no server')
    .requiredOption('--amount <amount>', 'what is financed, in CNY, such as 10000 or 1200.50')
    .addOption(numberOption('--periods <n>', 'number of installments', 1, PERIODS_MAX).makeOptionMandatory())
    .option('--plan <plan>', 'a shipped plan, at its price for this tenor')
    .addOption(
      new Option('--amortization <method>', 'in place of a plan').choices([
        'FLAT_FEE',
        'LEVEL_PAYMENT',
        'LEVEL_PRINCIPAL',
        'INTEREST_ONLY',
      ]),
    )
    .option('--rate <fraction>', 'annual rate, 0.12 is 12 %')
    .option('--fee-rate <fraction>', 'fee of each period on the principal, 0.006 is 0.6 %')
    .option('--on <date>', 'day of the agreement, YYYY-MM-DD; today if left out')
    .addOption(numberOption('--every <n>', 'length of a period in units', 1, 366).default(1))
    .addOption(new Option('--unit <unit>', 'of a period').choices(['DAYS', 'WEEKS', 'MONTHS']).default('MONTHS'))
    .addOption(numberOption('--grace <n>', 'first periods without principal', 0, PERIODS_MAX - 1).default(0))
    .option('--payment <amount>', 'the payment of each period, given; the last takes the rest')
    .action(async (options: ScheduleOptions) => {
      const { showSchedule } = await import('./show-schedule.js');
      showSchedule(io, options);
    });
  withExample(
    withJson(schedule),
    'schedule --amount 10000 --periods 12 --amortization LEVEL_PAYMENT --rate 0.12 --on 2025-01-31',
  );
}
