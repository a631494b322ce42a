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
  /** What a merchant or the platform owes for fees and interest that it pays in the customer's place. */
  FUNDER_RECEIVABLE: 'asset',
  /** What the funders of an agreement owe each other; sums to zero over them. The lender moves all the money. */
  FUNDER_SETTLEMENT: 'asset',
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
  /** Money that came in on what had been written off. */
  RECOVERY_INCOME: 'income',
  /** Given up for the customer's sake, by component. */
  PRINCIPAL_WAIVED: 'expense',
  FEE_WAIVED: 'expense',
  INTEREST_WAIVED: 'expense',
  CARRY_WAIVED: 'expense',
  PENALTY_WAIVED: 'expense',
  /** Given up as lost at charge-off, by component. */
  PRINCIPAL_LOSS: 'expense',
  FEE_LOSS: 'expense',
  INTEREST_LOSS: 'expense',
  CARRY_LOSS: 'expense',
  PENALTY_LOSS: 'expense',
} as const;

export type Account = keyof typeof ACCOUNTS;
export type AccountKind = (typeof ACCOUNTS)[Account];

export const ACCOUNT_NAMES = Object.keys(ACCOUNTS) as readonly Account[];
