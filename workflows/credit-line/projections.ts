import { canonicalJson } from '../../domain/ledger/canonical-json.js';
import { agreementViews, lineView } from '../../domain/line/view.js';
import type { JournalEntry } from '../../domain/ledger/journal.js';
import type { LineState } from '../../domain/line/state.js';
import type { AgreementView } from '../../domain/line/views.js';
import type { SaveEntries } from '../../activities/journal.js';

/**
 * Tells which agreements have changed since they were last known to be stored: a write takes those alone along, since
 * each one carries its whole schedule.
 *
 * Kept in memory for one run: it is made again from the state on arrival, and on a replay.
 */
export class Projections {
  readonly #stored = new Map<string, string>();
  #storedSeq = 0;

  /** @param stored the agreements as the store has them: all of them on arrival from a run of the same build */
  constructor(stored: readonly AgreementView[]) {
    for (const view of stored) this.#stored.set(view.agreementId, textOf(view));
  }

  /** What to write: the entries, and the projections that reflect the state after them. */
  write(state: LineState, entries: readonly JournalEntry[], nowMs: number): SaveEntries {
    return {
      lineId: state.lineId,
      entries,
      line: lineView(state, nowMs),
      agreements: agreementViews(state).filter((view) => this.#stored.get(view.agreementId) !== textOf(view)),
      statements: entries.flatMap(({ event, seq }) =>
        event.type === 'statementCut' ? [{ statement: event.statement, seq }] : [],
      ),
    };
  }

  /** An older write that ends late is no news. */
  markStored(written: SaveEntries): void {
    if (written.line.seq < this.#storedSeq) return;
    this.#storedSeq = written.line.seq;
    for (const view of written.agreements) this.#stored.set(view.agreementId, textOf(view));
  }
}

/** Without the position that it reflects, which grows with every event of the line. */
function textOf(view: AgreementView): string {
  return canonicalJson({ ...view, seq: 0 });
}
