import { Option, type Command } from 'commander';
import { WAIVABLE_COMPONENTS } from '../../domain/line/facts.js';
import type { Io } from '../io.js';
import { numberOption, withApi, withExample } from '../options.js';
import type { CorrectionOptions } from './run-correction.js';

const AMOUNT_MAX = 1_000_000_000_000;
const REASON_MISSING = 'a reason, kept in the journal';

/** `line correct|reverse|waive|charge-off|re-age|re-amortize`: each takes --dry-run. */
export function addCorrectionCommands(line: Command, io: Io): void {
  const add = (name: string, description: string, example: string, options: (command: Command) => Command): void => {
    const command = options(line.command(name).argument('<line>', 'its id').description(description))
      .option('--dry-run', 'show what it would change, component by component, and change nothing')
      .action(async (lineId: string, given: CorrectionOptions) => {
        const { runCorrection } = await import('./run-correction.js');
        await runCorrection(io, name, lineId, given);
      });
    withExample(withApi(command), `line ${name} line_5f0c8a ${example}`);
  };
  const seq = (command: Command) =>
    command.addOption(
      numberOption('--fact <seq>', "number of the fact in the line's timeline", 1, 1_000_000).makeOptionMandatory(),
    );
  const reason = (command: Command) => command.requiredOption('--reason <text>', REASON_MISSING);
  const amount = (command: Command, what: string) =>
    command.addOption(numberOption('--amount-minor <n>', what, 1, AMOUNT_MAX));

  add('reverse', 'undo a fact, as of the day from which it counted', '--fact 7 --reason "booked twice"', (command) =>
    reason(seq(command)),
  );
  add(
    'correct',
    'change the value date or the amount of a payment, refund or waiver',
    '--fact 7 --value-on 2029-02-10 --reason "arrived earlier"',
    (command) => amount(reason(seq(command)), 'the right amount').option('--value-on <date>', 'the right value date'),
  );
  add(
    'waive',
    'give up a component of an agreement, or a late charge of a bill',
    '--component PENALTY --bill-on 2029-02-03 --reason goodwill',
    (command) =>
      amount(reason(command), 'default: all that is open')
        .addOption(
          new Option('--component <name>', 'what to give up').choices(WAIVABLE_COMPONENTS).makeOptionMandatory(),
        )
        .option('--agreement <id>', 'for PRINCIPAL, FEE, INTEREST')
        .option('--bill-on <date>', 'for CARRY, PENALTY: the bill day'),
  );
  add('charge-off', 'write off what is outstanding as lost', '--reason "180 days past due"', (command) =>
    reason(command).option('--agreement <id>', 'one agreement alone'),
  );
  add('re-age', 'defer an agreement', '--agreement agr_5f0c8a_3 --due-on 2029-05-12', (command) =>
    command.requiredOption('--agreement <id>', 'its id').requiredOption('--due-on <date>', 'a later due date'),
  );
  add('re-amortize', 'another number of periods', '--agreement agr_5f0c8a_3 --periods 12', (command) =>
    command
      .requiredOption('--agreement <id>', 'its id')
      .addOption(numberOption('--periods <n>', 'periods of what is still to be billed', 1, 60).makeOptionMandatory()),
  );
}
