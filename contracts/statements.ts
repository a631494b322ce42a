import { z } from 'zod';
import type { Statement, StatementLine } from '../domain/line/statement.js';
import { agrees } from './agrees.js';
import { dateSchema } from './dates.js';
import { balanceMinorSchema } from './money.js';
import { pageOf, pageQuery } from './pages.js';

const statementLineSchema = z
  .strictObject({
    agreementId: z.string(),
    installmentNr: z.int(),
    periods: z.int(),
    principalMinor: balanceMinorSchema,
    interestMinor: balanceMinorSchema,
    feeMinor: balanceMinorSchema,
  })
  .meta({ id: 'StatementLine' });

/** The immutable snapshot of a billing cycle. */
export const statementSchema = z
  .strictObject({
    statementId: z.string(),
    lineId: z.string(),
    currency: z.string(),
    cycleFrom: dateSchema,
    billOn: dateSchema,
    dueOn: dateSchema,
    spendMinor: balanceMinorSchema,
    installmentsMinor: balanceMinorSchema,
    carriedMinor: balanceMinorSchema,
    carryFeesMinor: balanceMinorSchema,
    penaltyMinor: balanceMinorSchema,
    creditAppliedMinor: balanceMinorSchema,
    balanceMinor: balanceMinorSchema,
    minDueMinor: balanceMinorSchema,
    temporaryExcessMinor: balanceMinorSchema,
    lines: z.array(statementLineSchema),
  })
  .meta({ id: 'Statement' });

agrees<StatementLine, typeof statementLineSchema>(true);
agrees<Statement, typeof statementSchema>(true);

export const statementPageSchema = pageOf(statementSchema, 'StatementPage');
export const statementsQuery = z.strictObject(pageQuery);
