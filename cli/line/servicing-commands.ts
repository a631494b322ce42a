import { Option, type Command } from 'commander';
import { SETTLEMENT_SCOPES } from '../../domain/line/commands.js';
import type { Io } from '../io.js';
import { numberOption, withApi, withExample } from '../options.js';
import type { ServicingOptions } from './run-servicing.js';

const AMOUNT_MAX = 1_000_000_000_000;

/** `line settlement-quote|settle|prepay|refund|cancel-refund`: all but the quote take --dry-run. */
export function addServicingCommands(line: Command, io: Io): void {
  const add = (name: string, description: string, example: string, options: (command: Command) => Command): Command => {
    const command = options(line.command(name).argument('<line>', 'its id').description(description)).action(
      async (lineId: string, given: ServicingOptions) => {
        const { runServicing } = await import('./run-servicing.js');
        await runServicing(io, name, lineId, given);
      },
    );
    return withExample(withApi(command), `line ${name} line_5f0c8a ${example}`);
  };
  const dryRun = (command: Command) =>
    command.option('--dry-run', 'show what it would change, component by component, and change nothing');
  const agreement = (command: Command) => command.requiredOption('--agreement <id>', 'its id');
  const amount = (command: Command) =>
    command.addOption(numberOption('--amount-minor <n>', 'in minor units', 1, AMOUNT_MAX).makeOptionMandatory());
  const scope = (command: Command) =>
    command
      .addOption(new Option('--scope <scope>', 'what is settled').choices(SETTLEMENT_SCOPES).default('ALL'))
      .option('--agreement <id>', 'of ONE_PLAN');
  const money = (command: Command) =>
    command
      .addOption(new Option('--reference <text>', 'of the transfer that has arrived').conflicts('account'))
      .option('--account <id>', 'debit this account');

  add('settlement-quote', 'what settles today, and what is saved by it', '--scope NEXT_BILL', scope);
  add('settle', 'settle early at the payoff of today', '--scope ALL --reference bank-77', (command) =>
    dryRun(money(scope(command))).addOption(
      numberOption('--payoff-minor <n>', 'refuse any other payoff than this; default: that of today', 1, AMOUNT_MAX),
    ),
  );
  add(
    'prepay',
    "pay a part of an agreement's principal ahead",
    '--agreement agr_5f0c8a_3 --amount-minor 30000 --reference bank-78',
    (command) => dryRun(money(amount(agreement(command)))),
  );
  add(
    'refund',
    'a merchant returns an amount of a purchase, its down payment included',
    '--agreement agr_5f0c8a_3 --amount-minor 35000',
    (command) => dryRun(amount(agreement(command)).option('--value-on <date>', 'day from which it counts')),
  );
  add('cancel-refund', 'take a refund back', '--refund rfd_5f0c8a_9 --reason "goods were kept"', (command) =>
    dryRun(
      command.requiredOption('--refund <id>', 'its id').requiredOption('--reason <text>', 'why; kept in the journal'),
    ),
  );
}
