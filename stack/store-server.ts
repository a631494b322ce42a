import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import type { Config } from './config.js';
import { openLog } from './logs.js';
import { storeDataPath } from './paths.js';
import type { StoreProgram } from './provision/document-store.js';
import { isReplicaSetReady } from './replica-set.js';
import type { ServiceSpec } from './service.js';

const READY_TIMEOUT_MS = 60_000;
/** The stand-in takes up to 2.3 s, a busy mongod longer. */
const STOP_TIMEOUT_MS = 15_000;
const DATABASE = 'whiteslip';

/**
 * Without the driver's retries of writes: every write of ours can be repeated by whoever asked for it, and the stand-in
 * goes through its records of the last half hour's retryable writes at each one (measured: 1.5 ms of an update at first,
 * 6 ms and more after ten thousand).
 */
export function storeUri(port: number): string {
  return `mongodb://127.0.0.1:${port}/${DATABASE}?directConnection=true&retryWrites=false`;
}

async function accepts(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1_000 });
    const settle = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}

function launch(
  program: StoreProgram,
  port: number,
  dataDir: string,
  env: NodeJS.ProcessEnv,
): Pick<ServiceSpec, 'command' | 'args' | 'env'> {
  if (program.kind === 'mongod')
    return {
      command: program.path,
      args: ['--replSet', DATABASE, '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', dataDir, '--quiet'],
      env,
    };
  return {
    command: program.python,
    args: [
      ...['-m', 'secantus', '--config', program.settingsPath, '--host', '127.0.0.1', '--port', String(port)],
      // Measured: without the flag a kill -9 loses acknowledged writes.
      ...['--storage-path', dataDir, '--sync-on-commit', '--log-level', 'WARNING'],
    ],
    env: { ...env, PYTHONPATH: program.modulesDir, PYTHONUNBUFFERED: '1' },
  };
}

export function storeService(program: StoreProgram, config: Config, port: number, env: NodeJS.ProcessEnv): ServiceSpec {
  const dataDir = storeDataPath(config.homeDir, program.kind);
  mkdirSync(dataDir, { recursive: true });
  return {
    name: 'store',
    ...launch(program, port, dataDir, env),
    cwd: config.homeDir,
    logPath: openLog(config.homeDir, 'store'),
    channel: 'none',
    isReady: async () => (await accepts(port)) && (program.kind === 'secantus' || (await isReplicaSetReady(port))),
    readyTimeoutMs: READY_TIMEOUT_MS,
    stopTimeoutMs: STOP_TIMEOUT_MS,
  };
}
