import { InvariantViolation } from '../domain/ledger/invariant.js';
import type { JournalEntry } from '../domain/ledger/journal.js';
import type { Statement } from '../domain/line/statement.js';
import type { AgreementView, LineView } from '../domain/line/views.js';
import { final } from './failures.js';

/** Entries of one line, in order, with the projections that reflect the state after the last of them. */
export interface SaveEntries {
  readonly lineId: string;
  readonly entries: readonly JournalEntry[];
  readonly line: LineView;
  /** Those that have changed. */
  readonly agreements: readonly AgreementView[];
  readonly statements: readonly { readonly statement: Statement; readonly seq: number }[];
}

/** What the journal activity needs of the store. Every write may be repeated, and an older one changes nothing. */
export interface EntryStore {
  readonly journal: {
    /** @throws InvariantViolation when the store holds another entry under the same number or command */
    append(entries: readonly JournalEntry[]): Promise<void>;
  };
  readonly lines: { save(line: LineView): Promise<void> };
  readonly agreements: { save(agreements: readonly AgreementView[]): Promise<void> };
  readonly statements: { save(statement: Statement, seq: number): Promise<void> };
}

/**
 * Stores entries, then the projections: the entries are the commit, the rest can be made again from them. Safe to repeat
 * at any point.
 *
 * @throws ApplicationFailure `journal-conflict`, not to be retried; anything else is worth another try
 */
export async function storeEntries(store: EntryStore, saved: SaveEntries): Promise<void> {
  try {
    await store.journal.append(saved.entries);
  } catch (thrown) {
    if (thrown instanceof InvariantViolation) throw final('journal-conflict', thrown.message, thrown);
    throw thrown;
  }
  await store.agreements.save(saved.agreements);
  for (const { statement, seq } of saved.statements) await store.statements.save(statement, seq);
  await store.lines.save(saved.line); // last: who sees the line at a position finds the rest at it
}

export function createJournalActivities({ store }: { readonly store: EntryStore }) {
  return {
    saveEntries: async (saved: SaveEntries): Promise<void> => await storeEntries(store, saved),
  };
}

export type JournalActivities = ReturnType<typeof createJournalActivities>;
