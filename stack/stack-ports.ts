import type { Config, PortName } from './config.js';
import { findFreePorts, type PortWish } from './ports.js';

const TEMPORAL_PORT = 7233;
const STORE_PORT = 27017;

export type StackPorts = Readonly<
  Record<'temporal' | 'temporalHttp' | 'temporalMetrics' | 'store' | 'sandbox' | 'worker' | 'api', number>
>;

const VARIABLES = {
  api: 'WHITESLIP_API_PORT',
  worker: 'WHITESLIP_WORKER_PORT',
  sandbox: 'WHITESLIP_SANDBOX_PORT',
} as const;

/**
 * Ports for everything the stack may start.
 *
 * @param choice `usual` takes the well-known ones where they are free; `any` none of them, for tests beside a running stack
 */
export async function chooseStackPorts(config: Config, choice: 'usual' | 'any'): Promise<StackPorts> {
  const server = (name: string, usual: number): PortWish => ({ name, port: choice === 'any' ? 'any' : usual });
  const own = (name: PortName, usual: number): PortWish =>
    config.fixedPorts.includes(name) ? { name, port: usual, fixedBy: VARIABLES[name] } : server(name, usual);
  return await findFreePorts({
    temporal: server('Temporal server', TEMPORAL_PORT),
    temporalHttp: { name: "Temporal server's HTTP", port: 'any' },
    temporalMetrics: { name: "Temporal server's metrics", port: 'any' },
    store: server('document store', STORE_PORT),
    sandbox: own('sandbox', config.sandboxPort),
    worker: own('worker', config.workerPort),
    api: own('api', config.apiPort),
  });
}
