import { asOfQuery, lineAsOfSchema } from '../as-of.js';
import { balanceQuery, balanceSheetSchema, incomeQuery, incomeStatementSchema, trialBalanceSchema } from '../ledger.js';
import { reads } from './define.js';

const common = { tag: 'Ledger', scope: 'operations' } as const;

/** Reports over the journals, and a line as of a day. */
export const LEDGER_ROUTES = {
  trialBalance: reads({
    ...common,
    path: '/ledger/trial-balance',
    summary: 'The balance of every account by product and funder',
    query: balanceQuery,
    answer: trialBalanceSchema,
  }),
  balanceSheet: reads({
    ...common,
    path: '/ledger/balance-sheet',
    summary: 'What is owned and owed on a day',
    query: balanceQuery,
    answer: balanceSheetSchema,
  }),
  incomeStatement: reads({
    ...common,
    path: '/ledger/income',
    summary: 'What was earned and given up in a period',
    query: incomeQuery,
    answer: incomeStatementSchema,
  }),
  getLineAsOf: reads({
    tag: 'Credit lines',
    scope: 'lines:read',
    path: '/credit-lines/{lineId}/as-of',
    summary: 'A line and its agreements at the end of a day, as they were or as they are now known',
    query: asOfQuery,
    answer: lineAsOfSchema,
    problems: ['credit-line-unknown', 'target-out-of-range'],
  }),
} as const;
