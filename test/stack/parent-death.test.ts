import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PROJECT_DIR } from '../../stack/config.js';
import { endLeftovers } from '../../stack/leftovers.js';
import { identify, isAlive, type ProcessIdentity } from '../../stack/process-identity.js';
import { writeRunningStack, type RunningStack } from '../../stack/running-stack.js';
import { waitUntil } from '../../stack/wait.js';
import { TemporaryHome } from './temporary-home.js';

const TIMEOUT_MS = 120_000;

const PROGRAM = fileURLToPath(new URL('fixtures/stack-process.ts', import.meta.url));

let home: TemporaryHome;
const children: ChildProcess[] = [];
beforeEach(() => {
  home = new TemporaryHome();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  home.remove();
});

async function startProcess(): Promise<{ readonly child: ChildProcess; readonly running: RunningStack }> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM], {
    cwd: PROJECT_DIR,
    env: home.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, running: JSON.parse(line) as RunningStack };
}

const processesOf = (running: RunningStack): readonly ProcessIdentity[] =>
  running.services.flatMap((service) => (service.process === null ? [] : [service.process]));

test(
  'a stack killed with -9 leaves no process, and the next one starts',
  async () => {
    const { child, running } = await startProcess();
    const processes = processesOf(running);
    expect(processes).toHaveLength(5);
    expect(processes.every(isAlive)).toBe(true);
    child.kill('SIGKILL');
    expect(await waitUntil(() => !processes.some(isAlive), 60_000)).toBe(true);
    const next = await startProcess();
    expect(processesOf(next.running)).toHaveLength(5);
    const ended = once(next.child, 'exit');
    next.child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(processesOf(next.running).some(isAlive)).toBe(false);
  },
  TIMEOUT_MS,
);

test(
  'SIGINT stops everything in order',
  async () => {
    const { child, running } = await startProcess();
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(home.stopped).toEqual(['api', 'worker', 'sandbox']);
    expect(processesOf(running).some(isAlive)).toBe(false);
  },
  TIMEOUT_MS,
);

describe('leftovers of a stack whose guardian died too', () => {
  const leftBehind = (processes: readonly ProcessIdentity[]): RunningStack => ({
    v: 1,
    state: 'ready',
    mode: 'sandbox',
    supervisor: { pid: 1, stamp: 'dead' },
    sinceAt: '2026-01-01T00:00:00.000Z',
    readyAt: null,
    temporal: { address: '127.0.0.1:1', namespace: 'default', serverVersion: '1.32.0', way: 'test', metricsUrl: null },
    store: { mongodbUri: 'mongodb://127.0.0.1:1/x', way: 'test' },
    apiUrl: null,
    docsUrl: null,
    sandboxUrl: null,
    workerUrl: null,
    developmentKeyPath: 'key',
    logsDir: 'logs',
    services: processes.map((identity) => ({
      name: 'store',
      state: 'ready',
      process: identity,
      restarts: 0,
      logPath: 'log',
    })),
  });

  function sleeper(): ProcessIdentity {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    children.push(child);
    return identify(child.pid!)!;
  }

  test(
    'are ended, and a stranger with a recorded number is not',
    async () => {
      const [left, stranger] = [sleeper(), sleeper()];
      writeRunningStack(home.dir, leftBehind([left, { pid: stranger.pid, stamp: 'an earlier process' }]));
      expect(await endLeftovers(home.dir)).toBe(1);
      expect(isAlive(left)).toBe(false);
      expect(isAlive(stranger)).toBe(true);
    },
    TIMEOUT_MS,
  );
});
