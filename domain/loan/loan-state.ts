import type { PlainDate } from '../calendar/plain-date.js';
import type { Minor } from '../money/minor.js';
import type { LoanComponent, PaymentType } from './loan-agreement-terms.js';

export type LoanAmounts = Readonly<Record<LoanComponent, Minor>>;

/** One installment as it stands, minor units; outstanding = due - paid - waived. */
export interface LoanInstallment {
  readonly nr: number;
  /** `EXTRA`: opened after the last due date for what came to be owed later. */
  readonly kind: 'INSTALLMENT' | 'DOWN_PAYMENT' | 'EXTRA';
  readonly fromOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly due: LoanAmounts;
  readonly paid: LoanAmounts;
  readonly waived: LoanAmounts;
  readonly outstanding: LoanAmounts;
  readonly paidInAdvanceMinor: Minor;
  readonly paidLateMinor: Minor;
}

export type LoanTransactionType =
  'DISBURSEMENT' | PaymentType | 'CHARGEBACK' | 'CREDIT_BALANCE_REFUND' | 'CHARGE_OFF' | 'WAIVE_CHARGE';

/** What an entry did to the loan, minor units. */
export interface LoanTransaction {
  readonly entryId: string;
  readonly type: LoanTransactionType;
  readonly onDate: PlainDate;
  readonly amountMinor: Minor;
  readonly split: LoanAmounts;
  /** Money in: what nothing was owed against. Money out: what the credit balance gave. */
  readonly overpaymentMinor: Minor;
  /** Principal outstanding after it. */
  readonly balanceMinor: Minor;
}

export interface LoanState {
  readonly status: 'NOT_DISBURSED' | 'ACTIVE' | 'OVERPAID' | 'CLOSED_OBLIGATIONS_MET';
  readonly installments: readonly LoanInstallment[];
  /** In the order in which they took effect. */
  readonly transactions: readonly LoanTransaction[];
  readonly outstanding: LoanAmounts;
  /** Credit balance: money of the customer. */
  readonly overpaidMinor: Minor;
}
