import { minor, ZERO, type Minor } from '../money/minor.js';
import type { SubProduct } from '../plan/plan-terms.js';
import { ACCOUNT_NAMES, type Account } from './accounts.js';

/** Where an amount stands: account x product x funder. No product: the line's own money. No funder: the line's lender. */
export interface LedgerPlace {
  readonly account: Account;
  readonly product?: SubProduct;
  readonly funder?: string;
}

/** A signed amount on an account: debit positive. */
export interface Entry extends LedgerPlace {
  readonly amountMinor: Minor;
}

/** Cumulative signed balances by the key of their place. */
export type Ledger = Readonly<Record<string, Minor>>;

/** The key of a place: `FEE_INCOME|CASH_DRAW|bank_b`, `FEE_INCOME|CASH_DRAW`, `BANK`. */
export function ledgerKey(account: Account, product?: SubProduct, funder?: string): string {
  if (product === undefined) return account;
  return funder === undefined ? `${account}|${product}` : `${account}|${product}|${funder}`;
}

/** Reads a key that `ledgerKey` wrote. */
export function ledgerPlace(key: string): LedgerPlace {
  const [account, product, funder] = key.split('|') as [Account, SubProduct?, string?];
  return { account, ...(product === undefined ? {} : { product }), ...(funder === undefined ? {} : { funder }) };
}

/** The key of an entry's place. */
export const keyOfEntry = ({ account, product, funder }: LedgerPlace): string => ledgerKey(account, product, funder);

/** What stands on an account over all products and funders. */
export function balanceOf(ledger: Ledger, account: Account): Minor {
  let sum: number = ZERO;
  for (const [key, amountMinor] of Object.entries(ledger)) {
    if (key === account || key.startsWith(`${account}|`)) sum += amountMinor;
  }
  return minor(sum);
}

/** The balance of every account that was used, over all products and funders. */
export function accountTotals(ledger: Ledger): Readonly<Partial<Record<Account, Minor>>> {
  const totals: Partial<Record<Account, Minor>> = {};
  for (const [key, amountMinor] of Object.entries(ledger)) {
    const { account } = ledgerPlace(key);
    totals[account] = minor((totals[account] ?? ZERO) + amountMinor);
  }
  return totals;
}

/** Keys in the order of the chart of accounts, then by product and funder. */
export function orderedKeys(keys: readonly string[]): readonly string[] {
  const rank = (key: string): number => ACCOUNT_NAMES.indexOf(ledgerPlace(key).account);
  return [...keys].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** The balanced entries that turn one ledger into another. */
export function ledgerDifference(before: Ledger, after: Ledger): readonly Entry[] {
  const changed = Object.keys(after).filter((key) => after[key] !== (before[key] ?? ZERO));
  const gone = Object.keys(before).filter((key) => !(key in after) && before[key] !== 0);
  return orderedKeys([...changed, ...gone]).map((key) => ({
    ...ledgerPlace(key),
    amountMinor: minor((after[key] ?? ZERO) - (before[key] ?? ZERO)),
  }));
}
