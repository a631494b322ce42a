import { InvalidArgumentError, type Command } from 'commander';
import { isPlainDate } from '../../domain/calendar/plain-date.js';
import type { Io } from '../io.js';
import { withApi, withExample, type CommonOptions } from '../options.js';
import type { LimitChange } from './change-limit.js';

function lastDay(text: string): string {
  if (isPlainDate(text)) return text;
  throw new InvalidArgumentError('Write a real day as YYYY-MM-DD.');
}

/** `line limit base|temporary|revoke|scene|self-cap`: the parts of a line's limit. Amounts in units of its currency. */
export function addLimitCommands(line: Command, io: Io): void {
  const limit = line.command('limit').description('change the parts of a limit');
  const change = async (lineId: string, options: CommonOptions, wanted: LimitChange): Promise<void> => {
    const { changeLimit } = await import('./change-limit.js');
    await changeLimit(io, lineId, options, wanted);
  };
  const command = (name: string, description: string, example: string): Command =>
    withExample(withApi(limit.command(name).argument('<line>', 'its id').description(description)), example);

  command('base', 'set the base limit', 'line limit base line_5f0c8a 8000 --reason review')
    .argument('<amount>', 'such as 8000')
    .requiredOption('--reason <text>', 'why; kept in the journal')
    .action(async (lineId: string, amount: string, options: CommonOptions & { readonly reason: string }) => {
      await change(lineId, options, { kind: 'BASE', amount, reason: options.reason });
    });

  command('temporary', 'add to the limit for a time', 'line limit temporary line_5f0c8a 1000 --until 2029-01-31')
    .argument('<amount>', 'such as 1000')
    .requiredOption('--until <date>', 'its last day', lastDay)
    .action(async (lineId: string, amount: string, options: CommonOptions & { readonly until: string }) => {
      await change(lineId, options, { kind: 'TEMPORARY', amount, untilOn: options.until });
    });

  command('revoke', 'end the temporary limit before its time', 'line limit revoke line_5f0c8a --reason review')
    .requiredOption('--reason <text>', 'why; kept in the journal')
    .action(async (lineId: string, options: CommonOptions & { readonly reason: string }) => {
      await change(lineId, options, { kind: 'REVOKE', reason: options.reason });
    });

  command('scene', 'set the limit for one kind of goods; 0 takes it off', 'line limit scene line_5f0c8a phone 2000')
    .argument('<scene>', 'such as phone')
    .argument('<amount>', 'such as 2000')
    .action(async (lineId: string, scene: string, amount: string, options: CommonOptions) => {
      await change(lineId, options, { kind: 'SCENE', scene, amount });
    });

  command('self-cap', "set the customer's own cap; none ends it", 'line limit self-cap line_5f0c8a 500')
    .argument('<amount>', 'such as 500, or none')
    .action(async (lineId: string, amount: string, options: CommonOptions) => {
      await change(lineId, options, { kind: 'SELF_CAP', amount: amount === 'none' ? null : amount });
    });
}
