import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { unknownProblem } from '../http/read-call.js';
import { given, requirePage } from '../http/require-page.js';

type LineReads = Pick<
  Handlers,
  'listCreditLines' | 'getCreditLine' | 'listStatements' | 'getStatement' | 'listAgreements' | 'getAgreement'
>;

/** Reads of the projections: as of the line's last event. */
export function lineReadHandlers({ reads }: Pick<ApiDeps, 'reads'>): LineReads {
  const requireLine = async (lineId: string) => {
    const line = await reads.lines.find(lineId);
    if (line === null) throw unknownProblem('lineId');
    return line;
  };
  return {
    listCreditLines: async ({ query }) => {
      const { limit, cursor = null, ...filter } = query;
      return { body: await requirePage(() => reads.lines.list(given(filter), { limit, cursor })) };
    },

    getCreditLine: async ({ params }) => ({ body: await requireLine(params.lineId) }),

    listStatements: async ({ params: { lineId }, query }) => {
      await requireLine(lineId);
      const { limit, cursor = null } = query;
      const { items, nextCursor } = await requirePage(() => reads.statements.list({ lineId }, { limit, cursor }));
      return { body: { items: items.map(({ statement }) => statement), nextCursor } };
    },

    getStatement: async ({ params: { lineId, statementId } }) => {
      await requireLine(lineId);
      const issued = await reads.statements.find(statementId);
      if (issued?.statement.lineId !== lineId) throw unknownProblem('statementId');
      return { body: issued.statement };
    },

    listAgreements: async ({ params: { lineId } }) => {
      await requireLine(lineId);
      return { body: { items: await reads.agreements.ofLine(lineId) } };
    },

    getAgreement: async ({ params: { lineId, agreementId } }) => {
      await requireLine(lineId);
      const agreement = await reads.agreements.find(agreementId);
      if (agreement?.lineId !== lineId) throw unknownProblem('agreementId');
      return { body: agreement };
    },
  };
}
