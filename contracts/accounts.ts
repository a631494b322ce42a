import { z } from 'zod';

export const accountNumberSchema = z
  .string()
  .regex(/^[A-Z0-9]{8,34}$/, 'must be 8 to 34 digits or capital letters')
  .meta({ id: 'AccountNumber', description: 'Number of a bank account; stored encrypted, never answered.' });

/** A bank account of the customer, for draws, payments and autopay. */
export const accountBodySchema = z.strictObject({ accountNumber: accountNumberSchema }).meta({ id: 'AddAccount' });

export const accountAnswerSchema = z.strictObject({ accountRef: z.string() }).meta({ id: 'Account' });
