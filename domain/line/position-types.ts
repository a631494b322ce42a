import type { PlainDate } from '../calendar/plain-date.js';
import type { LateAccrual, LateTerms } from '../delinquency/late-charge.js';
import type { Account } from '../ledger/accounts.js';
import type { Ledger } from '../ledger/ledger.js';
import type { BucketShare } from '../limits/buckets.js';
import type { Minor } from '../money/minor.js';
import type { FeeFunding, FundedCharge } from '../plan/fee-funding.js';
import type { PlanTerms } from '../plan/plan-terms.js';
import type { Segment } from './fold/segment.js';
import type { PrincipalReduction } from '../settlement/payoff-terms.js';

/** What stands on each account for one agreement or bill; debit positive. */
export type Balances = Readonly<Partial<Record<Account, Minor>>>;

/** One installment of an agreement: what it asks (after refunds) and what has been paid on it. */
export interface Installment {
  readonly nr: number;
  /** It is billed in the cycle that holds this day. */
  readonly anchorOn: PlainDate;
  readonly principalMinor: Minor;
  readonly interestMinor: Minor;
  readonly feeMinor: Minor;
  readonly principalPaidMinor: Minor;
  readonly interestPaidMinor: Minor;
  readonly feePaidMinor: Minor;
  /** Cut date of the bill that it stands on now, or null while it is not billed. */
  readonly billOn: PlainDate | null;
  /** A first due date has passed with the minimum met: it bears the carry fee from then on. */
  readonly isCarried: boolean;
}

export type AgreementStatus = 'ACTIVE' | 'SETTLED' | 'REFUNDED' | 'CHARGED_OFF';

/** A fall of principal. Its limit is free again from `finalOn` on; null: at once. */
export interface Reduction extends PrincipalReduction {
  readonly finalOn: PlainDate | null;
}

/** Money that an agreement got on a day, by payment or, with `nr` null, by a refund of the merchant. */
export interface AgreementPayment {
  readonly nr: number | null;
  readonly valuedOn: PlainDate;
  readonly amountMinor: Minor;
  /** The account that was debited; null for a transfer, credit or a refund. */
  readonly accountRef: string | null;
  /** Only what the customer paid can go back to where it came from. */
  readonly from: 'CUSTOMER' | 'MERCHANT';
}

/** What the funder of an agreement's charges owes of one period, and what of it a bill has made income. */
export interface FundedPeriod extends FundedCharge {
  readonly earnedMinor: Minor;
}

/** The charges that another than the customer pays. */
export interface FundedCharges extends FeeFunding {
  readonly charges: readonly FundedPeriod[];
}

export interface AgreementPosition {
  readonly agreementId: string;
  readonly plan: PlanTerms;
  readonly periods: number;
  readonly formedOn: PlainDate;
  readonly firstDueOn: PlainDate;
  readonly costTableHash: string;
  /** The bill day on which it was agreed. */
  readonly billDay: number;
  readonly principalMinor: Minor;
  /** What it took of the limit's buckets, in the order of use; they sum to the principal, or to what a conversion left in use. */
  readonly shares: readonly BucketShare[];
  readonly status: AgreementStatus;
  /** Day of early settlement or of the charge-off, or null. */
  readonly settledOn: PlainDate | null;
  /** Principal that was refunded; of the down payment, which is beside the line, what was given back with it. */
  readonly refundedMinor: Minor;
  readonly downPaymentMinor: Minor;
  readonly downPaymentRefundedMinor: Minor;
  /** Null: the customer pays all charges. */
  readonly funding: FundedCharges | null;
  /** Principal that was given up for the customer's sake. */
  readonly waivedMinor: Minor;
  /** All components together, written off as lost, and what of it has come in since. */
  readonly writtenOffMinor: Minor;
  readonly recoveredMinor: Minor;
  /** Principal paid in advance by a partial prepayment. */
  readonly prepaidMinor: Minor;
  /** Principal that became installments of another agreement, by a conversion of its bill. */
  readonly convertedMinor: Minor;
  /** What lowered the principal, by day: the base of the settlement fee is the outstanding principal of every day. */
  readonly reductions: readonly Reduction[];
  /** `DAILY_SIMPLE` alone: principal that bore interest, in minor-unit-days. */
  readonly interestDays: number;
  /** What was paid on it, charges included: the cost of a settlement is judged by what really flowed. */
  readonly payments: readonly AgreementPayment[];
  readonly installments: readonly Installment[];
  /** Kept only where partners fund it: their part of each balance is split from the whole of it. */
  readonly balances: Balances;
}

/**
 * What the rows of one late regime on a bill have accrued. Until the bill is judged three outcomes are kept side by side,
 * because charges may run back from the judgement: paid in full in time, carried, missed.
 */
export interface BillAccrual {
  /** LINE, or the plan version that has its own terms. */
  readonly regime: string;
  readonly late: LateTerms;
  readonly accrual: LateAccrual;
  readonly ifCarried: LateAccrual;
  readonly ifMissed: LateAccrual;
}

/** Days that do not count as past due: `[fromOn, untilOn)`. */
export interface Pause {
  readonly fromOn: PlainDate;
  readonly untilOn: PlainDate;
}

/** A bill as far as money is still moving on it. The statement that was issued is a document of its own and never changes. */
export interface Bill {
  readonly billOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly minDueMinor: Minor;
  /** The balance as printed and the spend of which the minimum is a percentage, less what was converted since. */
  readonly balanceMinor: Minor;
  readonly percentSpendMinor: Minor;
  /** Paid or refunded on billed debt since the cut and until the due date. */
  readonly paidMinor: Minor;
  /** Last day on which money for it is timely: the due date, a business day after it, days of grace. */
  readonly timelyUntilOn: PlainDate;
  /** A shortfall up to this counts as paid. */
  readonly toleranceMinor: Minor;
  /** Null until that day has ended. */
  readonly isMinimumMet: boolean | null;
  /** What was left then was so little that it counts as paid: it bears nothing and moves to the next bill. */
  readonly isTolerated: boolean;
  readonly accruals: readonly BillAccrual[];
  /** Charges posted so far, brought-forward carry fees included, and what has been paid or given up of them. */
  readonly carryMinor: Minor;
  readonly carryBroughtMinor: Minor;
  readonly carryPaidMinor: Minor;
  readonly penaltyMinor: Minor;
  readonly penaltyPaidMinor: Minor;
  /** Whose debt bore the charges: minor-unit-days by segment. The charges belong to the segments in these parts. */
  readonly bearing: Readonly<Record<Segment, number>>;
  readonly balances: Balances;
}

/** The line's money on a day: derived from the facts, never stored as truth. */
export interface Position {
  /** Accruals are counted up to the start of this day; the facts valued up to and on it are in. */
  readonly asOn: PlainDate;
  readonly agreements: readonly AgreementPosition[];
  /** Oldest first; settled bills leave at the next cut. */
  readonly bills: readonly Bill[];
  readonly pauses: readonly Pause[];
  /** The bill day since a change; null: that of the terms. */
  readonly billDay: number | null;
  /** Money of the customer; negative only when a payment bounced after its excess was paid out. */
  readonly creditMinor: Minor;
  /** Day since which there has been credit without a break; null while there is none. */
  readonly creditSinceOn: PlainDate | null;
  /** When the latest payment that became credit is final; null where all was at once. */
  readonly creditFinalOn: PlainDate | null;
  /** Late charges of bills that were written off and have not come in since. */
  readonly chargesWrittenOffMinor: Minor;
  /** Cumulative signed balances since the line was opened, by account, product and funder; they sum to zero. */
  readonly ledger: Ledger;
}
