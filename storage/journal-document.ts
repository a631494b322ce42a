import { Schema, type Connection, type Model } from 'mongoose';
import { canonicalJson, type Json } from '../domain/ledger/canonical-json.js';
import type { JournalEntry } from '../domain/ledger/journal.js';
import type { LineEvent } from '../domain/line/events.js';
import { DamagedDocument } from './errors.js';
import { defineModel } from './mongo.js';

/**
 * A journal entry as it is stored. Each part of the entry is kept once: the event's frame as typed fields, the rest of
 * it as data; so whatever is changed in a stored document changes the entry that is read, and its hash tells.
 */
export interface JournalDocument {
  /** `lineId:seq` */
  readonly _id: string;
  readonly lineId: string;
  readonly seq: number;
  readonly type: string;
  readonly bookedAt: bigint;
  readonly bookedOn: string;
  /** Null for an event without a value date of its own: it counts from `bookedOn`. */
  readonly valueOn: string | null;
  /** 64-bit minor units: a plain number above 2^31 would be stored as a double. */
  readonly entries: readonly StoredEntry<bigint>[];
  readonly event: Readonly<Record<string, unknown>>;
  /** Present exactly when a command caused the entry. */
  readonly commandId?: string;
  /** What a client sent and was answered, as canonical JSON text: its keys are not ours and may be none that BSON can hold. */
  readonly cause?: { readonly body: string; readonly reply: string };
  readonly previousHash: string;
  readonly hash: string;
}

/** As the driver hands it out: 64-bit integers are numbers while they are safe. */
export type ReadJournalDocument = Omit<JournalDocument, 'bookedAt' | 'entries'> & {
  readonly bookedAt: unknown;
  readonly entries: readonly StoredEntry<unknown>[];
};

/** No product: the line's own money. No funder: the line's lender. */
interface StoredEntry<Amount> {
  readonly account: string;
  readonly product?: string;
  readonly funder?: string;
  readonly amountMinor: Amount;
}

export function journalModel(connection: Connection): Model<JournalDocument> {
  const { Mixed } = Schema.Types;
  return defineModel<JournalDocument>(connection, {
    collection: 'journal',
    fields: {
      ...{ _id: String, lineId: String, seq: Number, type: String, bookedAt: Schema.Types.BigInt, bookedOn: String },
      ...{ valueOn: String, entries: [Mixed], event: Mixed, commandId: String, cause: Mixed },
      ...{ previousHash: String, hash: String },
    },
    indexes: [
      [{ lineId: 1, seq: 1 }, { unique: true }],
      [
        { lineId: 1, commandId: 1 },
        { unique: true, partialFilterExpression: { commandId: { $exists: true } } },
      ],
    ],
  });
}

export function journalId(lineId: string, seq: number): string {
  return `${lineId}:${seq}`;
}

const FRAME: readonly string[] = ['type', 'seq', 'bookedAt', 'bookedOn', 'entries'];

function without(value: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

export function toDocument({ lineId, seq, event, cause, previousHash, hash }: JournalEntry): JournalDocument {
  const { type, bookedAt, bookedOn, entries } = event;
  const { valueOn = null, ...data } = without(event, FRAME) as { readonly valueOn?: string }; // not every event has one
  return {
    _id: journalId(lineId, seq),
    lineId,
    seq,
    type,
    bookedAt: BigInt(bookedAt),
    bookedOn,
    valueOn,
    entries: entries.map((entry) => ({ ...entry, amountMinor: BigInt(entry.amountMinor) })),
    event: data,
    ...(cause && {
      commandId: cause.commandId,
      cause: { body: canonicalJson(cause.body), reply: canonicalJson(cause.reply) },
    }),
    previousHash,
    hash,
  };
}

/**
 * Reads an entry. Whether its content is what was sealed is for `isSealed` to tell.
 *
 * @throws DamagedDocument when there is no entry in it at all
 */
export function toEntry(document: ReadJournalDocument): JournalEntry {
  const { _id, lineId, seq, type, bookedAt, bookedOn, valueOn, entries, event, commandId, previousHash, hash } =
    document;
  const safe = (value: unknown): number => {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    throw new DamagedDocument('journal', _id, 'a number of it is not a safe integer');
  };
  const frame = { type, seq, bookedAt: safe(bookedAt), bookedOn };
  const postings = entries.map((entry) => ({ ...entry, amountMinor: safe(entry.amountMinor) }));
  const dated = valueOn === null ? {} : { valueOn };
  return {
    lineId,
    seq,
    event: { ...event, ...dated, ...frame, entries: postings } as unknown as LineEvent, // sealed: its hash vouches for it
    cause: commandId === undefined ? null : { commandId, ...readCause(document) },
    previousHash,
    hash,
  };
}

function readCause({ _id, cause }: ReadJournalDocument): { readonly body: Json; readonly reply: Json } {
  try {
    return { body: JSON.parse(cause?.body ?? '') as Json, reply: JSON.parse(cause?.reply ?? '') as Json };
  } catch {
    throw new DamagedDocument('journal', _id, 'its cause is not JSON');
  }
}
