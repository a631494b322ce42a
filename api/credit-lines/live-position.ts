import type { JournalEntry } from '../../domain/ledger/journal.js';
import type { LineView } from '../../domain/line/views.js';
import type { LineExplanation } from '../../workflows/credit-line/messages.js';
import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { unknownProblem } from '../http/read-call.js';
import { lineProblem } from './problems.js';
import { notOpen } from './run-command.js';

/** As many of the last events as an open line would show. */
const EXPLAINED_EVENTS_MAX = 20;

/** What only the workflow knows: figures as of the line's clock, and what it will do by itself. */
export function livePositionHandlers(deps: ApiDeps): Pick<Handlers, 'quoteSettlement' | 'getAgenda' | 'explain'> {
  const { reads, lines } = deps;
  const requireClosed = async (lineId: string): Promise<LineView> => {
    const line = await reads.lines.find(lineId);
    if (line === null) throw unknownProblem('lineId');
    return line;
  };
  return {
    quoteSettlement: async ({ params: { lineId }, query: { scope, agreementId = null } }) => {
      const answer = await lines.quoteSettlement(lineId, { scope, agreementId });
      if (answer.kind === 'UNKNOWN') throw await notOpen(deps, lineId);
      if (answer.kind === 'REFUSED') throw lineProblem(answer.refusal);
      return { body: answer.value };
    },

    getAgenda: async ({ params: { lineId } }) => {
      const answer = await lines.position(lineId);
      if (answer.kind === 'REFUSED') throw lineProblem(answer.refusal);
      if (answer.kind === 'DONE') {
        const { clockAt, agenda } = answer.value;
        return { body: { lineId, clockAt, items: agenda } };
      }
      const { closedAt } = await requireClosed(lineId);
      return { body: { lineId, clockAt: closedAt ?? 0, items: [] } };
    },

    explain: async ({ params: { lineId } }) => {
      const answer = await lines.explain(lineId);
      if (answer.kind === 'REFUSED') throw lineProblem(answer.refusal);
      if (answer.kind === 'DONE') return { body: { lineId, ...answer.value } };
      const { seq } = await requireClosed(lineId);
      const afterSeq = Math.max(0, seq - EXPLAINED_EVENTS_MAX);
      const entries = await reads.journal.read(lineId, { afterSeq, limit: EXPLAINED_EVENTS_MAX });
      return { body: { lineId, ...closedExplanation(entries) } };
    },
  };
}

/** A closed line's workflow is gone after a while; its journal is not. */
function closedExplanation(entries: readonly JournalEntry[]): LineExplanation {
  const events = entries.map(({ event, cause }) => {
    const { seq, type, bookedAt, entries: posted } = event;
    return { seq, type, bookedAt, entries: posted, commandId: cause?.commandId ?? null };
  });
  return { waitingFor: 'NOTHING', halt: null, events, agenda: [], pendingIntents: [] };
}
