import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Io } from '../io.js';
import { addBillingCommands } from './billing-commands.js';
import { addCorrectionCommands } from './correction-commands.js';
import type { AsOfOptions } from './show-as-of.js';
import { addLimitCommands } from './limit-commands.js';
import { addServicingCommands } from './servicing-commands.js';
import { numberOption, withApi, withExample, type CommonOptions } from '../options.js';

/** The API's own bound is stricter and gives its own message. */
const DAYS_MAX = 100_000;

function date(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  throw new InvalidArgumentError('Write the day as YYYY-MM-DD.');
}

/** `line show|timeline|agenda|advance|limit|convert`: one credit line. */
export function addLineCommands(root: Command, io: Io): void {
  const line = root
    .command('line')
    .description('look at one credit line, change its limit, and move its sandbox clock');

  const show = line
    .command('show')
    .argument('<line>', 'its id, such as line_5f0c8a')
    .description('what it may use, what it owes and until when')
    .action(async (lineId: string, options: CommonOptions) => {
      const { showLine } = await import('./show-line.js');
      await showLine(io, lineId, options);
    });
  withExample(withApi(show), 'line show line_5f0c8a');

  const timeline = line
    .command('timeline')
    .argument('<line>', 'its id')
    .description('its journal: everything that happened, with what was booked, oldest first')
    .addOption(numberOption('--last <n>', 'only the last n entries', 1, 1_000_000))
    .action(async (lineId: string, options: CommonOptions & { readonly last?: number }) => {
      const { showTimeline } = await import('./show-timeline.js');
      await showTimeline(io, lineId, options);
    });
  withExample(withApi(timeline), 'line timeline line_5f0c8a --last 10');

  const agenda = line
    .command('agenda')
    .argument('<line>', 'its id')
    .description('what it will do by itself, earliest first')
    .action(async (lineId: string, options: CommonOptions) => {
      const { showAgenda } = await import('./show-agenda.js');
      await showAgenda(io, lineId, options);
    });
  withExample(withApi(agenda), 'line agenda line_5f0c8a');

  const advance = line
    .command('advance')
    .argument('<line>', 'its id')
    .description('move its clock forward through everything that falls due on the way (sandbox alone)')
    .addOption(numberOption('--days <n>', 'so many days', 1, DAYS_MAX))
    .option('--to <date>', "to the start of this day in the line's zone", date)
    .action(async (lineId: string, options: CommonOptions & { readonly days?: number; readonly to?: string }) => {
      const { advanceLine } = await import('./advance-line.js');
      await advanceLine(io, lineId, options);
    });
  withExample(withApi(advance), 'line advance line_5f0c8a --days 45');

  const asOf = line
    .command('as-of')
    .argument('<line>', 'its id')
    .description('what it owed at the end of a day, as it was believed then or is known now')
    .requiredOption('--on <date>', 'the day', date)
    .addOption(new Option('--view <view>', 'which knowledge').choices(['as-was', 'as-now']).default('as-now'))
    .action(async (lineId: string, options: AsOfOptions) => {
      const { showAsOf } = await import('./show-as-of.js');
      await showAsOf(io, lineId, options);
    });
  withExample(withApi(asOf), 'line as-of line_5f0c8a --on 2029-02-20 --view as-was');
  addBillingCommands(line, io);
  addCorrectionCommands(line, io);
  addServicingCommands(line, io);
  addLimitCommands(line, io);
}
