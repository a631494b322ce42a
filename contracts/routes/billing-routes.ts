import {
  changeBillDayAnswerSchema,
  changeBillDayBodySchema,
  convertStatementAnswerSchema,
  convertStatementBodySchema,
  pauseDelinquencyAnswerSchema,
  pauseDelinquencyBodySchema,
  resumeDelinquencyAnswerSchema,
  resumeDelinquencyBodySchema,
} from '../billing.js';
import { commands } from './define.js';

const line = '/credit-lines/{lineId}';
const common = { method: 'post', tag: 'Credit lines', status: 200, before: ['credit-line-unknown'] } as const;

/** What is asked of the calendar of a line. */
export const BILLING_ROUTES = {
  changeBillDay: commands({
    ...common,
    scope: 'lines:write',
    path: `${line}/bill-day`,
    summary: 'Move the bill day',
    command: 'changeBillDay',
    body: changeBillDayBodySchema,
    answer: changeBillDayAnswerSchema,
  }),
  convertStatement: commands({
    ...common,
    status: 201,
    scope: 'lines:write',
    path: `${line}/statements/{statementId}/convert`,
    summary: 'Turn the purchases of a statement, or a part of them, into installments',
    command: 'convertStatement',
    body: convertStatementBodySchema,
    answer: convertStatementAnswerSchema,
    before: ['credit-line-unknown', 'plan-unknown'],
  }),
  pauseDelinquency: commands({
    ...common,
    scope: 'operations',
    path: `${line}/delinquency/pause`,
    summary: 'Let days not count as past due',
    command: 'pauseDelinquency',
    body: pauseDelinquencyBodySchema,
    answer: pauseDelinquencyAnswerSchema,
  }),
  resumeDelinquency: commands({
    ...common,
    scope: 'operations',
    path: `${line}/delinquency/resume`,
    summary: 'End a pause of delinquency today',
    command: 'resumeDelinquency',
    body: resumeDelinquencyBodySchema,
    answer: resumeDelinquencyAnswerSchema,
  }),
} as const;
