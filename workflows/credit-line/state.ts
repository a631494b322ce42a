import type { Json } from '../../domain/ledger/canonical-json.js';
import type { JournalEntry } from '../../domain/ledger/journal.js';
import type { LineState } from '../../domain/line/state.js';

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
}

/** All that a run hands to the next one. */
export interface Envelope {
  readonly v: number;
  readonly state: LineState;
  readonly journal: { readonly seq: number; readonly hash: string; readonly savedSeq: number };
  /** Entries not known to be stored: none but for a line that cannot save. */
  readonly unsaved: readonly JournalEntry[];
  readonly replies: readonly RememberedReply[];
  readonly dueNotices: readonly DueNotice[];
  /** Booking instant of each pending movement, by its journal position: how old the bank's key is. */
  readonly requestedAt: Readonly<Record<string, number>>;
  /** What the folded position was when the last run ended; the next one folds again and compares. */
  readonly positionHash: string;
  readonly halt: Halt | null;
  /** Build that sealed the envelope. */
  readonly build: string | null;
}
