import type { Command } from 'commander';
import type { Io } from '../io.js';
import { withExample, withJson } from '../options.js';

type Finish = (code: number) => void;

/** `stack up|status|down|reset`: the embedded servers and the product's own processes. */
export function addStackCommands(root: Command, io: Io, finish: Finish): void {
  const stack = root.command('stack').description('start, look at and stop everything on this machine');

  const up = stack
    .command('up')
    .description('start everything and stay until Ctrl-C')
    .option('--detach', 'run in the background, until `stack down`')
    .action(async (options: { readonly json?: boolean; readonly detach?: boolean }) => {
      const { showUp } = await import('./stack.js');
      await showUp(io, options);
    });
  withExample(withJson(up), 'stack up --detach');

  const status = stack
    .command('status')
    .description('what runs, where, and whether it answers; exit code 3 when nothing runs')
    .action(async (options: { readonly json?: boolean }) => {
      const { showStatus } = await import('./stack.js');
      finish(await showStatus(io, options));
    });
  withExample(withJson(status), 'stack status');

  const down = stack
    .command('down')
    .description('stop everything; the data stays')
    .action(async (options: { readonly json?: boolean }) => {
      const { showDown } = await import('./stack.js');
      await showDown(io, options);
    });
  withExample(withJson(down), 'stack down');

  const reset = stack
    .command('reset')
    .description('remove all data of this home folder; says what it would remove unless --yes is given')
    .option('--yes', 'remove it')
    .action(async (options: { readonly json?: boolean; readonly yes?: boolean }) => {
      const { showReset } = await import('./stack.js');
      await showReset(io, options);
    });
  withExample(withJson(reset), 'stack reset --yes');
}
