/** `npm start`: everything in the foreground, until Ctrl-C. */
import { stackUp } from './commands.js';
import { StackProblem } from './problem.js';
import { summaryOf } from './summary.js';

const MS_PER_SECOND = 1000;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

// `npm start | head`: what reads us may be gone while the stack goes on.
process.stdout.on('error', () => undefined);

try {
  const { running, ended } = await stackUp({ report: say });
  const seconds = performance.now() / MS_PER_SECOND; // since this process began
  say('');
  for (const line of summaryOf(running, seconds)) say(line);
  say('Stop it with Ctrl-C, or with `npx whiteslip stack down` from another terminal.');
  await ended;
} catch (thrown) {
  if (!(thrown instanceof StackProblem)) throw thrown;
  process.stderr.write(`\n${thrown.message}\n`);
  process.exitCode = 1;
}
