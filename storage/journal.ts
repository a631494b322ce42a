import type { Connection, Model } from 'mongoose';
import { ACCOUNT_NAMES, type Account } from '../domain/ledger/accounts.js';
import type { PlainDate } from '../domain/calendar/plain-date.js';
import type { Posting } from '../domain/ledger/reports.js';
import { GENESIS_HASH, type JournalEntry } from '../domain/ledger/journal.js';
import { minor, sumMinor, ZERO, type Minor } from '../domain/money/minor.js';
import { InvariantViolation } from '../domain/ledger/invariant.js';
import { DamagedDocument, JournalConflict } from './errors.js';
import {
  journalId,
  journalModel,
  toDocument,
  toEntry,
  type JournalDocument,
  type ReadJournalDocument,
} from './journal-document.js';
import { AS_GIVEN, isDuplicateKey } from './mongo.js';

/** Documents of one read: a window of sequence numbers, which have no gaps. */
export const JOURNAL_PAGE_MAX = 500;
/** Lines of which the last stored hash is remembered, so that a flush need not read it back. */
const HEADS_MAX = 10_000;

export interface JournalHead {
  readonly seq: number;
  readonly hash: string;
}

export interface TrialBalance {
  /** Signed sums, debit positive, of the accounts that were used. */
  readonly accounts: Readonly<Partial<Record<Account, Minor>>>;
  /** Zero, or the books do not balance. */
  readonly totalMinor: Minor;
  /** Sums of names that the chart of accounts does not have: always empty, unless somebody changed documents. */
  readonly unknown: Readonly<Record<string, Minor>>;
}

export interface BookingDays {
  readonly fromOn: PlainDate | null;
  readonly toOn: PlainDate | null;
}

export interface JournalWindow {
  /** Entries behind this sequence number; 0 from the first on. */
  readonly afterSeq: number;
  /** 1 to JOURNAL_PAGE_MAX. */
  readonly limit: number;
}

function assertOneChain(entries: readonly JournalEntry[]): void {
  entries.forEach((entry, i) => {
    const before = entries[i - 1];
    if (entry.event.seq !== entry.seq || entry.seq < 1)
      throw new InvariantViolation('An entry has not the number of its event');
    if (before === undefined) return;
    if (entry.lineId !== before.lineId)
      throw new InvariantViolation('Entries of two lines cannot be appended together');
    if (entry.seq !== before.seq + 1 || entry.previousHash !== before.hash)
      throw new JournalConflict(entry.lineId, entry.seq, 'CHAIN');
  });
}

/** The lines' journals: one immutable document per event. The document is the commit; all else is derived from it. */
export class Journal {
  readonly #model: Model<JournalDocument>;
  readonly #heads = new Map<string, JournalHead>();

  constructor(connection: Connection) {
    this.#model = journalModel(connection);
  }

  async createIndexes(): Promise<void> {
    await this.#model.createIndexes();
  }

  /**
   * Stores consecutive entries of one line, in order; what is already stored is passed over, so a repeat is harmless.
   *
   * @throws JournalConflict when the stored journal has other content or does not lead up to the entries
   */
  async append(entries: readonly JournalEntry[]): Promise<void> {
    const [first] = entries;
    const last = entries.at(-1);
    if (first === undefined || last === undefined) return;
    assertOneChain(entries);
    await this.#requireContinuation(first);
    let missing = entries;
    while (missing.length > 0 && !(await this.#insert(missing))) {
      const left = await this.#notStored(missing);
      // The first one was refused although its position is free: its command has another entry.
      if (left[0] !== undefined && left.length === missing.length)
        throw new JournalConflict(left[0].lineId, left[0].seq, 'COMMAND');
      missing = left;
    }
    this.#remember(last);
  }

  async read(lineId: string, { afterSeq, limit }: JournalWindow): Promise<readonly JournalEntry[]> {
    return (await this.#readWindow(lineId, afterSeq, Math.min(limit, JOURNAL_PAGE_MAX))).map(toEntry);
  }

  /** All entries in order. */
  async *stream(lineId: string): AsyncGenerator<JournalEntry, void, undefined> {
    for (let afterSeq = 0; ; afterSeq += JOURNAL_PAGE_MAX) {
      const page = await this.#readWindow(lineId, afterSeq, JOURNAL_PAGE_MAX);
      for (const document of page) yield toEntry(document);
      if (page.length === 0) return; // a short page is no end: a removed entry must not hide those behind it
    }
  }

  async findByCommand(lineId: string, commandId: string): Promise<JournalEntry | null> {
    const found = await this.#model.findOne({ lineId, commandId }).lean<ReadJournalDocument>();
    return found === null ? null : toEntry(found);
  }

  /**
   * The last stored entry.
   *
   * @param fromSeq a number that is known to be stored (of the line's projection): the search starts there, since a
   *   descending sort reads the whole line on the stand-in
   */
  async head(lineId: string, fromSeq = 0): Promise<JournalHead | null> {
    let head: JournalHead | null = null;
    for (let afterSeq = Math.max(0, fromSeq - 1); ; afterSeq += JOURNAL_PAGE_MAX) {
      const page = await this.#readWindow(lineId, afterSeq, JOURNAL_PAGE_MAX);
      const last = page.at(-1);
      if (last !== undefined) head = { seq: last.seq, hash: last.hash };
      if (page.length < JOURNAL_PAGE_MAX) return head;
    }
  }

  /**
   * Every posting of the journals, of one line or of all, in the order of booking within a line; one batch at a time.
   *
   * @param days booking days that may matter, both included; null: no bound
   */
  async *postings(days: BookingDays, lineId?: string): AsyncGenerator<Posting, void, undefined> {
    const { fromOn, toOn } = days;
    const range = { ...(fromOn === null ? {} : { $gte: fromOn }), ...(toOn === null ? {} : { $lte: toOn }) };
    const documents = this.#model
      .find({
        ...(lineId === undefined ? {} : { lineId }),
        ...(Object.keys(range).length === 0 ? {} : { bookedOn: range }),
      })
      .sort({ lineId: 1, seq: 1 })
      .lean<ReadJournalDocument[]>()
      .cursor({ batchSize: JOURNAL_PAGE_MAX });
    for await (const document of documents) {
      const { lineId: of, seq, event } = toEntry(document);
      const { type, bookedOn } = event;
      const valueOn = 'valueOn' in event ? event.valueOn : bookedOn;
      for (const entry of event.entries) yield { lineId: of, seq, type, bookedOn, valueOn, ...entry };
    }
  }

  /** Sums of the postings of one line, or of all lines: the general ledger. */
  async trialBalance({ lineId }: { readonly lineId?: string } = {}): Promise<TrialBalance> {
    const rows = await this.#model.aggregate<{ _id: string; amountMinor: unknown }>([
      ...(lineId === undefined ? [] : [{ $match: { lineId } }]),
      { $unwind: '$entries' },
      { $group: { _id: '$entries.account', amountMinor: { $sum: '$entries.amountMinor' } } },
    ]);
    const sums = rows.map(({ _id, amountMinor }) => {
      if (typeof amountMinor !== 'number')
        throw new DamagedDocument('journal', _id, 'the sum of an account is beyond the safe integers');
      return [_id, minor(amountMinor)] as const;
    });
    const isKnown = ([name]: readonly [string, Minor]) => (ACCOUNT_NAMES as readonly string[]).includes(name);
    return {
      accounts: Object.fromEntries(sums.filter(isKnown)),
      totalMinor: sumMinor([ZERO, ...sums.map(([, sum]) => sum)]),
      unknown: Object.fromEntries(sums.filter((sum) => !isKnown(sum))),
    };
  }

  async #readWindow(lineId: string, afterSeq: number, count: number): Promise<readonly ReadJournalDocument[]> {
    return await this.#model
      .find({ lineId, seq: { $gt: afterSeq, $lte: afterSeq + count } })
      .sort({ seq: 1 })
      .lean<ReadJournalDocument[]>();
  }

  async #requireContinuation(first: JournalEntry): Promise<void> {
    const { lineId, seq, previousHash } = first;
    const isChained = previousHash === (seq === 1 ? GENESIS_HASH : await this.#hashAt(lineId, seq - 1));
    if (!isChained) throw new JournalConflict(lineId, seq, 'CHAIN');
  }

  async #hashAt(lineId: string, seq: number): Promise<string | null> {
    const head = this.#heads.get(lineId);
    if (head?.seq === seq) return head.hash;
    const stored = await this.#model.findOne({ _id: journalId(lineId, seq) }, { hash: 1 }).lean();
    return stored?.hash ?? null;
  }

  /** @returns false when a document of that key was already there; those before it are stored then */
  async #insert(entries: readonly JournalEntry[]): Promise<boolean> {
    try {
      await this.#model.insertMany(entries.map(toDocument), { lean: true, ordered: true, ...AS_GIVEN });
      return true;
    } catch (thrown) {
      if (isDuplicateKey(thrown)) return false;
      throw thrown;
    }
  }

  async #notStored(entries: readonly JournalEntry[]): Promise<readonly JournalEntry[]> {
    const stored = await this.#model
      .find({ _id: { $in: entries.map(({ lineId, seq }) => journalId(lineId, seq)) } }, { hash: 1 })
      .lean();
    const hashes = new Map(stored.map(({ _id, hash }) => [_id, hash]));
    return entries.filter(({ lineId, seq, hash }) => {
      const found = hashes.get(journalId(lineId, seq));
      if (found !== undefined && found !== hash) throw new JournalConflict(lineId, seq, 'CONTENT');
      return found === undefined;
    });
  }

  #remember({ lineId, seq, hash }: JournalEntry): void {
    this.#heads.delete(lineId); // so that the lines written last are the last to go
    this.#heads.set(lineId, { seq, hash });
    const [oldest] = this.#heads.keys();
    if (this.#heads.size > HEADS_MAX && oldest !== undefined) this.#heads.delete(oldest);
  }
}
