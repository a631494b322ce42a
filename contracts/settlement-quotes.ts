import { z } from 'zod';
import { dateSchema } from './dates.js';
import { balanceMinorSchema } from './money.js';

/** What settles an agreement on a day, with its parts. */
export const settlementQuoteSchema = z
  .strictObject({
    agreementId: z.string(),
    asOn: dateSchema,
    currency: z.string(),
    payoffMinor: balanceMinorSchema,
  })
  .meta({ id: 'SettlementQuote' });
