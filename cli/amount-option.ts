import { parseMinor } from '../domain/money/currency.js';
import type { Currency } from '../domain/money/currency.js';
import type { Minor } from '../domain/money/minor.js';
import { CliProblem, EXIT } from './exit-codes.js';

const AMOUNT_MINOR_MAX = 1_000_000_000_000;

/**
 * Reads an amount as a person types it.
 *
 * @throws CliProblem saying how to write one
 */
export function amountOf(text: string, currency: Currency): Minor {
  const isAmount = /^\d+(\.\d{1,2})?$/.test(text);
  const amountMinor = isAmount ? parseMinor(text.slice(0, 16), currency) : null;
  if (amountMinor !== null && amountMinor > 0 && amountMinor <= AMOUNT_MINOR_MAX) return amountMinor;
  throw new CliProblem(
    EXIT.usage,
    `"${text}" is not an amount in ${currency}: write it above zero with at most two decimals, such as 1200.50`,
  );
}
