import { z } from 'zod';
import { AMOUNT_MINOR_MAX } from '../domain/money/amount-bounds.js';

/** An amount to move or to ask for: a whole number of minor units, above zero. */
export const amountMinorSchema = z
  .int('must be a whole number of minor units (fen, cents)')
  .min(1, 'must be at least 1')
  .max(AMOUNT_MINOR_MAX, `must be at most ${AMOUNT_MINOR_MAX}`)
  .meta({ id: 'AmountMinor', description: 'Minor units of the currency beside it (fen, cents).', example: 120_000 });

/** A figure of the books: a whole number of minor units of either sign. */
export const balanceMinorSchema = z.int().meta({
  id: 'BalanceMinor',
  description: 'Minor units of the currency beside it; may be negative.',
  example: 38_400,
});

/** ISO 4217. Which currencies are accepted is a matter of line and plan: another one is refused as `wrong-currency`. */
export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as CNY')
  .meta({ id: 'Currency', description: 'ISO 4217 code.', example: 'CNY' });

/** An exact decimal as text, since JSON numbers are floating point: `"0.1302"` is 13.02 %. */
export const rateSchema = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ id: 'Rate', description: 'An exact decimal fraction as text; "0.1302" is 13.02 %.', example: '0.1302' });
