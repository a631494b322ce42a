import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProcessIdentity } from './process-identity.js';

const PROGRAM = fileURLToPath(new URL('guardian-process.mjs', import.meta.url));

/** The process that ends the watched ones should this process die, however it dies. */
export class Guardian {
  readonly #env: NodeJS.ProcessEnv;
  readonly #watched = new Map<number, ProcessIdentity>();
  #child: ChildProcess | null = null;
  #isClosed = false;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
    this.#spawn();
  }

  watch(identity: ProcessIdentity): void {
    this.#watched.set(identity.pid, identity);
    this.#write(`watch ${identity.pid} ${identity.stamp}`);
  }

  forget(identity: ProcessIdentity): void {
    this.#watched.delete(identity.pid);
    this.#write(`forget ${identity.pid}`);
  }

  /** Ends the guardian, and with it whatever is still watched. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const child = this.#child;
    if (child === null) return;
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.stdin?.end();
    });
  }

  #spawn(): void {
    // A group of its own, so that a terminal's Ctrl-C does not reach it: it must outlive us.
    const child = spawn(process.execPath, [PROGRAM], {
      env: { ...this.#env, NODE_OPTIONS: '' },
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.stdin.on('error', () => undefined); // it was killed: the exit below starts another
    child.once('exit', () => {
      this.#child = null;
      if (!this.#isClosed) this.#spawn();
    });
    this.#child = child;
    for (const identity of this.#watched.values()) this.#write(`watch ${identity.pid} ${identity.stamp}`);
  }

  #write(line: string): void {
    this.#child?.stdin?.write(`${line}\n`);
  }
}
