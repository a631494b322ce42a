import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { TASK_QUEUES } from '../workflows/task-queues.js';
import type { TaskQueue } from '../workflows/task-queues.js';
import { archivedBuilds, pruneBuilds } from './build-archive.js';
import type { Build } from './build-archive.js';
import type { Activities } from './create-activities.js';
import { DEPLOYMENT_NAME, makeCurrent, openRunsOn, sweep } from './deployment.js';

export interface HostsOptions {
  readonly connection: NativeConnection;
  readonly client: Client;
  readonly buildsDir: string;
  readonly current: Build;
  readonly activities: Activities;
  readonly logger: Logger;
  /** How often older builds are looked at. */
  readonly checkEveryMs?: number;
}

/** Measured for 2 cores: a cached line takes 0.22 MB, a cold load about 10 ms. */
const CACHED_LINES_MAX = 400;
/** Lines on an older build move away: they need no cache for long. */
const CACHED_OLD_LINES_MAX = 50;
const CHECK_EVERY_MS = 60_000;
const SHUTDOWN_GRACE_MS = 8_000;
/** Queues without workflows: hosted once, whatever the builds. */
const ACTIVITY_QUEUES = [TASK_QUEUES.decisions, TASK_QUEUES.payments, TASK_QUEUES.notices] as const;

interface Host {
  readonly worker: Worker;
  readonly ended: Promise<void>;
}

/**
 * Serves the current build and every older one that still has open runs, each by a worker of its own, so that a line
 * pinned to last month's build is served without last month's deployment. Activities are hosted once for each queue.
 */
export class Hosts {
  readonly #options: HostsOptions;
  readonly #builds = new Map<string, Host>();
  readonly #queues: Host[] = [];
  /** Builds on which the last look found nothing; visibility lags, so one look is not enough. */
  #idle: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | null = null;
  #isStopping = false;
  readonly #failed: Promise<never>;
  #fail: (reason: unknown) => void = () => undefined;

  private constructor(options: HostsOptions) {
    this.#options = options;
    this.#failed = new Promise<never>((_, reject) => (this.#fail = reject));
    this.#failed.catch(() => undefined); // whoever waits for it sees it too
  }

  /** @returns when the server routes new lines to the current build */
  static async start(options: HostsOptions): Promise<Hosts> {
    const hosts = new Hosts(options);
    const { client, current, logger } = options;
    try {
      for (const queue of ACTIVITY_QUEUES) hosts.#queues.push(await hosts.#hostQueue(queue));
      await hosts.#hostBuild(current, CACHED_LINES_MAX);
      await hosts.#hostOlder();
      await Promise.race([makeCurrent(client, current.buildId), hosts.#failed]);
    } catch (thrown) {
      await hosts.stop();
      throw thrown;
    }
    logger.info({ build: current.buildId, hosted: hosts.buildIds }, 'build is current');
    await hosts.check();
    hosts.#checkLater();
    return hosts;
  }

  /** The builds served now. */
  get buildIds(): readonly string[] {
    return [...this.#builds.keys()];
  }

  /** Rejects when a worker has ended that should not: this process is of no use then. */
  get failed(): Promise<never> {
    return this.#failed;
  }

  async stop(): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await Promise.all([...this.#builds.values(), ...this.#queues].map(end));
  }

  /** Hosts older builds that are in use, sweeps their lines, and lets go of those that nothing runs on. */
  async check(): Promise<void> {
    const { client, current, logger, buildsDir } = this.#options;
    try {
      await this.#hostOlder();
      const idle = new Set<string>();
      for (const buildId of this.buildIds.filter((id) => id !== current.buildId)) {
        const openRuns = await openRunsOn(client, buildId);
        if (openRuns === 0) idle.add(buildId);
        else
          await sweep(client, buildId).catch((thrown: unknown) => logger.info({ buildId, err: thrown }, 'sweep later'));
      }
      for (const buildId of idle) if (this.#idle.has(buildId)) await this.#dropBuild(buildId);
      this.#idle = idle;
      await pruneBuilds(buildsDir, new Set(this.buildIds));
    } catch (thrown) {
      logger.warn({ err: thrown }, 'older builds could not be looked at: next time');
    }
  }

  /** One look after the other: with the server away, a look takes long. */
  #checkLater(): void {
    if (this.#isStopping) return;
    const look = async () => {
      await this.check();
      this.#checkLater();
    };
    this.#timer = setTimeout(() => void look(), this.#options.checkEveryMs ?? CHECK_EVERY_MS);
  }

  async #hostOlder(): Promise<void> {
    const { client, buildsDir, logger } = this.#options;
    for (const build of await archivedBuilds(buildsDir)) {
      if (this.#isStopping || this.#builds.has(build.buildId)) continue;
      const openRuns = await openRunsOn(client, build.buildId);
      if (openRuns === 0) continue;
      await this.#hostBuild(build, CACHED_OLD_LINES_MAX);
      logger.info({ build: build.buildId, openRuns }, 'older build hosted');
    }
  }

  async #hostBuild({ buildId, codePath }: Build, maxCachedWorkflows: number): Promise<void> {
    const worker = await Worker.create({
      ...this.#common(),
      taskQueue: TASK_QUEUES.lines,
      activities: this.#options.activities[TASK_QUEUES.lines],
      workflowBundle: { codePath },
      maxCachedWorkflows,
      maxConcurrentWorkflowTaskExecutions: 100,
      workerDeploymentOptions: {
        version: { deploymentName: DEPLOYMENT_NAME, buildId },
        useWorkerVersioning: true,
        defaultVersioningBehavior: 'PINNED',
      },
    });
    this.#builds.set(buildId, this.#run(worker, `build ${buildId}`));
  }

  async #dropBuild(buildId: string): Promise<void> {
    const host = this.#builds.get(buildId);
    if (host === undefined) return;
    this.#builds.delete(buildId);
    await end(host);
    this.#options.logger.info({ build: buildId }, 'nothing runs on this build any more: dropped');
  }

  async #hostQueue(taskQueue: TaskQueue): Promise<Host> {
    const activities = this.#options.activities[taskQueue];
    const worker = await Worker.create({
      ...this.#common(),
      taskQueue,
      activities,
      maxConcurrentActivityTaskExecutions: 200,
    });
    return this.#run(worker, `queue ${taskQueue}`);
  }

  #common(): Pick<WorkerOptions, 'connection' | 'namespace' | 'shutdownGraceTime'> {
    const { connection, client } = this.#options;
    return { connection, namespace: client.options.namespace, shutdownGraceTime: SHUTDOWN_GRACE_MS };
  }

  #run(worker: Worker, name: string): Host {
    const ended = worker.run().then(
      () => undefined,
      (reason: unknown) => {
        this.#options.logger.error({ err: reason }, `the worker of ${name} has failed`);
        this.#fail(reason);
      },
    );
    return { worker, ended };
  }
}

async function end({ worker, ended }: Host): Promise<void> {
  if (worker.getState() === 'RUNNING') worker.shutdown(); // a second call would throw
  await ended;
}
