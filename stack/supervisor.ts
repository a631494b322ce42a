import { mkdirSync } from 'node:fs';
import { hostEnvironment, readConfig, type Config, type ServiceConfig } from './config.js';
import { Guardian } from './guardian.js';
import { endLeftovers } from './leftovers.js';
import { lockHome } from './lock.js';
import { logsDir } from './paths.js';
import { StackProblem, reasonOf } from './problem.js';
import { PRODUCT_PROGRAMS, productService, type ProductPart } from './product-services.js';
import { RunningParts, type Stack, type StackPart } from './running-parts.js';
import { findStore, findTemporal, type StoreSource, type TemporalSource } from './servers.js';
import { chooseStackPorts, type StackPorts } from './stack-ports.js';
import { storeService, storeUri } from './store-server.js';
import { temporalService } from './temporal-server.js';

/** Also the order of starting; stopping goes the other way round, so that nobody loses what it still needs. */
export const STACK_PARTS = ['temporal', 'store', 'sandbox', 'worker', 'api'] as const satisfies readonly StackPart[];
const PRODUCT_PARTS = ['sandbox', 'worker', 'api'] as const satisfies readonly ProductPart[];

export interface StackOptions {
  /** Default: all. The product's own processes need both servers. */
  readonly parts?: readonly StackPart[];
  /** Default: `on-disk`. In memory Temporal is faster, and forgets everything when it ends. */
  readonly keepTemporal?: 'on-disk' | 'in-memory';
  /** Default: `usual`, the well-known ports where they are free; `any` avoids them, for tests. */
  readonly ports?: 'usual' | 'any';
  /** Default: this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Takes progress lines. */
  readonly report?: (line: string) => void;
  /** Other programs in the place of the product's, for tests. */
  readonly programs?: Partial<Readonly<Record<ProductPart, string>>>;
}

function prepareHome(homeDir: string): void {
  try {
    mkdirSync(homeDir, { recursive: true });
    mkdirSync(logsDir(homeDir), { recursive: true });
  } catch (thrown) {
    throw new StackProblem(
      'not-writable',
      `${homeDir} cannot be written (${reasonOf(thrown)}): set WHITESLIP_HOME to a folder that can.`,
    );
  }
}

/** Both, and the first reason when one fails: neither is left running behind. */
async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}

function withPorts(config: Config, ports: StackPorts, temporal: TemporalSource, store: StoreSource): ServiceConfig {
  // An address for others that was set by hand stays; one that was derived follows its port.
  const moved = (url: string, from: number, to: number) =>
    url === `http://127.0.0.1:${from}` ? `http://127.0.0.1:${to}` : url;
  return {
    ...config,
    temporalAddress: temporal.kind === 'external' ? temporal.address : `127.0.0.1:${ports.temporal}`,
    mongodbUri: store.kind === 'external' ? store.mongodbUri : storeUri(ports.store),
    apiPort: ports.api,
    apiUrl: moved(config.apiUrl, config.apiPort, ports.api),
    workerPort: ports.worker,
    sandboxPort: ports.sandbox,
    sandboxUrl: moved(config.sandboxUrl, config.sandboxPort, ports.sandbox),
  };
}

/**
 * Starts the stack and keeps it running: each process that ends is started again, on the same port with the same data.
 *
 * The processes end with this one, also when it is killed.
 *
 * @throws StackProblem for everything that a person can remedy; nothing is left running then
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { parts = STACK_PARTS, keepTemporal = 'on-disk', ports: portChoice = 'usual', programs = {} } = options;
  const report = options.report ?? (() => undefined);
  const env = options.env ?? hostEnvironment();
  const config = readConfig(env);
  prepareHome(config.homeDir);
  const unlock = lockHome(config.homeDir);
  const guardian = new Guardian(env);
  let running: RunningParts | null = null;
  try {
    const ended = await endLeftovers(config.homeDir);
    if (ended > 0) report(`ended ${ended} processes that an earlier stack had left`);
    const context = { config, env, report };
    const [temporal, store] = await both(findTemporal(config, context), findStore(config, context));
    const ports = await chooseStackPorts(config, portChoice);
    const inUse = withPorts(config, ports, temporal, store);
    running = new RunningParts(
      inUse,
      {
        temporal: {
          address: inUse.temporalAddress,
          namespace: inUse.temporalNamespace,
          serverVersion: temporal.serverVersion,
          way: temporal.way,
          metricsUrl: temporal.kind === 'external' ? null : `http://127.0.0.1:${ports.temporalMetrics}/metrics`,
        },
        store: { mongodbUri: inUse.mongodbUri, way: store.way },
      },
      { guardian, unlock, report },
    );
    await running.start([
      ...(parts.includes('temporal') && temporal.kind === 'local'
        ? [temporalService(temporal.binary, inUse, ports, { keep: keepTemporal, env })]
        : []),
      ...(parts.includes('store') && store.kind === 'local'
        ? [storeService(store.program, inUse, ports.store, env)]
        : []),
    ]);
    const product = PRODUCT_PARTS.filter((part) => parts.includes(part));
    await running.start(
      product.map((part) => productService(part, programs[part] ?? PRODUCT_PROGRAMS[part], inUse, env)),
    );
    running.becomeReady();
    return running;
  } catch (thrown) {
    if (running !== null) await running.stop();
    else {
      await guardian.close();
      unlock();
    }
    throw thrown;
  }
}
