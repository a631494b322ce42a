import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROJECT_DIR, type Config, type ConfigVariable, type ServiceConfig } from './config.js';
import { openLog } from './logs.js';
import type { ServiceSpec } from './service.js';
import { answersOk } from './wait.js';

const DIE_WITH_PARENT = fileURLToPath(new URL('die-with-parent.mjs', import.meta.url));
/** The worker bundles its workflows at start: some seconds on a busy machine. */
const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;

/** The product's own processes, in the order in which they stop from the end. */
export type ProductPart = 'sandbox' | 'worker' | 'api';

export const PRODUCT_PROGRAMS: Readonly<Record<ProductPart, string>> = {
  sandbox: join(PROJECT_DIR, 'gateways/sandbox/main.ts'),
  worker: join(PROJECT_DIR, 'worker/main.ts'),
  api: join(PROJECT_DIR, 'api/main.ts'),
};

/** Everything said outright, so that a process reads the same values as the stack did. */
export function productVariables(config: ServiceConfig): Readonly<Record<ConfigVariable, string>> {
  return {
    TEMPORAL_ADDRESS: config.temporalAddress,
    TEMPORAL_NAMESPACE: config.temporalNamespace,
    MONGODB_URI: config.mongodbUri,
    WHITESLIP_HOME: config.homeDir,
    WHITESLIP_CACHE: config.cacheDir,
    WHITESLIP_MODE: config.mode,
    WHITESLIP_API_HOST: config.apiHost,
    WHITESLIP_API_PORT: String(config.apiPort),
    WHITESLIP_API_URL: config.apiUrl,
    WHITESLIP_WORKER_PORT: String(config.workerPort),
    WHITESLIP_SANDBOX_HOST: config.sandboxHost,
    WHITESLIP_SANDBOX_PORT: String(config.sandboxPort),
    WHITESLIP_SANDBOX_URL: config.sandboxUrl,
    WHITESLIP_CALLBACK_SECRET: config.callbackSecret,
    WHITESLIP_DATA_KEY: Buffer.from(config.dataKey).toString('base64'),
    WHITESLIP_LOG_LEVEL: config.logLevel,
  };
}

/** Where each process says that it can work. */
export function healthUrl(part: ProductPart, config: Pick<Config, 'apiPort' | 'workerPort' | 'sandboxPort'>): string {
  switch (part) {
    case 'sandbox':
      return `http://127.0.0.1:${config.sandboxPort}/health`;
    case 'worker':
      return `http://127.0.0.1:${config.workerPort}/ready`;
    case 'api':
      return `http://127.0.0.1:${config.apiPort}/v1/health/ready`;
  }
}

export function productService(
  part: ProductPart,
  program: string,
  config: ServiceConfig,
  env: NodeJS.ProcessEnv,
): ServiceSpec {
  return {
    name: part,
    command: process.execPath,
    args: ['--import', DIE_WITH_PARENT, '--import', 'tsx', program],
    env: { ...env, ...productVariables(config) },
    cwd: PROJECT_DIR,
    logPath: openLog(config.homeDir, part),
    channel: 'ipc',
    isReady: async () => await answersOk(healthUrl(part, config)),
    readyTimeoutMs: READY_TIMEOUT_MS,
    stopTimeoutMs: STOP_TIMEOUT_MS,
  };
}
