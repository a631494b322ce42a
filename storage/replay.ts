import type { JournalEntry } from '../domain/ledger/journal.js';
import { GENESIS_HASH, isSealed } from '../domain/ledger/journal.js';
import { keyOfEntry } from '../domain/ledger/ledger.js';
import { evolve } from '../domain/line/evolve.js';
import type { LineEvent } from '../domain/line/events.js';
import type { LineState } from '../domain/line/state.js';
import { InvariantViolation } from '../domain/ledger/invariant.js';
import { DamagedDocument } from './errors.js';
import type { IssuedStatement } from './statements.js';

/** What a line's journal tells when it is read from its first entry to its last, and what is wrong with it. */
export interface Replay {
  /** Null when there is no entry, or when they cannot be folded to the end. */
  readonly state: LineState | null;
  /** The last entry. */
  readonly last: JournalEntry | null;
  /** Signed sum of the postings by account, product and funder. */
  readonly sums: ReadonlyMap<string, number>;
  readonly statements: readonly IssuedStatement[];
  readonly agreementIds: ReadonlySet<string>;
  /** Each names the entry. */
  readonly faults: {
    readonly chain: readonly string[];
    readonly sequence: readonly string[];
    readonly balance: readonly string[];
    readonly fold: readonly string[];
  };
}

/** Reads a journal without ever giving up at a fault: one finding must not hide the others. */
export async function replayJournal(entries: AsyncIterable<JournalEntry>): Promise<Replay> {
  const faults = { chain: [] as string[], sequence: [] as string[], balance: [] as string[], fold: [] as string[] };
  const sums = new Map<string, number>();
  const statements: IssuedStatement[] = [];
  const agreementIds = new Set<string>();
  let state: LineState | null = null;
  let last: JournalEntry | null = null;
  try {
    for await (const entry of entries) {
      const { seq, event } = entry;
      if (seq !== (last?.seq ?? 0) + 1) faults.sequence.push(`entry ${seq} follows ${last?.seq ?? 'nothing'}`);
      if (!isSealed(entry)) faults.chain.push(`entry ${seq} is not what was sealed`);
      if (entry.previousHash !== (last?.hash ?? GENESIS_HASH))
        faults.chain.push(`entry ${seq} is not chained to the one before`);
      if (addPostings(sums, entry) !== 0) faults.balance.push(`entry ${seq} does not balance`);
      if (event.type === 'statementCut') statements.push({ statement: event.statement, seq });
      if (isForming(event)) agreementIds.add(event.agreementId);
      if (faults.fold.length === 0) state = foldOrNote(state, entry, faults.fold);
      last = entry;
    }
  } catch (thrown) {
    if (!(thrown instanceof DamagedDocument)) throw thrown;
    faults.chain.push(thrown.message);
    faults.fold.push('the journal cannot be read to its end');
  }
  return { state: faults.fold.length === 0 ? state : null, last, sums, statements, agreementIds, faults };
}

/** @returns the sum of the entry's postings */
function addPostings(sums: Map<string, number>, { event }: JournalEntry): number {
  let total = 0;
  for (const entry of event.entries) {
    const key = keyOfEntry(entry);
    sums.set(key, (sums.get(key) ?? 0) + entry.amountMinor);
    total += entry.amountMinor;
  }
  return total;
}

/** A changed event may be of any shape: whatever the fold throws at it is a finding, not a crash. */
function foldOrNote(state: LineState | null, { seq, event }: JournalEntry, faults: string[]): LineState | null {
  try {
    return evolve(state, event);
  } catch (thrown) {
    const isKnown = thrown instanceof InvariantViolation || thrown instanceof RangeError;
    faults.push(`entry ${seq} cannot be folded${isKnown ? `: ${thrown.message}` : ''}`);
    return null;
  }
}

const isForming = (
  event: LineEvent,
): event is Extract<LineEvent, { type: 'captured' | 'drawn' | 'statementConverted' }> =>
  event.type === 'captured' || event.type === 'drawn' || event.type === 'statementConverted';
