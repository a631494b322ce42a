import { minor } from '../money/minor.js';
import { ACCOUNT_NAMES, ACCOUNTS } from './accounts.js';
import { InvariantViolation } from './invariant.js';
import { assertBalanced, postings } from './postings.js';

const entries = (bankMinor: number, creditMinor: number) => [
  { account: 'BANK' as const, amountMinor: minor(bankMinor) },
  { account: 'CUSTOMER_CREDIT' as const, amountMinor: minor(creditMinor) },
];

describe('postings', () => {
  test('balance to the minor unit', () => {
    expect(() => assertBalanced([])).not.toThrow();
    expect(() => assertBalanced(entries(100, -100))).not.toThrow();
    expect(() => assertBalanced(entries(100, -99))).toThrow(InvariantViolation);
    expect(() => assertBalanced(entries(100, -101))).toThrow(/exceed credits by -1$/);
  });

  test('are read from the event, which must balance by itself', () => {
    expect(postings({ entries: entries(1, -1) })).toEqual(entries(1, -1));
    expect(() => postings({ entries: entries(1, 1) })).toThrow(InvariantViolation);
  });

  test('balance for each funder too', () => {
    const bank = { account: 'BANK' as const, amountMinor: minor(100) };
    const income = { account: 'FEE_INCOME' as const, product: 'CASH_DRAW' as const, amountMinor: minor(-100) };
    expect(() => assertBalanced([bank, income])).not.toThrow();
    expect(() => assertBalanced([bank, { ...income, funder: 'bank_b' }])).toThrow(
      /of funder LENDER do not balance: 100/,
    );
  });

  test('every account has a kind', () => {
    expect(ACCOUNT_NAMES).toHaveLength(26);
    expect(new Set(Object.values(ACCOUNTS))).toEqual(new Set(['asset', 'liability', 'income', 'expense']));
  });
});
