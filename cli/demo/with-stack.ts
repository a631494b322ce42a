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
 */
export async function withStack<T>(io: Io, work: () => Promise<T>): Promise<T> {
  if (readRunningStack(readConfig(io.env).homeDir) !== null) return await work();
  const interruption = interrupted();
  const stack = await startStack({ env: io.env, report: io.err });
  try {
    return await Promise.race([work(), interruption.happened]);
  } finally {
    io.err('stopping the stack');
    await stack.stop();
    interruption.forget();
  }
}

function interrupted(): { readonly happened: Promise<never>; readonly forget: () => void } {
  const { promise, reject } = withRejection();
  const onSignal = () => reject(new CliProblem(EXIT.failed, 'Interrupted.'));
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    happened: promise,
    forget: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}

function withRejection(): { readonly promise: Promise<never>; readonly reject: (reason: Error) => void } {
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  // A signal while the stack still starts is told once there is somebody to tell.
  promise.catch(() => undefined);
  return { promise, reject };
}
