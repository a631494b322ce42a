import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../stack/config.js';
import { startSandbox, type Sandbox } from './server.js';

const GRACE_MS = 3_000;

function explained(thrown: unknown): string {
  if ((thrown as NodeJS.ErrnoException).code === 'EADDRINUSE')
    return 'The port of the sandbox gateways is taken: stop the other program or set WHITESLIP_SANDBOX_PORT.';
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** On SIGTERM, Ctrl-C, and when the parent that started us is gone; the stack sends two of these at once. */
function exitOnRequest(sandbox: Sandbox): void {
  let isClosing = false;
  const exit = () => {
    if (isClosing) return;
    isClosing = true;
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', exit);
  process.on('SIGINT', exit);
  if (process.send !== undefined) process.on('disconnect', exit);
}

async function main(): Promise<void> {
  const config = readConfig();
  const logger = pino({ name: 'sandbox', level: config.logLevel });
  if (config.mode === 'production') logger.warn('the sandbox gateways move no money: set up a real bank');
  const sandbox = await startSandbox({
    port: config.sandboxPort,
    host: config.sandboxHost,
    secret: config.callbackSecret,
    dataDir: join(config.homeDir, 'sandbox'),
    logger,
  });
  exitOnRequest(sandbox);
  logger.info({ port: sandbox.port }, 'sandbox gateways ready');
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${explained(thrown)}\n`);
  process.exit(1); // the parent's channel would keep us alive
});
