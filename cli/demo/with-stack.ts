import { readConfig } from '../../stack/config.js';
import { readRunningStack } from '../../stack/running-stack.js';
import { startStack } from '../../stack/supervisor.js';
import { CliProblem, EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something on the running stack, or on one of its own that ends with it.
 *
 * The own one runs in this process, so that nothing is left when the process is killed.
 *
 * @param work ends soon after its signal, which comes with Ctrl-C
 */
export async function withStack<T>(io: Io, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new CliProblem(EXIT.failed, 'Interrupted.'));
  for (const signal of SIGNALS) process.on(signal, interrupt);
  try {
    if (readRunningStack(readConfig(io.env).homeDir) !== null) return await work(interruption.signal);
    return await withOwnStack(io, interruption.signal, work);
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}

async function withOwnStack<T>(io: Io, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stack = await startStack({ env: io.env, report: io.err });
  try {
    signal.throwIfAborted(); // it came while the stack was starting
    return await work(signal);
  } finally {
    io.err('stopping the stack');
    await stack.stop();
  }
}
