import type { ServiceConfig } from './config.js';
import type { Guardian } from './guardian.js';
import { developmentKeyPath, logPath, logsDir } from './paths.js';
import { identify, type ProcessIdentity } from './process-identity.js';
import { removeRunningStack, writeRunningStack, type RunningStack } from './running-stack.js';
import { Service, type ServiceName, type ServiceSpec } from './service.js';

export type StackPart = ServiceName;

export interface Stack {
  /** With the addresses and ports in use. */
  readonly config: ServiceConfig;
  /** As it is now; the same text as in `stack.json`. */
  readonly describe: () => RunningStack;
  /** Null for a part that is not ours, and between a crash and the new start. */
  readonly processOf: (part: StackPart) => ProcessIdentity | null;
  /** Stops everything in order, and waits for it. May be called again. */
  readonly stop: () => Promise<void>;
  /** Kills everything at once, for a person who does not want to wait. */
  readonly kill: () => void;
}

/** The processes of one stack, and what `stack.json` says of them. */
export class RunningParts implements Stack {
  readonly config: ServiceConfig;
  readonly #services: Service[] = [];
  readonly #guardian: Guardian;
  readonly #unlock: () => void;
  readonly #sinceAt = new Date().toISOString();
  readonly #about: Pick<RunningStack, 'temporal' | 'store'>;
  readonly #report: (line: string) => void;
  #state: RunningStack['state'] = 'starting';
  #readyAt: string | null = null;
  #stopping: Promise<void> | null = null;

  constructor(
    config: ServiceConfig,
    about: Pick<RunningStack, 'temporal' | 'store'>,
    means: { readonly guardian: Guardian; readonly unlock: () => void; readonly report: (line: string) => void },
  ) {
    this.config = config;
    this.#about = about;
    this.#guardian = means.guardian;
    this.#unlock = means.unlock;
    this.#report = means.report;
  }

  /** Starts these at the same time; when one fails the others are started to the end, so that all can be stopped. */
  async start(specs: readonly ServiceSpec[]): Promise<void> {
    const services = specs.map((spec) => new Service(spec, this.#guardian, (line) => this.#note(line)));
    this.#services.push(...services);
    const outcomes = await Promise.allSettled(services.map(async (service) => await service.start()));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  becomeReady(): void {
    this.#state = 'ready';
    this.#readyAt = new Date().toISOString();
    this.#note(null);
  }

  describe = (): RunningStack => {
    const { config } = this;
    const has = (part: StackPart) => this.#services.some((service) => service.name === part);
    return {
      v: 1,
      state: this.#state,
      mode: config.mode,
      supervisor: identify(process.pid) ?? { pid: process.pid, stamp: '' },
      sinceAt: this.#sinceAt,
      readyAt: this.#readyAt,
      ...this.#about,
      apiUrl: has('api') ? config.apiUrl : null,
      docsUrl: has('api') ? `${config.apiUrl}/v1/docs` : null,
      sandboxUrl: has('sandbox') ? config.sandboxUrl : null,
      workerUrl: has('worker') ? `http://127.0.0.1:${config.workerPort}` : null,
      developmentKeyPath: developmentKeyPath(config.homeDir),
      logsDir: logsDir(config.homeDir),
      services: this.#services.map((service) => ({
        name: service.name,
        state: service.state,
        process: service.process,
        restarts: service.restarts,
        logPath: logPath(config.homeDir, service.name),
      })),
    };
  };

  processOf = (part: StackPart): ProcessIdentity | null =>
    this.#services.find((service) => service.name === part)?.process ?? null;

  stop = async (): Promise<void> => {
    this.#stopping ??= this.#stopAll();
    await this.#stopping;
  };

  kill = (): void => {
    for (const service of this.#services) service.kill();
  };

  async #stopAll(): Promise<void> {
    this.#state = 'stopping';
    for (const service of [...this.#services].reverse()) await service.stop();
    await this.#guardian.close();
    removeRunningStack(this.config.homeDir);
    this.#unlock();
  }

  #note(line: string | null): void {
    if (line !== null) this.#report(line);
    writeRunningStack(this.config.homeDir, this.describe());
  }
}
