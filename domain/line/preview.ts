import { dateAt } from '../calendar/zone.js';
import { ledgerDifference, type Entry } from '../ledger/ledger.js';
import type { CostTable } from '../plan/cost-table.js';
import { costTableOfEvents } from './agreed-cost.js';
import { componentChanges, type ComponentChange } from './components.js';
import type { LineCommand } from './commands.js';
import { decide, type Context, type Reply } from './engine.js';
import type { LineEvent } from './events.js';
import { accepted, type Result } from './refusals.js';
import type { LineState } from './state.js';
import { positionOn } from './fold/fold-facts.js';
import { lineView } from './view.js';
import type { LineView } from './views.js';

/** What a command would do: the same code with the result thrown away. */
export interface Preview {
  readonly reply: Reply;
  readonly events: readonly LineEvent[];
  readonly before: LineView;
  readonly after: LineView;
  /** The change of the ledger by account, product and funder; debit positive. */
  readonly difference: readonly Entry[];
  /** What is outstanding of each component on the day of the command, before and after it. */
  readonly components: readonly ComponentChange[];
  /** What the customer is to sign where the command forms a debt, now or at its capture; null otherwise. */
  readonly costTable: CostTable | null;
}

/** Decides a command and changes nothing. */
export function preview(state: LineState, command: LineCommand, ctx: Context): Result<Preview> {
  const decided = decide(state, command, ctx);
  if (!decided.ok) return decided;
  const { reply, events, state: after } = decided.value;
  const asOn = dateAt(state.terms.zone, ctx.nowMs);
  return accepted({
    reply,
    events,
    before: lineView(state, ctx.nowMs),
    after: lineView(after, ctx.nowMs),
    components: componentChanges(
      positionOn(state.book.position, asOn, state.terms),
      positionOn(after.book.position, asOn, state.terms),
    ),
    costTable: costTableOfEvents(events, after),
    difference: ledgerDifference(state.book.position.ledger, after.book.position.ledger),
  });
}
