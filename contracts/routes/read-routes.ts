import { agendaSchema } from '../agenda.js';
import { agreementListSchema, agreementSchema } from '../agreements.js';
import { creditLinePageSchema, creditLineSchema, creditLinesQuery } from '../credit-lines.js';
import { explanationSchema } from '../explain.js';
import { settlementQuoteQuery, settlementQuoteSchema } from '../settlement-quotes.js';
import { statementPageSchema, statementSchema, statementsQuery } from '../statements.js';
import { timelinePageSchema, timelineQuery } from '../timeline.js';
import { reads } from './define.js';

const line = '/credit-lines/{lineId}';
const common = { tag: 'Credit lines', scope: 'lines:read' } as const;

/** What can be read of a line. */
export const READ_ROUTES = {
  listCreditLines: reads({
    ...common,
    path: '/credit-lines',
    summary: 'List credit lines, in no particular order',
    query: creditLinesQuery,
    answer: creditLinePageSchema,
  }),
  getCreditLine: reads({
    ...common,
    path: line,
    summary: 'Read a line as of its last event',
    answer: creditLineSchema,
    problems: ['credit-line-unknown'],
  }),
  listStatements: reads({
    ...common,
    path: `${line}/statements`,
    summary: 'List the statements of a line, oldest first',
    query: statementsQuery,
    answer: statementPageSchema,
    problems: ['credit-line-unknown'],
  }),
  getStatement: reads({
    ...common,
    path: `${line}/statements/{statementId}`,
    summary: 'Read a statement',
    answer: statementSchema,
    problems: ['credit-line-unknown', 'statement-unknown'],
  }),
  listAgreements: reads({
    ...common,
    path: `${line}/agreements`,
    summary: 'List the agreements of a line',
    answer: agreementListSchema,
    problems: ['credit-line-unknown'],
  }),
  getAgreement: reads({
    ...common,
    path: `${line}/agreements/{agreementId}`,
    summary: 'Read an agreement with its schedule',
    answer: agreementSchema,
    problems: ['credit-line-unknown', 'agreement-unknown'],
  }),
  quoteSettlement: reads({
    ...common,
    path: `${line}/settlement-quote`,
    summary: 'What settles today: one agreement, a bill, or everything',
    query: settlementQuoteQuery,
    answer: settlementQuoteSchema,
    problems: [
      'credit-line-unknown',
      'agreement-unknown',
      'agreement-not-active',
      'line-not-active',
      'payment-pending',
      'nothing-to-settle',
    ],
  }),
  getTimeline: reads({
    ...common,
    path: `${line}/timeline`,
    summary: 'Read the journal of a line, oldest first',
    query: timelineQuery,
    answer: timelinePageSchema,
    problems: ['credit-line-unknown'],
  }),
  getAgenda: reads({
    ...common,
    path: `${line}/agenda`,
    summary: 'What a line will do by itself, earliest first',
    answer: agendaSchema,
    problems: ['credit-line-unknown'],
  }),
  explain: reads({
    ...common,
    path: `${line}/explain`,
    summary: 'Why a line stands where it stands',
    answer: explanationSchema,
    problems: ['credit-line-unknown'],
  }),
} as const;
