import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, parse, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROJECT_DIR, hostEnvironment, isRunByNpm, readConfig } from './config.js';
import { untilStopped } from './foreground.js';
import { endLeftovers } from './leftovers.js';
import { openLog, tailOf } from './logs.js';
import { alreadyRunning, lockHolder } from './lock.js';
import { StackProblem } from './problem.js';
import { isAlive, signalProcess, starters } from './process-identity.js';
import { healthUrl, type ProductPart } from './product-services.js';
import { readRunningStack, type RunningStack } from './running-stack.js';
import type { StackPart } from './running-parts.js';
import { startStack } from './supervisor.js';
import { answersOk, waitUntil } from './wait.js';

const START_PROGRAM = fileURLToPath(new URL('start.ts', import.meta.url));
/** The first start downloads two servers. */
const UP_TIMEOUT_MS = 10 * 60 * 1000;
const DOWN_TIMEOUT_MS = 90_000;
const REPORTED_LINES = 20;

export interface CommandOptions {
  /** Default: this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Takes progress lines. */
  readonly report?: (line: string) => void;
}

const silence = (): void => undefined;

export interface StackUp {
  readonly running: RunningStack;
  /** Settles when the stack was stopped; at once for one in the background. */
  readonly ended: Promise<void>;
}

/**
 * Starts the stack: in this process until Ctrl-C, or in a process of its own that stays.
 *
 * @throws StackProblem
 */
export async function stackUp(options: CommandOptions & { readonly detach?: boolean } = {}): Promise<StackUp> {
  const { env = hostEnvironment(), report = silence, detach = false } = options;
  if (detach) return { running: await startInBackground(env, report), ended: Promise.resolve() };
  const startedBy = isRunByNpm() ? starters() : [];
  const stack = await startStack({ env, report });
  return { running: stack.describe(), ended: untilStopped(stack, report, startedBy) };
}

async function startInBackground(env: NodeJS.ProcessEnv, report: (line: string) => void): Promise<RunningStack> {
  const { homeDir } = readConfig(env);
  const holder = lockHolder(homeDir);
  if (holder !== null) throw alreadyRunning(homeDir, holder);
  const logPath = openLog(homeDir, 'stack');
  const log = openSync(logPath, 'a');
  const child = spawn(process.execPath, ['--import', 'tsx', START_PROGRAM], {
    cwd: PROJECT_DIR,
    // It must not take the npm that runs this command for its parent.
    env: { ...env, WHITESLIP_HOME: homeDir, npm_lifecycle_event: undefined },
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  report(`starting in the background, process ${child.pid ?? 0}; it writes ${logPath}`);
  const isReady = (found: RunningStack | null): found is RunningStack =>
    found?.state === 'ready' && found.supervisor.pid === child.pid;
  const isSettled = () => child.exitCode !== null || isReady(readRunningStack(homeDir));
  await waitUntil(isSettled, UP_TIMEOUT_MS);
  child.unref();
  const running = readRunningStack(homeDir);
  if (child.exitCode === null && isReady(running)) return running;
  const tail = tailOf(logPath, REPORTED_LINES);
  throw new StackProblem('not-ready', ['The stack did not start:', ...tail.map((line) => `  ${line}`)].join('\n'));
}

export interface StackStatus {
  readonly homeDir: string;
  /** Null when no stack runs on this home folder. */
  readonly running: RunningStack | null;
  /** Asked right now; empty when no stack runs. */
  readonly health: readonly { readonly part: StackPart; readonly isHealthy: boolean }[];
}

const isProductPart = (part: StackPart): part is ProductPart => part !== 'temporal' && part !== 'store';

/** What runs, and whether it answers. */
export async function stackStatus(options: CommandOptions = {}): Promise<StackStatus> {
  const { homeDir } = readConfig(options.env ?? hostEnvironment());
  const running = readRunningStack(homeDir);
  if (running === null) return { homeDir, running, health: [] };
  const portOf = (url: string | null) => (url === null ? 0 : Number(new URL(url).port));
  const ports = {
    apiPort: portOf(running.apiUrl),
    workerPort: portOf(running.workerUrl),
    sandboxPort: portOf(running.sandboxUrl),
  };
  const health = await Promise.all(
    running.services.map(async ({ name, state, process: identity }) => ({
      part: name,
      isHealthy: isProductPart(name)
        ? await answersOk(healthUrl(name, ports))
        : state === 'ready' && identity !== null && isAlive(identity),
    })),
  );
  return { homeDir, running, health };
}

/** Stops the stack of this home folder and waits for it; ends what an earlier one left. */
export async function stackDown(
  options: CommandOptions = {},
): Promise<{ readonly homeDir: string; readonly wasRunning: boolean }> {
  const { env = hostEnvironment(), report = silence } = options;
  const { homeDir } = readConfig(env);
  const supervisor = lockHolder(homeDir); // known also while the stack is only starting
  if (supervisor === null) return { homeDir, wasRunning: (await endLeftovers(homeDir)) > 0 };
  report(`stopping process ${supervisor.pid}`);
  signalProcess(supervisor, 'SIGTERM');
  if (!(await waitUntil(() => !isAlive(supervisor), DOWN_TIMEOUT_MS))) {
    report('it does not stop: killing it');
    signalProcess(supervisor, 'SIGKILL');
    await waitUntil(() => !isAlive(supervisor), DOWN_TIMEOUT_MS);
  }
  await endLeftovers(homeDir);
  return { homeDir, wasRunning: true };
}

export interface StackReset {
  readonly homeDir: string;
  /** What the folder holds, or held. */
  readonly entries: readonly string[];
  readonly removed: boolean;
}

/** A home folder holds nothing but our files; one of these is a mistake in WHITESLIP_HOME. */
function refuseForeignFolder(homeDir: string): void {
  const isAbove = (dir: string) =>
    !relative(homeDir, dir).startsWith('..') && parse(relative(homeDir, dir)).root === '';
  if (![PROJECT_DIR, homedir(), process.cwd()].some(isAbove) && existsSync(join(homeDir, 'secrets.json'))) return;
  throw new StackProblem(
    'configuration',
    `${homeDir} does not look like a folder of Whiteslip's own, so nothing was removed: check WHITESLIP_HOME, or remove it by hand.`,
  );
}

/**
 * Removes all data, logs, secrets and keys of this home folder. Downloaded servers stay in the cache folder.
 *
 * @param options without `yes` it only says what it would remove
 * @throws StackProblem `already-running` while a stack runs
 */
export async function stackReset(options: CommandOptions & { readonly yes?: boolean } = {}): Promise<StackReset> {
  const { homeDir } = readConfig(options.env ?? hostEnvironment());
  const holder = lockHolder(homeDir);
  if (holder !== null)
    throw new StackProblem(
      'already-running',
      `The stack (process ${holder.pid}) runs on ${homeDir}: stop it first with \`npx whiteslip stack down\`.`,
    );
  const entries = readdirSync(homeDir).sort();
  if (options.yes !== true) return { homeDir, entries, removed: false };
  refuseForeignFolder(homeDir);
  await endLeftovers(homeDir);
  await rm(homeDir, { recursive: true, force: true });
  return { homeDir, entries, removed: true };
}
