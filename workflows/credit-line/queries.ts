import { setHandler } from '@temporalio/workflow';
import { agenda } from '../../domain/line/agenda.js';
import { preview } from '../../domain/line/preview.js';
import { settlementQuote } from '../../domain/line/settlement-quote.js';
import { agreementViews, lineView } from '../../domain/line/view.js';
import type { Line } from './line.js';
import {
  explainQuery,
  positionQuery,
  previewQuery,
  quoteSettlementQuery,
  snapshotQuery,
  statusQuery,
} from './messages.js';

/** Read-only and synchronous. A query's own time is that of the last workflow task, hence `atMs` where days count. */
export function answerQueries(line: Line, build: string | null): void {
  setHandler(statusQuery, () => ({
    line: lineView(line.state, Date.now()),
    waitingFor: line.waitingFor,
    nextItem: line.nextItem,
    pendingIntents: line.state.pending,
    build,
    journal: { seq: line.tail.seq, hash: line.tail.hash, savedSeq: line.tail.savedSeq },
    halt: line.halt,
  }));
  setHandler(explainQuery, () => ({
    waitingFor: line.waitingFor,
    halt: line.halt,
    events: line.recent,
    agenda: agenda(line.state),
    pendingIntents: line.state.pending,
  }));
  setHandler(previewQuery, ({ command, atMs }) => preview(line.state, command, { nowMs: atMs }));
  setHandler(positionQuery, ({ atMs }) => ({
    view: lineView(line.state, atMs),
    agreements: agreementViews(line.state),
    agenda: agenda(line.state),
  }));
  setHandler(quoteSettlementQuery, ({ request, atMs }) => settlementQuote(line.state, request, atMs));
  setHandler(snapshotQuery, () => ({ state: line.state, journal: { seq: line.tail.seq, hash: line.tail.hash } }));
}
