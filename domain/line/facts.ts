import type { PlainDate } from '../calendar/plain-date.js';
import type { BucketShare } from '../limits/buckets.js';
import type { Minor } from '../money/minor.js';
import type { FeeFunding } from '../plan/fee-funding.js';
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
  /** When the first installment falls due by what was signed, whatever bill takes it up later. */
  readonly firstDueOn: PlainDate;
  /** Of the cost table that was signed: SHA-256 of its canonical JSON, in hex. */
  readonly costTableHash: string;
  /** As agreed: the terms of the version with the one price of this agreement. */
  readonly plan: PlanTerms;
  readonly periods: number;
  readonly principalMinor: Minor;
  /** What the customer paid of the price at once, beside the line. */
  readonly downPaymentMinor: Minor;
  /** Who else pays the charges; null: nobody. */
  readonly funding: FeeFunding | null;
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
  readonly timelyUntilOn: PlainDate;
  readonly toleranceMinor: Minor;
  readonly minDueMinor: Minor;
  /** As printed: the balance, and the spend of which the minimum due is a percentage. */
  readonly balanceMinor: Minor;
  readonly percentSpendMinor: Minor;
  readonly rows: readonly BilledRow[];
}

export interface PaymentMade extends FactBase {
  readonly kind: 'PAYMENT';
  readonly paymentId: string;
  readonly source: PaymentSource;
  readonly amountMinor: Minor;
  /** The account that was debited; null for a transfer. What is refunded later goes back to it. */
  readonly accountRef: string | null;
}

export interface RefundMade extends FactBase {
  readonly kind: 'REFUND';
  readonly refundId: string;
  readonly agreementId: string;
  /** Of the whole price: the down payment gets its part of it. */
  readonly amountMinor: Minor;
}

/** Money paid to settle agreements early (提前结清). */
export interface SettlementMade extends FactBase {
  readonly kind: 'SETTLEMENT';
  readonly paymentId: string;
  readonly source: PaymentSource;
  readonly agreementIds: readonly string[];
  readonly amountMinor: Minor;
  readonly accountRef: string | null;
}

/** What money in advance is for: installments of the next bill, in full, or a part of an agreement's principal. */
export type PrepaymentTarget =
  | { readonly kind: 'INSTALLMENTS'; readonly rows: readonly BilledRow[] }
  | { readonly kind: 'PRINCIPAL'; readonly agreementId: string };

/** Money paid on what no bill has taken up yet (提前还款). */
export interface PrepaymentMade extends FactBase {
  readonly kind: 'PREPAYMENT';
  readonly paymentId: string;
  readonly source: PaymentSource;
  readonly target: PrepaymentTarget;
  readonly amountMinor: Minor;
  readonly accountRef: string | null;
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

/** Components that can be given up: those of an agreement, and the late charges of a bill. */
export const WAIVABLE_COMPONENTS = ['PRINCIPAL', 'FEE', 'INTEREST', 'CARRY', 'PENALTY'] as const;
export type WaivableComponent = (typeof WAIVABLE_COMPONENTS)[number];

/** An amount was given up for the customer's sake: of an agreement, or of the late charges of the bill of a cut. */
export interface Waived extends FactBase {
  readonly kind: 'WAIVER';
  readonly waiverId: string;
  readonly agreementId: string | null;
  readonly billOn: PlainDate | null;
  readonly component: WaivableComponent;
  /** Null: all that is open of it on the value date. */
  readonly amountMinor: Minor | null;
}

/** What was outstanding was written off: of one agreement, or, with null, of the line. */
export interface ChargedOff extends FactBase {
  readonly kind: 'CHARGE_OFF';
  readonly agreementId: string | null;
}

/** An agreement was deferred: its oldest open installment comes with the bill of this cut. */
export interface ReAged extends FactBase {
  readonly kind: 'RE_AGE';
  readonly agreementId: string;
  readonly billOn: PlainDate;
}

/** What was still to be billed of an agreement was spread over another number of periods. */
export interface ReAmortized extends FactBase {
  readonly kind: 'RE_AMORTIZE';
  readonly agreementId: string;
  readonly periods: number;
}

/** Purchases of a bill became an agreement in installments (账单分期): their principal moves to it. */
export interface StatementConverted extends FactBase {
  readonly kind: 'STATEMENT_CONVERTED';
  /** The agreement that it forms. */
  readonly agreementId: string;
  readonly billOn: PlainDate;
  readonly firstDueOn: PlainDate;
  /** Of the cost table that was signed for this amount. */
  readonly costTableHash: string;
  readonly plan: PlanTerms;
  readonly periods: number;
  /** As signed. Less is moved where it turns out later that less of the bill was open. */
  readonly amountMinor: Minor;
}

/** Days from `valueOn` and before `untilOn` do not count as past due and bear no late charge. */
export interface DelinquencyPaused extends FactBase {
  readonly kind: 'DELINQUENCY_PAUSED';
  readonly untilOn: PlainDate;
}

/** A pause ends earlier than was set. */
export interface DelinquencyResumed extends FactBase {
  readonly kind: 'DELINQUENCY_RESUMED';
}

/** The bill day was moved: what is not billed yet of a ONE_PER_BILL agreement follows it. */
export interface BillDayMoved extends FactBase {
  readonly kind: 'BILL_DAY_CHANGED';
  readonly billDay: number;
  readonly nextBillOn: PlainDate;
}

export type Fact =
  | BillDayMoved
  | DelinquencyPaused
  | DelinquencyResumed
  | AgreementFormed
  | StatementConverted
  | BillCut
  | PaymentMade
  | RefundMade
  | SettlementMade
  | PrepaymentMade
  | PayoutPromised
  | MoneySent
  | Waived
  | ChargedOff
  | ReAged
  | ReAmortized;

/** Facts that a command can undo; the others are the bank's to undo, or stand on an issued bill. */
export const REVERSIBLE_KINDS = [
  'PAYMENT',
  'SETTLEMENT',
  'PREPAYMENT',
  'REFUND',
  'WAIVER',
  'CHARGE_OFF',
  'RE_AGE',
  'RE_AMORTIZE',
  'STATEMENT_CONVERTED',
] as const satisfies readonly Fact['kind'][];

/** Facts of which the value date or the amount can be changed. */
export const CORRECTABLE_KINDS = ['PAYMENT', 'REFUND', 'WAIVER'] as const satisfies readonly Fact['kind'][];

/** The agreements that a fact names. */
export function agreementsNamed(fact: Fact): readonly string[] {
  if (fact.kind === 'SETTLEMENT') return fact.agreementIds;
  if (fact.kind === 'PREPAYMENT')
    return fact.target.kind === 'PRINCIPAL'
      ? [fact.target.agreementId]
      : fact.target.rows.map(({ agreementId }) => agreementId);
  return 'agreementId' in fact && fact.agreementId !== null ? [fact.agreementId] : [];
}
