import { z } from 'zod';
import type { SettlementQuote } from '../domain/line/views.js';
import { agrees } from './agrees.js';
import { dateSchema } from './dates.js';
import { balanceMinorSchema } from './money.js';

/** What settles an agreement on a day, with its parts, and what the customer saves by it. */
export const settlementQuoteSchema = z
  .strictObject({
    agreementId: z.string(),
    quotedOn: dateSchema,
    strategy: z.string(),
    principalMinor: balanceMinorSchema,
    billedFeesMinor: balanceMinorSchema,
    nextFeeMinor: balanceMinorSchema,
    interestMinor: balanceMinorSchema,
    settlementFeeMinor: balanceMinorSchema,
    payoffMinor: balanceMinorSchema,
    remainingMinor: balanceMinorSchema,
    savedMinor: balanceMinorSchema,
  })
  .meta({ id: 'SettlementQuote' });

agrees<SettlementQuote, typeof settlementQuoteSchema>(true);
