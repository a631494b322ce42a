import type { Command } from 'commander';
import type { Io } from '../io.js';
import { numberOption, withExample, withJson } from '../options.js';

const CONCURRENCY_MAX = 32;
const CONCURRENCY = 4;

export interface VerifyOptions {
  readonly json?: boolean;
  readonly all?: boolean;
  readonly concurrency: number;
}

/** `verify LINE` and `verify --all`: workflow state, journal and projections agree, the chain is whole, the books balance. */
export function addVerifyCommand(root: Command, io: Io, finish: (code: number) => void): void {
  const verify = root
    .command('verify')
    .argument('[line]', 'the id of one line')
    .description('prove that workflow, journal and projections agree, the hash chain is whole and the books balance')
    .option('--all', 'every line')
    .addOption(numberOption('--concurrency <n>', 'lines at the same time', 1, CONCURRENCY_MAX).default(CONCURRENCY))
    .action(async (lineId: string | undefined, options: VerifyOptions) => {
      const { showVerify } = await import('./show-verify.js');
      finish(await showVerify(io, lineId, options));
    });
  withExample(withJson(verify), 'verify --all');
}
