import type { Json } from '../../domain/ledger/canonical-json.js';
import type { JournalEntry } from '../../domain/ledger/journal.js';
import type { LineState } from '../../domain/line/state.js';
import type { ExplainedEvent } from './messages.js';

/**
 * Why a line has stopped its money. POSITION_DIFFERS: a build folds its agreements to other figures than the build
 * before. INVARIANT_VIOLATED: a decision contradicted a rule of the books. JOURNAL_CONFLICT: the store holds another
 * entry under the same number.
 */
export interface Halt {
  readonly reason: 'POSITION_DIFFERS' | 'INVARIANT_VIOLATED' | 'JOURNAL_CONFLICT';
  readonly detail: string;
  /** Epoch ms of the line's clock. */
  readonly haltedAt: number;
  readonly build: string | null;
}

/** The first answer to a command, kept so that a repeat gets the same one. */
export interface RememberedReply {
  readonly commandId: string;
  readonly bodyHash: string;
  readonly reply: Readonly<Record<string, Json>>;
  /** The reply may be given once the journal is saved up to here. */
  readonly seq: number;
}

/** A notice that is due but not known to be sent. */
export interface DueNotice {
  /** Journal position that caused it. */
  readonly seq: number;
  readonly template: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Epoch ms of the line's clock. */
  readonly issuedAt: number;
}

/** What stays the same however often the bank is asked for a movement. */
export interface MovementRequested {
  /** Booking instant: how old the bank's key is. Epoch ms of the line's clock. */
  readonly requestedAt: number;
  /** What the money is for; one for all attempts to collect the same bill. */
  readonly purpose: string;
}

/** All that a run hands to the next one. Plain JSON. */
export interface Envelope {
  readonly v: number;
  readonly state: LineState;
  /** The last sealed entry, and up to where the entries are known to be stored. */
  readonly journal: { readonly seq: number; readonly hash: string; readonly savedSeq: number };
  /** Entries not known to be stored: none, but for a line that cannot save. */
  readonly unsaved: readonly JournalEntry[];
  readonly replies: readonly RememberedReply[];
  readonly dueNotices: readonly DueNotice[];
  /** What the bank is asked with, for each pending movement by its journal position. */
  readonly requests: Readonly<Record<string, MovementRequested>>;
  /** The latest events, for `explain`. */
  readonly recent: readonly ExplainedEvent[];
  /** What the folded position was when the last run ended; the next one folds again and compares. */
  readonly positionHash: string;
  readonly halt: Halt | null;
  /** Build that sealed the envelope. */
  readonly build: string | null;
}

export const STATE_V = 1;

type Stored = Readonly<Record<string, Json>>;

/** How an envelope of version n becomes one of n + 1. A released step never changes. */
const steps: Readonly<Record<number, (envelope: Stored) => Stored>> = {};

/**
 * Brings an envelope of any earlier version to the present one.
 *
 * @throws Error for a version that this build cannot read: the task fails and the line waits for a build that can
 */
export function migrate(envelope: Envelope): Envelope {
  let stored = envelope as unknown as Stored;
  for (let v = envelope.v; v !== STATE_V; v += 1) {
    const step = steps[v];
    if (step === undefined) throw new Error(`no way from state v${v} to v${STATE_V}: deploy a build that reads it`);
    stored = { ...step(stored), v: v + 1 };
  }
  return stored as unknown as Envelope; // the only cast: the compatibility tests prove every path
}
