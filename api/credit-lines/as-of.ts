import { lineAsOf } from '../../domain/line/as-of.js';
import type { LineEvent } from '../../domain/line/events.js';
import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { unknownProblem } from '../http/read-call.js';
import { ApiProblem } from '../problems/api-problem.js';

/** A line at the end of a day, folded from its journal. */
export function asOfHandlers({ reads }: Pick<ApiDeps, 'reads'>): Pick<Handlers, 'getLineAsOf'> {
  return {
    getLineAsOf: async ({ params: { lineId }, query: { asOf, view } }) => {
      const line = await reads.lines.find(lineId);
      if (line === null) throw unknownProblem('lineId');
      if (asOf < line.openedOn)
        throw new ApiProblem('target-out-of-range', `Choose a day from ${line.openedOn} on.`, { param: 'asOf' });
      const events: LineEvent[] = [];
      for await (const { event } of reads.journal.stream(lineId)) events.push(event);
      const found = lineAsOf(events, asOf, view === 'as-was' ? 'AS_WAS' : 'AS_NOW');
      if (found === null) throw unknownProblem('lineId');
      return { body: found };
    },
  };
}
