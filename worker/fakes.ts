import type { JournalEntry } from '../domain/ledger/journal.js';
import type { AgreementView, LineView } from '../domain/line/views.js';
import type { BankGateway, MovementCallback, MovementKind, MovementRequest, NoticeRequest } from '../gateways/ports.js';
import type { IdentityGateway, Movement, NotifierGateway } from '../gateways/ports.js';
import { JournalConflict } from '../storage/errors.js';
import type { IssuedStatement } from '../storage/statements.js';
import type { Flush } from '../storage/store.js';
import type { ActivityStore } from './create-activities.js';

/*
 * Stand-ins for tests, in memory. They keep what they are told, and fail when a test says so.
 */

/** The store that a line writes to, as readers would find it. */
export class FakeStore implements ActivityStore {
  readonly journals = new Map<string, JournalEntry[]>();
  readonly lineViews = new Map<string, LineView>();
  readonly agreementViews = new Map<string, AgreementView>();
  readonly issued: IssuedStatement[] = [];
  readonly noticeKeys: string[] = [];
  /** While set, every write fails as an unreachable server's would. */
  isDown = false;

  /** Entries come without gaps, and a number once taken keeps its content: anything else is a conflict. */
  readonly saveFlush = async ({ entries, line, agreements, statements }: Flush): Promise<void> => {
    await Promise.resolve();
    if (this.isDown) throw new Error('the store is down');
    for (const entry of entries) this.#append(entry);
    this.issued.push(...statements.filter(({ statement }) => !this.#isIssued(statement.statementId)));
    for (const view of agreements)
      if (view.seq > (this.agreementViews.get(view.agreementId)?.seq ?? 0))
        this.agreementViews.set(view.agreementId, view);
    if (line.seq > (this.lineViews.get(line.lineId)?.seq ?? 0)) this.lineViews.set(line.lineId, line);
  };

  readonly notices: ActivityStore['notices'] = {
    record: async (notice) => {
      if (!this.noticeKeys.includes(notice.idempotencyKey)) this.noticeKeys.push(notice.idempotencyKey);
      return await Promise.resolve(notice);
    },
  };

  readonly customers: ActivityStore['customers'] = {
    find: async (customerId) =>
      await Promise.resolve({
        customerId,
        person: { name: 'Test', documentNumber: '1', birthOn: '1990-01-01', phone: '1', language: 'en' },
        accounts: [],
      }),
    resolveAccount: async (accountRef) => await Promise.resolve({ customerId: 'cus_test', accountNumber: accountRef }),
  };

  readonly decisions: ActivityStore['decisions'] = {
    find: async () => await Promise.resolve(null),
    record: async () => await Promise.resolve(),
  };

  readonly applications: ActivityStore['applications'] = { save: async () => await Promise.resolve() };

  journal(lineId: string): readonly JournalEntry[] {
    return this.journals.get(lineId) ?? [];
  }

  types(lineId: string): readonly string[] {
    return this.journal(lineId).map(({ event }) => event.type);
  }

  #append(entry: JournalEntry): void {
    const journal = this.journals.get(entry.lineId) ?? [];
    this.journals.set(entry.lineId, journal);
    const stored = journal[entry.seq - 1];
    if (stored !== undefined && stored.hash !== entry.hash)
      throw new JournalConflict(entry.lineId, entry.seq, 'CONTENT');
    if (stored !== undefined) return;
    if (entry.seq !== journal.length + 1) throw new JournalConflict(entry.lineId, entry.seq, 'CHAIN');
    const commandId = entry.cause?.commandId;
    if (commandId !== undefined && journal.some(({ cause }) => cause?.commandId === commandId))
      throw new JournalConflict(entry.lineId, entry.seq, 'COMMAND');
    journal.push(entry);
  }

  #isIssued(statementId: string): boolean {
    return this.issued.some(({ statement }) => statement.statementId === statementId);
  }
}

/** A bank that answers PENDING and calls back at once, or as a test says. One movement for each key. */
export class FakeBank implements BankGateway {
  readonly movements = new Map<string, Movement>();
  /** Every request, repeats too. */
  readonly asked: { readonly kind: MovementKind; readonly request: MovementRequest }[] = [];
  /** AT_ONCE: the outcome is the answer. BY_CALLBACK: it follows. NEVER: only asking again tells it. */
  answers: 'AT_ONCE' | 'BY_CALLBACK' | 'NEVER' = 'BY_CALLBACK';
  readonly #callBack: (callback: MovementCallback) => Promise<void>;
  /** Accounts without money. */
  readonly emptyAccounts = new Set<string>();

  constructor(callBack: (callback: MovementCallback) => Promise<void>) {
    this.#callBack = callBack;
  }

  readonly debit = async (request: MovementRequest): Promise<Movement> => await this.#move('debit', request);
  readonly disburse = async (request: MovementRequest): Promise<Movement> => await this.#move('disbursement', request);
  readonly refund = async (request: MovementRequest): Promise<Movement> => await this.#move('refund', request);
  readonly find = async (key: string): Promise<Movement | null> =>
    await Promise.resolve(this.movements.get(key) ?? null);

  async #move(kind: MovementKind, request: MovementRequest): Promise<Movement> {
    this.asked.push({ kind, request });
    const known = this.movements.get(request.idempotencyKey);
    if (known !== undefined) return known;
    const { idempotencyKey, amountMinor, currency, accountNumber } = request;
    const isEmpty = kind === 'debit' && this.emptyAccounts.has(accountNumber);
    const movement: Movement = {
      idempotencyKey,
      kind,
      status: isEmpty ? 'FAILED' : 'SUCCEEDED',
      amountMinor,
      currency,
      failure: isEmpty ? 'INSUFFICIENT_FUNDS' : null,
      bankReference: isEmpty ? null : `bank-${this.movements.size + 1}`,
    };
    this.movements.set(idempotencyKey, movement);
    if (this.answers === 'AT_ONCE') return movement;
    if (this.answers === 'BY_CALLBACK') {
      const callback = { type: 'bank.movement', reference: request.callback.reference, movement } as const;
      setTimeout(() => void this.#callBack(callback), 5);
    }
    return await Promise.resolve({ ...movement, status: 'PENDING', failure: null, bankReference: null });
  }
}

/** A mailbox that can be read back. */
export class FakeNotifier implements NotifierGateway {
  readonly sent: NoticeRequest[] = [];

  readonly send = async (notice: NoticeRequest): Promise<{ readonly noticeId: string }> => {
    if (!this.sent.some(({ idempotencyKey }) => idempotencyKey === notice.idempotencyKey)) this.sent.push(notice);
    return await Promise.resolve({ noticeId: `notice:${notice.idempotencyKey}` });
  };
}

export const fakeIdentity: IdentityGateway = {
  check: async () => await Promise.resolve({ outcome: 'PASS', checkId: 'check', checkedAt: 0 }),
};
