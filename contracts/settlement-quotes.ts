import { z } from 'zod';
import { SETTLEMENT_SCOPES } from '../domain/line/commands.js';
import type { SettlementPart } from '../domain/line/decide/price-settlement.js';
import type { SettlementQuote } from '../domain/line/views.js';
import { agrees } from './agrees.js';
import { dateSchema, instantSchema } from './dates.js';
import { idSchema } from './ids.js';
import { balanceMinorSchema } from './money.js';

export const settlementScopeSchema = z.enum(SETTLEMENT_SCOPES).meta({
  id: 'SettlementScope',
  description: 'One agreement, what is billed, what the next bill will take up, or everything.',
});

export const settlementQuoteQuery = z.strictObject({
  scope: settlementScopeSchema,
  agreementId: idSchema.optional().meta({ description: 'Of ONE_PLAN.' }),
});

const settlementPartSchema = z
  .strictObject({
    agreementId: z.string(),
    strategy: z.string().nullable().meta({ description: 'How the plan prices an early end; null: as a bill asks.' }),
    principalMinor: balanceMinorSchema,
    billedFeesMinor: balanceMinorSchema,
    nextFeeMinor: balanceMinorSchema,
    interestMinor: balanceMinorSchema,
    settlementFeeMinor: balanceMinorSchema,
    payoffMinor: balanceMinorSchema,
    remainingMinor: balanceMinorSchema,
  })
  .meta({ id: 'SettlementPart' });

/** What settles on a day, by agreement and component, and what the customer saves by it. */
export const settlementQuoteSchema = z
  .strictObject({
    scope: settlementScopeSchema,
    quotedOn: dateSchema,
    validUntilAt: instantSchema,
    parts: z.array(settlementPartSchema),
    chargesMinor: balanceMinorSchema.meta({ description: 'Late charges and carry fees of bills.' }),
    payoffMinor: balanceMinorSchema,
    remainingMinor: balanceMinorSchema,
    savedMinor: balanceMinorSchema,
  })
  .meta({ id: 'SettlementQuote' });

agrees<SettlementPart, typeof settlementPartSchema>(true);
agrees<SettlementQuote, typeof settlementQuoteSchema>(true);
