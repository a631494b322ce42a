import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { readServiceConfig } from '../stack/config.js';
import { startApi } from './start-api.js';

/** Requests in hand get this long to be answered; the stack kills after 15 s. */
const GRACE_MS = 10_000;

const config = readServiceConfig();
const log = pino({ level: config.logLevel, base: { service: 'api' } });

try {
  const api = await startApi(config, log);
  closeWithGrace({ delay: GRACE_MS, logger: false }, async ({ err, signal }) => {
    if (err === undefined) log.info({ signal }, 'stopping');
    else log.fatal({ err }, 'stopping after an error');
    await api.stop();
  });
  log.info({ url: config.apiUrl, mode: config.mode }, 'ready');
} catch (thrown) {
  log.fatal({ err: thrown }, 'the API could not start');
  process.exitCode = 1;
  // Connections that were opened before it failed would keep the process.
  setImmediate(() => process.exit(1));
}
