import type { TimelineItem } from '../../contracts/timeline.js';
import type { PlainDate } from '../../domain/calendar/plain-date.js';
import type { JournalEntry } from '../../domain/ledger/journal.js';
import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { unknownProblem } from '../http/read-call.js';
import { ApiProblem } from '../problems/api-problem.js';

const SEQ = /^\d{1,9}$/;

/** The journal of a line, oldest first; the cursor is the number of the last entry shown. */
export function timelineHandlers({ reads }: Pick<ApiDeps, 'reads'>): Pick<Handlers, 'getTimeline'> {
  return {
    getTimeline: async ({ params: { lineId }, query: { limit, cursor } }) => {
      const afterSeq = seqOf(cursor ?? '0');
      const line = await reads.lines.find(lineId);
      if (line === null) throw unknownProblem('lineId');
      const entries = await reads.journal.read(lineId, { afterSeq, limit });
      const lastSeq = entries.at(-1)?.seq ?? afterSeq;
      return { body: { items: entries.map(timelineItem), nextCursor: lastSeq < line.seq ? String(lastSeq) : null } };
    },
  };
}

function seqOf(cursor: string): number {
  if (SEQ.test(cursor)) return Number(cursor);
  throw new ApiProblem('invalid-field', 'The cursor is none that was given out: start again without one.', {
    param: 'cursor',
  });
}

/** An entry as a client reads it: plans and terms by name, since an event embeds them whole. */
export function timelineItem({ event, cause, hash, previousHash }: JournalEntry): TimelineItem {
  const { seq, type, bookedAt, bookedOn, entries, ...rest } = event;
  const { valueOn = null, plan, terms, ...details } = rest as Partial<Named> & typeof rest;
  return {
    seq,
    type,
    bookedAt,
    bookedOn,
    valueOn,
    entries: [...entries],
    details: {
      ...details,
      ...(plan === undefined ? {} : { plan: `${plan.planId}@${plan.version}` }),
      ...(terms === undefined ? {} : { terms: { ...terms, zone: terms.zone.id } }),
    },
    commandId: cause?.commandId ?? null,
    hash,
    previousHash,
  };
}

/** Members that some events have. */
interface Named {
  readonly valueOn: PlainDate;
  readonly plan: { readonly planId: string; readonly version: number };
  readonly terms: { readonly zone: { readonly id: string } };
}
