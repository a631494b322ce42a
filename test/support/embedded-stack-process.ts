/** Runs the test servers for a whole test run: prints their addresses as one line of JSON, ends when its input closes. */
import { ownEmbeddedStack } from './embedded-stack.js';

const inputClosed = new Promise<void>((resolve) => {
  process.stdin.once('end', () => resolve()).resume();
});
process.on('SIGINT', () => undefined); // a terminal's Ctrl-C: the test run ends, and closes the input

const stack = await ownEmbeddedStack();
process.stdout.write(`${JSON.stringify({ temporalAddress: stack.temporalAddress, mongodbUri: stack.mongodbUri })}\n`);
await inputClosed;
await stack.stop();
