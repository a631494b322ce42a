import { InvariantViolation } from '../domain/ledger/invariant.js';
import type { JournalEntry } from '../domain/ledger/journal.js';
import type { Statement } from '../domain/line/statement.js';
import type { AgreementView, LineView } from '../domain/line/views.js';
import type { Store } from '../storage/store.js';
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

/** What every activity of a line needs of the store. A write may be repeated; an older one changes nothing. */
export type EntryStore = Pick<Store, 'saveFlush'>;

/**
 * Stores entries, then the projections that follow from them. Safe to repeat at any point.
 *
 * @throws ApplicationFailure `journal-conflict`, not to be retried; anything else is worth another try
 */
export async function storeEntries(store: EntryStore, save: SaveEntries): Promise<void> {
  try {
    await store.saveFlush(save);
  } catch (thrown) {
    if (thrown instanceof InvariantViolation) throw final('journal-conflict', thrown.message, thrown);
    throw thrown;
  }
}

export function createJournalActivities({ store }: { readonly store: EntryStore }) {
  return {
    saveEntries: async (save: SaveEntries): Promise<void> => await storeEntries(store, save),
  };
}

export type JournalActivities = ReturnType<typeof createJournalActivities>;
