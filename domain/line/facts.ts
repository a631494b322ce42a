import type { PlainDate } from '../calendar/plain-date.js';
import type { BucketShare } from '../limits/buckets.js';
import type { Minor } from '../money/minor.js';
import type { PlanTerms } from '../plan/plan-terms.js';
import type { PaymentSource } from '../repayment/repayment-terms.js';

/**
 * What happened on a line, with the day it counts from. The position of the line is a fold over its facts ordered by
 * value date; a fact that comes to be known later is inserted where it belongs and the fold runs again.
 */
interface FactBase {
  /** Sequence number of the event that booked the fact; unique on the line. */
  readonly seq: number;
  /** Value date (起息日): the civil day, in the line's zone, from which the fact counts. */
  readonly valueOn: PlainDate;
  /** Sequence number of the event that undid the fact, or null. The fold passes over undone facts. */
  readonly reversedBy: number | null;
}

/** An agreement was formed by a captured purchase or a draw. */
export interface AgreementFormed extends FactBase {
  readonly kind: 'AGREEMENT_FORMED';
  readonly agreementId: string;
  readonly plan: PlanTerms;
  readonly periods: number;
  readonly principalMinor: Minor;
  /** What it took of the limit's buckets when it was decided, in the order of use. */
  readonly shares: readonly BucketShare[];
}

/** Which installment a bill took up, and the amounts it printed. */
export interface BilledRow {
  readonly agreementId: string;
  readonly nr: number;
}

/** A cycle was cut. What the bill took up is frozen here: later facts never move rows of an issued bill. */
export interface BillCut extends FactBase {
  readonly kind: 'BILL_CUT';
  readonly dueOn: PlainDate;
  readonly minDueMinor: Minor;
  readonly rows: readonly BilledRow[];
}

export interface PaymentMade extends FactBase {
  readonly kind: 'PAYMENT';
  readonly paymentId: string;
  readonly source: PaymentSource;
  readonly amountMinor: Minor;
}

export interface RefundMade extends FactBase {
  readonly kind: 'REFUND';
  readonly refundId: string;
  readonly agreementId: string;
  readonly amountMinor: Minor;
}

/** Money paid to settle an agreement early (提前结清). */
export interface SettlementMade extends FactBase {
  readonly kind: 'SETTLEMENT';
  readonly paymentId: string;
  readonly source: PaymentSource;
  readonly agreementId: string;
  readonly amountMinor: Minor;
}

/** Credit balance promised back to the customer. */
export interface PayoutPromised extends FactBase {
  readonly kind: 'PAYOUT';
  readonly payoutId: string;
  readonly amountMinor: Minor;
}

/** The bank confirmed that promised money (a draw or a payout) has left. */
export interface MoneySent extends FactBase {
  readonly kind: 'MONEY_SENT';
  readonly amountMinor: Minor;
}

export type Fact = AgreementFormed | BillCut | PaymentMade | RefundMade | SettlementMade | PayoutPromised | MoneySent;
