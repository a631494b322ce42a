/**
 * The chart of accounts. Every amount is signed: a debit is positive, a credit negative; so a balanced set of entries,
 * and the trial balance of any number of lines, sums to zero.
 */
export const ACCOUNTS = {
  BANK: 'asset',
  PRINCIPAL_RECEIVABLE: 'asset',
  FEE_RECEIVABLE: 'asset',
  INTEREST_RECEIVABLE: 'asset',
  CARRY_RECEIVABLE: 'asset',
  PENALTY_RECEIVABLE: 'asset',
  /** What is owed to merchants for captured purchases, less refunds. */
  MERCHANT_PAYABLE: 'liability',
  /** Money promised to a customer (draw, payout) that the bank has not yet confirmed. */
  OUTGOING_CLEARING: 'liability',
  /** Money of the customer held after over-payment or refund. */
  CUSTOMER_CREDIT: 'liability',
  FEE_INCOME: 'income',
  INTEREST_INCOME: 'income',
  CARRY_INCOME: 'income',
  PENALTY_INCOME: 'income',
} as const;

export type Account = keyof typeof ACCOUNTS;

export const ACCOUNT_NAMES = Object.keys(ACCOUNTS) as readonly Account[];
