import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PROJECT_DIR } from '../../stack/config.js';
import { isAlive } from '../../stack/process-identity.js';
import { readRunningStack, type RunningStack } from '../../stack/running-stack.js';
import { waitUntil } from '../../stack/wait.js';

const TIMEOUT_MS = 120_000;

/** A copy of the project whose own processes are fixtures: `npm start` and `whiteslip` as a person runs them. */
class ProjectCopy {
  readonly dir = mkdtempSync(join(tmpdir(), 'whiteslip-project-'));
  readonly homeDir = join(this.dir, '.whiteslip');
  readonly started: ChildProcess[] = [];

  constructor() {
    for (const name of ['bin', 'stack', 'test/stack', 'package-lock.json'])
      cpSync(join(PROJECT_DIR, name), join(this.dir, name), { recursive: true });
    symlinkSync(join(PROJECT_DIR, 'node_modules'), join(this.dir, 'node_modules'));
    const scripts = { prestart: 'node bin/ensure.mjs', start: 'node --import tsx stack/start.ts' };
    this.#write('package.json', JSON.stringify({ name: 'copy', type: 'module', engines: { node: '>=20' }, scripts }));
    this.#write('cli/main.ts', "export { main } from '../test/stack/fixtures/cli.js';");
    this.#write('api/main.ts', "import '../test/stack/fixtures/api.js';");
    this.#write('worker/main.ts', "import '../test/stack/fixtures/worker.js';");
    this.#write('gateways/sandbox/main.ts', "import '../../test/stack/fixtures/sandbox.js';");
  }

  get env(): NodeJS.ProcessEnv {
    return { ...process.env, NODE_OPTIONS: '', WHITESLIP_HOME: this.homeDir, WHITESLIP_MODE: 'sandbox' };
  }

  get running(): RunningStack | null {
    return readRunningStack(this.homeDir);
  }

  /** `npm start`, in a group of its own as a terminal would give it. */
  npmStart(): ChildProcess {
    const npm = spawn('npm', ['start'], { cwd: this.dir, env: this.env, detached: true, stdio: 'ignore' });
    this.started.push(npm);
    return npm;
  }

  async whiteslip<T>(...args: readonly string[]): Promise<T> {
    return await new Promise((resolve) => {
      execFile(process.execPath, ['bin/whiteslip.mjs', ...args], { cwd: this.dir, env: this.env }, (_error, stdout) =>
        resolve(JSON.parse(stdout) as T),
      );
    });
  }

  async isReady(): Promise<boolean> {
    return await waitUntil(() => this.running?.state === 'ready', 60_000);
  }

  remove(): void {
    for (const child of this.started) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    rmSync(this.dir, { recursive: true, force: true });
  }

  #write(path: string, text: string): void {
    mkdirSync(dirname(join(this.dir, path)), { recursive: true });
    writeFileSync(join(this.dir, path), text);
  }
}

const processesOf = (running: RunningStack) => [
  running.supervisor,
  ...running.services.flatMap((service) => (service.process === null ? [] : [service.process])),
];

let project: ProjectCopy;
beforeEach(() => {
  project = new ProjectCopy();
});
afterEach(async () => {
  await project.whiteslip('down');
  project.remove();
}, TIMEOUT_MS);

test(
  'npm start, Ctrl-C: nothing is left',
  async () => {
    const npm = project.npmStart();
    expect(await project.isReady()).toBe(true);
    const processes = processesOf(project.running!);
    expect(processes).toHaveLength(6);
    const ended = once(npm, 'exit');
    process.kill(-npm.pid!, 'SIGINT'); // as the terminal does: to the whole group
    await ended;
    expect(await waitUntil(() => !processes.some(isAlive), 60_000)).toBe(true);
    expect(project.running).toBeNull();
  },
  TIMEOUT_MS,
);

test(
  'npm killed with -9: nothing is left',
  async () => {
    const npm = project.npmStart();
    expect(await project.isReady()).toBe(true);
    const processes = processesOf(project.running!);
    npm.kill('SIGKILL');
    expect(await waitUntil(() => !processes.some(isAlive), 60_000)).toBe(true);
  },
  TIMEOUT_MS,
);

test(
  'up in the background, status, a second up, down, reset',
  async () => {
    const running = await project.whiteslip<RunningStack>('up');
    expect(running.state).toBe('ready');
    expect(await project.whiteslip('status')).toMatchObject({
      running: { supervisor: running.supervisor },
      health: ['temporal', 'store', 'sandbox', 'worker', 'api'].map((part) => ({ part, isHealthy: true })),
    });
    expect(await project.whiteslip('up')).toEqual({ problem: 'already-running' });
    expect(await project.whiteslip('reset', '--yes')).toEqual({ problem: 'already-running' });
    expect(await project.whiteslip('down')).toEqual({ homeDir: project.homeDir, wasRunning: true });
    expect(processesOf(running).some(isAlive)).toBe(false);
    expect(await project.whiteslip('down')).toEqual({ homeDir: project.homeDir, wasRunning: false });
    expect(await project.whiteslip('status')).toEqual({ homeDir: project.homeDir, running: null, health: [] });
    expect(await project.whiteslip('reset')).toMatchObject({ removed: false });
    expect(existsSync(join(project.homeDir, 'temporal.db'))).toBe(true);
    expect(await project.whiteslip('reset', '--yes')).toMatchObject({ removed: true });
    expect(existsSync(project.homeDir)).toBe(false);
  },
  TIMEOUT_MS,
);
