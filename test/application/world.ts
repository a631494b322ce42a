import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { createApplicationActivities } from '../../activities/applications.js';
import type { ApplicationActivities } from '../../activities/applications.js';
import { createDecisionActivities } from '../../activities/decisions.js';
import { createIdentityActivities } from '../../activities/identity.js';
import type { ApplicationView } from '../../domain/application/application-view.js';
import { ASIA_SHANGHAI } from '../../domain/calendar/zone.js';
import type { IdentityCheck, IdentityRequest } from '../../gateways/ports.js';
import type { DecisionRecord } from '../../scoring/decision-record.js';
import type { ApplicationFeatures } from '../../scoring/features.js';
import { applicationStatus, startApplication } from '../../workflows/application/client.js';
import type { StartApplication } from '../../workflows/application/messages.js';
import { TASK_QUEUES } from '../../workflows/task-queues.js';

const WORKFLOWS = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
const WAIT_MS = 20_000;

export const GOOD_FEATURES: ApplicationFeatures = {
  monthlyIncomeMinor: 1_200_000,
  hasIncomeProof: true,
  employmentMonths: 60,
  monthlyDebtServiceMinor: 0,
  isStudent: false,
  existingLimitMinor: 2_000_000,
  utilization: '0.20',
  lateOf6: 0,
  purpose: 'HOUSEHOLD',
};

/** What the ports do; a test changes them to make them fail. */
export interface Ports {
  identity: (request: IdentityRequest) => Promise<IdentityCheck>;
  saveDecision: (record: DecisionRecord) => Promise<void>;
  saveApplication: (view: ApplicationView) => Promise<void>;
  openCreditLine: ApplicationActivities['openCreditLine'];
}

/** The application workflow on the real server, with what it stores kept in memory. */
export class World {
  readonly client: Client;
  readonly queue = `app-test-${randomUUID()}`;
  readonly stored = new Map<string, ApplicationView>();
  /** Every view in the order in which it was stored. */
  readonly saves: ApplicationView[] = [];
  readonly decisions = new Map<string, DecisionRecord>();
  readonly identityKeys: string[] = [];
  readonly ports: Ports;
  readonly bundle: WorkflowBundleWithSourceMap;
  readonly #native: NativeConnection;
  readonly #hanging: ((reason: Error) => void)[] = [];
  #running: { readonly workers: readonly Worker[]; readonly ended: Promise<unknown> } | null = null;

  private constructor(bundle: WorkflowBundleWithSourceMap, connection: Connection, native: NativeConnection) {
    this.bundle = bundle;
    this.#native = native;
    this.client = new Client({ connection });
    this.ports = this.#workingPorts();
  }

  static async create(): Promise<World> {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const address = process.env['WHITESLIP_TEST_TEMPORAL'];
    if (address === undefined)
      throw new Error('WHITESLIP_TEST_TEMPORAL: run the integration project, whose setup sets it');
    const bundle = await bundleWorkflowCode({ workflowsPath: WORKFLOWS, logger: new DefaultLogger('ERROR') });
    const connection = await Connection.connect({ address });
    const world = new World(bundle, connection, await NativeConnection.connect({ address }));
    await world.startWorkers();
    await world.#makeCurrent();
    return world;
  }

  async close(): Promise<void> {
    await this.stopWorkers();
    await this.client.connection.close();
    await this.#native.close();
  }

  /** Ports that work again, as at first. Whatever still hangs comes to its end. */
  repair(): void {
    Object.assign(this.ports, this.#workingPorts());
    for (const end of this.#hanging.splice(0)) end(new Error('given up at the end of the test'));
  }

  /** Never answers, for as long as the test runs. */
  hang<T>(): Promise<T> {
    return new Promise<T>((_resolve, reject) => {
      this.#hanging.push(reject);
    });
  }

  #workingPorts(): Ports {
    const { openCreditLine } = createApplicationActivities({
      store: { applications: { save: () => Promise.resolve() }, decisions: { save: () => Promise.resolve() } },
      accountRefOf: () => Promise.resolve(null),
      client: this.client,
    });
    return {
      identity: ({ idempotencyKey }) =>
        Promise.resolve({ outcome: 'PASS', checkId: `chk_${idempotencyKey}`, checkedAt: 1 }),
      saveDecision: () => Promise.resolve(),
      saveApplication: () => Promise.resolve(),
      openCreditLine,
    };
  }

  async startWorkers(): Promise<void> {
    // A deployment of its own: the activities of a pinned workflow stay with it, though the queue's name is shared.
    const common = {
      connection: this.#native,
      workerDeploymentOptions: {
        useWorkerVersioning: true,
        version: { deploymentName: this.queue, buildId: 'test' },
        defaultVersioningBehavior: 'PINNED',
      },
      shutdownGraceTime: '100 ms',
    } as const;
    const workers = [
      await Worker.create({
        ...common,
        taskQueue: this.queue,
        workflowBundle: this.bundle,
        activities: { saveEntries: () => Promise.resolve() },
        reuseV8Context: true,
      }),
      await Worker.create({ ...common, taskQueue: TASK_QUEUES.decisions, activities: this.#activities() }),
    ];
    this.#running = { workers, ended: Promise.all(workers.map((worker) => worker.run())) };
  }

  async stopWorkers(): Promise<void> {
    if (this.#running === null) return;
    const { workers, ended } = this.#running;
    this.#running = null;
    for (const worker of workers) worker.shutdown();
    await ended;
  }

  #activities(): object {
    const { ports, stored, saves, decisions, identityKeys } = this;
    const keeper = {
      find: (id: string) => Promise.resolve(decisions.get(id) ?? null),
      save: async (record: DecisionRecord) => {
        await ports.saveDecision(record);
        decisions.set(record.decisionId, record);
      },
    };
    const person = { name: '张三', documentNumber: '1101010000', birthOn: '1990-05-01', phone: '13800000000' };
    const customers = { find: () => Promise.resolve(person) };
    const check = async (request: IdentityRequest) => {
      identityKeys.push(request.idempotencyKey);
      return await ports.identity(request);
    };
    const save = async (view: ApplicationView) => {
      await ports.saveApplication(view);
      saves.push(view);
      if (view.seq > (stored.get(view.applicationId)?.seq ?? 0)) stored.set(view.applicationId, view);
    };
    return {
      ...createIdentityActivities({ customers, identity: { check } }),
      ...createDecisionActivities({ store: { customers, decisions: keeper } }),
      ...createApplicationActivities({
        store: { applications: { save }, decisions: keeper },
        accountRefOf: () => Promise.resolve('acc_1'),
        client: this.client,
      }),
      openCreditLine: (input: Parameters<Ports['openCreditLine']>[0]) => ports.openCreditLine(input),
    };
  }

  async #makeCurrent(): Promise<void> {
    // The server learns of the version from its first poll: until then it refuses to make it current.
    await eventually(async () => {
      await this.client.workflowService.setWorkerDeploymentCurrentVersion({
        namespace: this.client.options.namespace,
        deploymentName: this.queue,
        buildId: 'test',
        ignoreMissingTaskQueues: true,
      });
      return true;
    });
  }

  /** Starts an application of a new id. */
  async start(change: Partial<StartApplication> = {}): Promise<string> {
    const applicationId = `app_${randomUUID()}`;
    const input: StartApplication = {
      applicationId,
      customerId: 'cus_1',
      lenderId: 'len_1',
      currency: 'CNY',
      requestedLimitMinor: 500_000,
      billDay: 5,
      zone: ASIA_SHANGHAI,
      preset: 'cnPayLaterStatement',
      features: GOOD_FEATURES,
      answerTimeoutMs: 1_000,
      ...change,
    };
    await startApplication(this.client, input, this.queue);
    return input.applicationId;
  }

  /** Waits until the stored view has the status. */
  async reached(applicationId: string, status: ApplicationView['status']): Promise<ApplicationView> {
    await eventually(() => Promise.resolve(this.stored.get(applicationId)?.status === status)).catch(async () => {
      const { status: now } = await applicationStatus(this.client, applicationId);
      throw new Error(`${applicationId} is ${now}, not ${status}`);
    });
    const view = this.stored.get(applicationId);
    if (view === undefined) throw new Error(`${applicationId} is not stored`);
    return view;
  }

  /** Starts an application and waits until the stored view has the status. */
  async startedIn(status: ApplicationView['status'], change: Partial<StartApplication> = {}): Promise<string> {
    const applicationId = await this.start(change);
    await this.reached(applicationId, status);
    return applicationId;
  }
}

/** Polls until the condition holds. @throws after 20 s, with the last error if there was one */
export async function eventually(condition: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + WAIT_MS;
  for (;;) {
    const outcome = await condition().catch((thrown: unknown) => (thrown instanceof Error ? thrown : new Error('?')));
    if (outcome === true) return;
    if (Date.now() > giveUpAt) throw outcome === false ? new Error('not in time') : outcome;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
