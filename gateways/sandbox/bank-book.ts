import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Movement, MovementCallback, MovementKind, MovementRequest } from '../ports.js';
import { accountBehavior, type AccountBehavior, type Delivery } from './magic.js';
import { SandboxProblem, keyReused } from './problem.js';
import { RecordFile } from './record-file.js';
import { movementRequestSchema } from './requests.js';

const LATE_CALLBACK_MS = 2_000;
const REFERENCE_HEX_CHARACTERS = 20;

const acceptedSchema = z.object({
  type: z.literal('accepted'),
  kind: z.enum(['debit', 'disbursement', 'refund']),
  request: movementRequestSchema,
  failure: z.enum(['INSUFFICIENT_FUNDS', 'ACCOUNT_CLOSED', 'ACCOUNT_UNKNOWN', 'LIMIT_EXCEEDED']).nullable(),
  acceptedAt: z.int(),
  /** From then on the outcome is told. */
  settlesAt: z.int(),
  callbacks: z.int(),
});

const recordSchema = z.discriminatedUnion('type', [
  acceptedSchema,
  /** A request that was answered with an error on purpose. */
  z.object({ type: z.literal('tried'), key: z.string() }),
  z.object({ type: z.literal('redirected'), key: z.string(), url: z.string() }),
  z.object({ type: z.literal('called-back'), key: z.string() }),
]);

export type BankRecord = z.infer<typeof recordSchema>;
type Accepted = z.infer<typeof acceptedSchema>;

interface Entry {
  readonly accepted: Accepted;
  url: string;
  callbacksLeft: number;
}

/** What the caller is told, and how. */
export interface BankAnswer {
  readonly movement: Movement;
  /** null: a repeated request, answered at once. */
  readonly delivery: Delivery | null;
}

export interface OpenCallback {
  readonly key: string;
  readonly settlesAt: number;
  readonly url: () => string;
  readonly body: MovementCallback;
}

export interface BankSettings {
  readonly now: () => number;
  readonly callbackDelayMs: number;
  /** Bank references follow from it and the key, so that two runs with one seed give the same. */
  readonly seed: number;
}

function firstDifference(known: Accepted, kind: MovementKind, request: MovementRequest): string | null {
  if (known.kind !== kind) return 'kind';
  const fields = ['amountMinor', 'currency', 'accountNumber', 'purpose'] as const;
  const differing = fields.find((field) => known.request[field] !== request[field]);
  if (differing !== undefined) return differing;
  return known.request.callback.reference === request.callback.reference ? null : 'callback.reference';
}

const CALLBACKS: Readonly<Partial<Record<Delivery, number>>> = { SYNCHRONOUS: 0, CALLBACK_TWICE: 2 };

/** The sandbox bank's movements: held in memory, each change in the file before anybody is told of it. */
export class BankBook {
  readonly #file: RecordFile<BankRecord>;
  readonly #settings: BankSettings;
  readonly #entries = new Map<string, Entry>();
  readonly #tries = new Map<string, number>();
  readonly #debited = new Set<string>();

  private constructor(file: RecordFile<BankRecord>, records: readonly BankRecord[], settings: BankSettings) {
    this.#file = file;
    this.#settings = settings;
    for (const record of records) this.#apply(record);
  }

  static async open(dataDir: string, settings: BankSettings): Promise<BankBook> {
    const { file, records } = await RecordFile.open(join(dataDir, 'bank.jsonl'), recordSchema);
    return new BankBook(file, records, settings);
  }

  get isWritable(): boolean {
    return this.#file.isWritable;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /**
   * Takes a movement, once per key. Resolves when it is on the disk.
   *
   * @throws SandboxProblem 409 for a key with other content, 500 where the account number asks for it
   */
  async request(kind: MovementKind, request: MovementRequest): Promise<BankAnswer> {
    const known = this.#entries.get(request.idempotencyKey);
    if (known !== undefined) return await this.#repeat(known, kind, request);
    const behavior = accountBehavior(request.accountNumber, kind);
    await this.#failOnPurpose(request.idempotencyKey, behavior);
    const accepted = this.#decide(kind, request, behavior);
    await this.#record(accepted);
    const shownAt = behavior.delivery === 'SYNCHRONOUS' ? accepted.settlesAt : accepted.settlesAt - 1;
    return { movement: this.#movement(accepted, shownAt), delivery: behavior.delivery };
  }

  /** Resolves with what is on the disk; null for a key that was never accepted. */
  async find(key: string): Promise<Movement | null> {
    const entry = this.#entries.get(key);
    if (entry === undefined) return null;
    await this.#file.synced();
    return this.#movement(entry.accepted, this.#settings.now());
  }

  /** The settled movements accepted on a UTC day of the bank's own clock, oldest first. */
  reconciliation(date: string): readonly (Movement & { readonly purpose: string; readonly acceptedAt: number })[] {
    const now = this.#settings.now();
    return [...this.#entries.values()]
      .map(({ accepted }) => accepted)
      .filter((each) => each.settlesAt <= now && new Date(each.acceptedAt).toISOString().slice(0, 10) === date)
      .map((each) => ({
        ...this.#movement(each, now),
        purpose: each.request.purpose,
        acceptedAt: each.acceptedAt,
      }));
  }

  /** Callbacks of this key that nobody has taken yet. */
  openCallbacks(key: string): readonly OpenCallback[] {
    const entry = this.#entries.get(key);
    if (entry === undefined) return [];
    const { accepted } = entry;
    const callback: OpenCallback = {
      key,
      settlesAt: accepted.settlesAt,
      url: () => entry.url,
      body: {
        type: 'bank.movement',
        reference: accepted.request.callback.reference,
        movement: this.#movement(accepted, accepted.settlesAt),
      },
    };
    return Array.from({ length: entry.callbacksLeft }, () => callback);
  }

  keys(): readonly string[] {
    return [...this.#entries.keys()];
  }

  async calledBack(key: string): Promise<void> {
    await this.#record({ type: 'called-back', key });
  }

  async #repeat(known: Entry, kind: MovementKind, request: MovementRequest): Promise<BankAnswer> {
    const field = firstDifference(known.accepted, kind, request);
    if (field !== null) throw keyReused(field);
    const { url } = request.callback;
    if (known.url === url) await this.#file.synced();
    else await this.#record({ type: 'redirected', key: request.idempotencyKey, url });
    return { movement: this.#movement(known.accepted, this.#settings.now()), delivery: null };
  }

  async #failOnPurpose(key: string, behavior: AccountBehavior): Promise<void> {
    if ((this.#tries.get(key) ?? 0) >= behavior.errorsFirst) return;
    await this.#record({ type: 'tried', key });
    throw new SandboxProblem(500, 'internal', 'This account number asks for an error first: send the same key again.');
  }

  #decide(kind: MovementKind, request: MovementRequest, behavior: AccountBehavior): Accepted {
    const acceptedAt = this.#settings.now();
    const spared = behavior.failsOnlyFirst && this.#debited.has(debitOf(request));
    const delays: Readonly<Partial<Record<Delivery, number>>> = {
      SYNCHRONOUS: 0,
      CALLBACK_FIRST: 0,
      CALLBACK_LATE: LATE_CALLBACK_MS,
    };
    return {
      type: 'accepted',
      kind,
      request,
      failure: spared ? null : behavior.failure,
      acceptedAt,
      settlesAt: acceptedAt + (delays[behavior.delivery] ?? this.#settings.callbackDelayMs),
      callbacks: CALLBACKS[behavior.delivery] ?? 1,
    };
  }

  // Memory first and in one go with the decision: a second request of the key must meet the first one.
  async #record(record: BankRecord): Promise<void> {
    this.#apply(record);
    await this.#file.append(record);
  }

  #apply(record: BankRecord): void {
    switch (record.type) {
      case 'accepted': {
        const { request, kind, callbacks } = record;
        this.#entries.set(request.idempotencyKey, {
          accepted: record,
          url: request.callback.url,
          callbacksLeft: callbacks,
        });
        if (kind === 'debit') this.#debited.add(debitOf(request));
        return;
      }
      case 'tried':
        this.#tries.set(record.key, (this.#tries.get(record.key) ?? 0) + 1);
        return;
      case 'redirected': {
        const entry = this.#entries.get(record.key);
        if (entry !== undefined) entry.url = record.url;
        return;
      }
      case 'called-back': {
        const entry = this.#entries.get(record.key);
        if (entry !== undefined) entry.callbacksLeft -= 1;
        return;
      }
    }
  }

  #movement(accepted: Accepted, atMs: number): Movement {
    const { request, kind, failure, settlesAt } = accepted;
    const { idempotencyKey, amountMinor, currency } = request;
    const common = { idempotencyKey, kind, amountMinor, currency };
    if (atMs < settlesAt) return { ...common, status: 'PENDING', failure: null, bankReference: null };
    if (failure !== null) return { ...common, status: 'FAILED', failure, bankReference: null };
    return { ...common, status: 'SUCCEEDED', failure: null, bankReference: this.#reference(idempotencyKey) };
  }

  #reference(key: string): string {
    const digest = createHash('sha256').update(`${this.#settings.seed}|${key}`).digest('hex');
    return `bnk_${digest.slice(0, REFERENCE_HEX_CHARACTERS)}`;
  }
}

function debitOf(request: MovementRequest): string {
  return `${request.accountNumber}|${request.purpose}`;
}
