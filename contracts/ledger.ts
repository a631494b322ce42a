import { z } from 'zod';
import { ACCOUNT_NAMES } from '../domain/ledger/accounts.js';
import type { BalanceSheet, IncomeStatement, TrialBalance } from '../domain/ledger/reports.js';
import { agrees } from './agrees.js';
import { dateSchema } from './dates.js';
import { idSchema } from './ids.js';
import { balanceMinorSchema } from './money.js';
import { subProductSchema } from './plans.js';

const filterQuery = {
  by: z
    .enum(['BOOKED', 'VALUE'])
    .default('BOOKED')
    .meta({ description: 'Which day counts: that of booking, or the value date of the event.' }),
  product: subProductSchema.optional(),
  funder: idSchema.optional().meta({ description: "LENDER: the lines' lender; else a partner of co-lent plans." }),
  lineId: idSchema.optional().meta({ description: 'One line alone.' }),
};

export const balanceQuery = z.strictObject({
  asOf: dateSchema.optional().meta({ description: 'Last day that counts; absent: all.' }),
  ...filterQuery,
});

export const incomeQuery = z.strictObject({
  from: dateSchema.optional().meta({ description: 'First day of the period.' }),
  to: dateSchema.optional().meta({ description: 'Last day of the period.' }),
  ...filterQuery,
});

const placeSchema = {
  account: z.enum(ACCOUNT_NAMES),
  product: subProductSchema.nullable().meta({ description: "null: the lines' own money." }),
  funder: z.string(),
};

export const trialBalanceSchema = z
  .strictObject({
    rows: z.array(z.strictObject({ ...placeSchema, debitMinor: balanceMinorSchema, creditMinor: balanceMinorSchema })),
    debitMinor: balanceMinorSchema,
    creditMinor: balanceMinorSchema,
    differenceMinor: balanceMinorSchema,
  })
  .meta({ id: 'TrialBalance' });

const rowsSchema = z.array(z.strictObject({ ...placeSchema, amountMinor: balanceMinorSchema }));

export const balanceSheetSchema = z
  .strictObject({
    assets: rowsSchema,
    liabilities: rowsSchema,
    assetsMinor: balanceMinorSchema,
    liabilitiesMinor: balanceMinorSchema,
    resultMinor: balanceMinorSchema.meta({ description: 'Income less expenses to date.' }),
    differenceMinor: balanceMinorSchema,
  })
  .meta({ id: 'BalanceSheet' });

export const incomeStatementSchema = z
  .strictObject({
    income: rowsSchema,
    expenses: rowsSchema,
    incomeMinor: balanceMinorSchema,
    expensesMinor: balanceMinorSchema,
    resultMinor: balanceMinorSchema,
  })
  .meta({ id: 'IncomeStatement' });

agrees<TrialBalance, typeof trialBalanceSchema>(true);
agrees<BalanceSheet, typeof balanceSheetSchema>(true);
agrees<IncomeStatement, typeof incomeStatementSchema>(true);
