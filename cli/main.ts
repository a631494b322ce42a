import { Command, CommanderError } from 'commander';
import { addAprCommand } from './apr/command.js';
import { addDemoCommand } from './demo/command.js';
import { CliProblem, EXIT } from './exit-codes.js';
import { processIo, type Io } from './io.js';
import { addLedgerCommands } from './ledger/commands.js';
import { addLineCommands } from './line/commands.js';
import { addQuoteCommand } from './quote/command.js';
import { addScheduleCommand } from './schedule/command.js';
import { addStackCommands } from './stack/commands.js';
import { addVerifyCommand } from './verify/command.js';

const EPILOGUE = `
Every command takes --json and then prints one JSON document; messages go to the error stream.
Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 nothing runs.

Begin here:
  $ npx whiteslip stack up --detach      start everything
  $ npx whiteslip demo --count 5         run a small book through it
  $ npx whiteslip verify --all           prove that it adds up
  $ npx whiteslip stack down`;

function program(io: Io, finish: (code: number) => void): Command {
  const root = new Command('whiteslip')
    .description('Consumer credit lines, for years at a time: run the stack, look at lines, prove the books.')
    .helpCommand(false)
    .addHelpText('after', EPILOGUE);
  addStackCommands(root, io, finish);
  addLineCommands(root, io);
  addVerifyCommand(root, io, finish);
  addLedgerCommands(root, io);
  addQuoteCommand(root, io);
  addScheduleCommand(root, io);
  addAprCommand(root, io, finish);
  addDemoCommand(root, io, finish);
  for (const command of everyCommand(root))
    command
      .helpCommand(false)
      .exitOverride()
      .showHelpAfterError('(add --help for what is possible)')
      .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: (text) => io.err(text.trimEnd()) });
  return root;
}

function everyCommand(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

/** `instanceof` without loading the stack only to name its class. */
const isExpected = (thrown: unknown): thrown is Error =>
  thrown instanceof CliProblem || (thrown instanceof Error && thrown.name === 'StackProblem');

function exitCodeOf(thrown: Error & { readonly code?: string }): number {
  if (thrown instanceof CliProblem) return thrown.exitCode;
  return thrown.code === 'not-running' ? EXIT.notRunning : EXIT.failed;
}

/**
 * The `whiteslip` command.
 *
 * @param argv what stands behind the command's name
 * @returns the exit code
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  let code: number = EXIT.ok;
  try {
    await program(io, (exitCode) => {
      code = exitCode;
    }).parseAsync(argv, { from: 'user' });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!isExpected(thrown)) throw thrown;
    io.err(thrown.message);
    return exitCodeOf(thrown);
  }
}
