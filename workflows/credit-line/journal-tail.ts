import { GENESIS_HASH, seal } from '../../domain/ledger/journal.js';
import type { EntryCause, JournalEntry } from '../../domain/ledger/journal.js';
import type { LineEvent } from '../../domain/line/events.js';
import type { Envelope } from './state.js';

type SealedTail = Pick<Envelope, 'journal' | 'unsaved'>;

/**
 * The end of a line's journal: entries are sealed here, stay until the store is known to have them, and are written in
 * order.
 *
 * "Journal before the world" without a write of its own: an activity that acts on the outside takes the unsaved entries
 * along and stores them before it acts. Entries that such an activity *carries* need no flush, unless a caller waits for
 * them. A later flush simply writes all that is still unsaved again (the store takes an entry twice), so it never
 * matters who was first; an activity that fails gives its entries back.
 */
export class JournalTail {
  #seq: number;
  #hash: string;
  #savedSeq: number;
  #unsaved: readonly JournalEntry[];
  /** Up to here an activity in flight stores the entries. Not part of the envelope: a new run has none in flight. */
  #carriedSeq = 0;
  /** Up to here a caller waits for the entries to be saved. */
  #awaitedSeq = 0;

  constructor(sealed: SealedTail | null = null) {
    this.#seq = sealed?.journal.seq ?? 0;
    this.#hash = sealed?.journal.hash ?? GENESIS_HASH;
    this.#savedSeq = sealed?.journal.savedSeq ?? 0;
    this.#unsaved = sealed?.unsaved ?? [];
  }

  get seq(): number {
    return this.#seq;
  }

  get hash(): string {
    return this.#hash;
  }

  get savedSeq(): number {
    return this.#savedSeq;
  }

  get unsaved(): readonly JournalEntry[] {
    return this.#unsaved;
  }

  /** The cause goes into the first entry alone: the store keeps one entry for each command. */
  append(lineId: string, events: readonly LineEvent[], cause: EntryCause | null): void {
    const sealed = events.map((event, index) => {
      const entry = seal(lineId, event, index === 0 ? cause : null, this.#hash);
      this.#hash = entry.hash;
      this.#seq = entry.seq;
      return entry;
    });
    this.#unsaved = [...this.#unsaved, ...sealed];
  }

  /** A caller waits for this position. */
  awaitSaved(seq: number): void {
    this.#awaitedSeq = Math.max(this.#awaitedSeq, seq);
  }

  /** An activity that was started just now stores everything up to here. */
  carry(): void {
    this.#carriedSeq = this.#seq;
  }

  /** That activity failed: nobody knows what it stored. */
  uncarry(): void {
    this.#carriedSeq = 0;
  }

  markSaved(seq: number): void {
    this.#savedSeq = Math.max(this.#savedSeq, seq);
    this.#unsaved = this.#unsaved.filter((entry) => entry.seq > this.#savedSeq);
  }

  /** Whether entries should be written now, rather than by an activity that carries them. */
  needsFlush(): boolean {
    const wantedSeq = this.#seq > this.#carriedSeq ? this.#seq : this.#awaitedSeq;
    return wantedSeq > this.#savedSeq;
  }

  sealed(): SealedTail {
    return { journal: { seq: this.#seq, hash: this.#hash, savedSeq: this.#savedSeq }, unsaved: this.#unsaved };
  }
}
