import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Guardian } from './guardian.js';
import { tailOf } from './logs.js';
import { StackProblem } from './problem.js';
import { identify, type ProcessIdentity } from './process-identity.js';
import { waitUntil } from './wait.js';

const BACKOFF_FIRST_MS = 200;
const BACKOFF_MAX_MS = 10_000;
/** A process that lived this long was well: its next end starts the backoff anew. */
const STABLE_AFTER_MS = 20_000;
const REPORTED_LINES = 15;

export type ServiceName = 'temporal' | 'store' | 'sandbox' | 'worker' | 'api';

export interface ServiceSpec {
  readonly name: ServiceName;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly logPath: string;
  /** Our own Node processes watch the channel and end with us; servers of others leave that to the guardian. */
  readonly channel: 'ipc' | 'none';
  readonly isReady: () => Promise<boolean>;
  readonly readyTimeoutMs: number;
  /** SIGTERM, this long, then SIGKILL. */
  readonly stopTimeoutMs: number;
}

export type ServiceState = 'starting' | 'ready' | 'restarting' | 'stopped';

interface Running {
  readonly child: ChildProcess;
  readonly identity: ProcessIdentity | null;
  readonly startedAtMs: number;
  /** Settles when the process is gone, with how it went. */
  readonly ended: Promise<string>;
}

/** One supervised process: started, waited for, started again after a crash, stopped. */
export class Service {
  readonly #spec: ServiceSpec;
  readonly #guardian: Guardian;
  readonly #onChange: (line: string | null) => void;
  readonly #stopped = new AbortController();
  #running: Running | null = null;
  #state: ServiceState = 'starting';
  #restarts = 0;
  #keptAlive: Promise<void> = Promise.resolve();

  /** @param onChange called after each change, with a line for a person where there is something to say */
  constructor(spec: ServiceSpec, guardian: Guardian, onChange: (line: string | null) => void) {
    this.#spec = spec;
    this.#guardian = guardian;
    this.#onChange = onChange;
  }

  get name(): ServiceName {
    return this.#spec.name;
  }

  get state(): ServiceState {
    return this.#state;
  }

  get restarts(): number {
    return this.#restarts;
  }

  get process(): ProcessIdentity | null {
    return this.#running?.identity ?? null;
  }

  /** @throws StackProblem `not-ready` with the end of its log when it ends early or takes too long */
  async start(): Promise<void> {
    const running = this.#spawn();
    const outcome = await Promise.race([
      running.ended,
      waitUntil(async () => this.#isStopped() || (await this.#spec.isReady()), this.#spec.readyTimeoutMs).then(
        (isReady) => (isReady ? null : 'is not ready in time'),
      ),
    ]);
    if (outcome !== null) {
      await this.stop();
      throw this.#failure(outcome);
    }
    this.#become('ready', null);
    this.#keptAlive = this.#keepAlive(running);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    const running = this.#running;
    if (running !== null && !(await this.#endWithin(running, 'SIGTERM', this.#spec.stopTimeoutMs))) {
      running.child.kill('SIGKILL');
      await running.ended;
    }
    await this.#keptAlive;
    this.#become('stopped', null);
  }

  /** Without waiting for anything: for a second Ctrl-C. */
  kill(): void {
    this.#stopped.abort();
    this.#running?.child.kill('SIGKILL');
  }

  async #endWithin(running: Running, signal: NodeJS.Signals, timeoutMs: number): Promise<boolean> {
    running.child.kill(signal);
    const timeout = new AbortController();
    const isEnded = await Promise.race([
      running.ended.then(() => true),
      delay(timeoutMs, false, { signal: timeout.signal }).catch(() => false),
    ]);
    timeout.abort();
    return isEnded;
  }

  #spawn(): Running {
    const { command, args, env, cwd, logPath, channel } = this.#spec;
    const log = openSync(logPath, 'a');
    // A group of its own: a terminal's Ctrl-C reaches us alone, and we stop the processes in their order.
    const child = spawn(command, args, {
      env,
      cwd,
      detached: true,
      stdio: channel === 'ipc' ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
    });
    closeSync(log);
    const identity = child.pid === undefined ? null : identify(child.pid);
    if (identity !== null) this.#guardian.watch(identity);
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(`could not be started: ${error.message}`));
      child.once('exit', (code, signal) =>
        resolve(signal === null ? `ended with code ${code ?? 1}` : `was ended by ${signal}`),
      );
    }).then((how) => {
      if (identity !== null) this.#guardian.forget(identity);
      return how;
    });
    this.#running = { child, identity, startedAtMs: performance.now(), ended };
    return this.#running;
  }

  async #keepAlive(first: Running): Promise<void> {
    let running = first;
    let backoffMs = BACKOFF_FIRST_MS;
    for (;;) {
      const how = await running.ended;
      this.#running = null;
      if (this.#stopped.signal.aborted) return;
      if (performance.now() - running.startedAtMs > STABLE_AFTER_MS) backoffMs = BACKOFF_FIRST_MS;
      this.#become('restarting', `${this.name} ${how}: starting it again in ${backoffMs} ms`);
      await delay(backoffMs, null, { signal: this.#stopped.signal }).catch(() => null);
      if (this.#isStopped()) return;
      backoffMs = Math.min(backoffMs * 2, BACKOFF_MAX_MS);
      this.#restarts += 1;
      running = this.#spawn();
      void this.#announceWhenReady(running);
    }
  }

  /** A method, since the compiler takes a property that was false before an await to be false after it. */
  #isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  async #announceWhenReady(running: Running): Promise<void> {
    const isReady = await waitUntil(
      async () => this.#running !== running || (await this.#spec.isReady()),
      this.#spec.readyTimeoutMs,
    );
    if (this.#running === running && isReady && !this.#isStopped()) this.#become('ready', `${this.name} is back`);
  }

  #become(state: ServiceState, line: string | null): void {
    this.#state = state;
    this.#onChange(line);
  }

  #failure(outcome: string): StackProblem {
    const { name, logPath } = this.#spec;
    const tail = tailOf(logPath, REPORTED_LINES);
    return new StackProblem(
      'not-ready',
      [`${name} ${outcome}. The end of ${logPath}:`, ...tail.map((line) => `  ${line}`)].join('\n'),
    );
  }
}
