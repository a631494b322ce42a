import type { PlainDate } from '../calendar/plain-date.js';
import type { FeeFunder } from '../plan/fee-funding.js';
import type { PlanTerms } from '../plan/plan-terms.js';
import type { WaivableComponent } from './facts.js';

/**
 * Everything that a client or an operator may ask of a line. Plain JSON; amounts are integers of the minor unit that
 * the edge has checked to be safe and positive. A plan is resolved once by the caller and embedded.
 */
export type LineCommand =
  | ChangeBillDay
  | ConvertStatement
  | PauseDelinquency
  | ResumeDelinquency
  | Authorize
  | Capture
  | VoidAuthorization
  | AdjustAuthorization
  | Draw
  | Pay
  | ReversePayment
  | Refund
  | Settle
  | ReverseFact
  | Correct
  | Waive
  | ChargeOff
  | ReAge
  | ReAmortize
  | Prepay
  | CancelRefund
  | SetAutopay
  | ChangeLimit
  | GrantTemporaryLimit
  | RevokeTemporaryLimit
  | SetSceneLimit
  | SetSelfCap
  | Freeze
  | Unfreeze
  | CloseLine;

export type LineCommandType = LineCommand['type'];

export interface Authorize {
  readonly type: 'authorize';
  readonly orderId: string;
  readonly merchantId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly plan: PlanTerms;
  readonly periods: number;
  /** What the goods are, where a part of the limit is for them alone. */
  readonly scene?: string;
  /** An interest-free coupon: the funder pays this share of the fees and interest. */
  readonly coupon?: { readonly couponId: string; readonly funder: FeeFunder; readonly share: string };
  /** IMMEDIATE turns the hold into debt in the same command. */
  readonly capture: 'MANUAL' | 'IMMEDIATE';
}

export interface Capture {
  readonly type: 'capture';
  readonly authorizationId: string;
  readonly amountMinor: number;
  /** Nothing more will be captured: what is left of the hold is released. */
  readonly isFinal?: boolean;
}

export interface VoidAuthorization {
  readonly type: 'voidAuthorization';
  readonly authorizationId: string;
}

/** The price of an order has changed before it was captured: raises or lowers what is authorized in all. */
export interface AdjustAuthorization {
  readonly type: 'adjustAuthorization';
  readonly authorizationId: string;
  /** The new whole, what was captured of it included. */
  readonly amountMinor: number;
}

/** Cash in installments, paid out to the account. */
export interface Draw {
  readonly type: 'draw';
  readonly amountMinor: number;
  readonly currency: string;
  readonly plan: PlanTerms;
  readonly periods: number;
  readonly scene?: string;
  readonly accountRef: string;
}

/** TRANSFER: the money has arrived. DEBIT: the bank is asked for it, and the payment is booked when the bank confirms. */
export type PaymentMethod =
  { readonly kind: 'TRANSFER'; readonly reference: string } | { readonly kind: 'DEBIT'; readonly accountRef: string };

export interface Pay {
  readonly type: 'pay';
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: PaymentMethod;
  /** Null: today. Only a TRANSFER can be back-dated. */
  readonly valueOn: PlainDate | null;
}

export interface ReversePayment {
  readonly type: 'reversePayment';
  readonly paymentId: string;
  readonly reason: string;
}

export interface Refund {
  readonly type: 'refund';
  readonly agreementId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly valueOn: PlainDate | null;
}

/** A refund was taken back, such as a return that the merchant did not accept in the end. */
export interface CancelRefund {
  readonly type: 'cancelRefund';
  readonly refundId: string;
  readonly reason: string;
}

/** One agreement, what is billed, what the next bill will take up, or everything. @see products.md section 8 */
export const SETTLEMENT_SCOPES = ['ONE_PLAN', 'CURRENT_BILL', 'NEXT_BILL', 'ALL'] as const;
export type SettlementScope = (typeof SETTLEMENT_SCOPES)[number];

export interface Settle {
  readonly type: 'settle';
  readonly scope: SettlementScope;
  /** Of ONE_PLAN; null otherwise. */
  readonly agreementId: string | null;
  /** The payoff that the customer was quoted; another figure refuses the command. */
  readonly payoffMinor: number;
  /** Day of the quote, or null: it holds until that day ends in the line's zone. */
  readonly quotedOn: PlainDate | null;
  readonly currency: string;
  readonly method: PaymentMethod;
}

/** Pays a part of an agreement's principal ahead of its installments. */
export interface Prepay {
  readonly type: 'prepay';
  readonly agreementId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: PaymentMethod;
}

/** Undoes a fact, whatever it is about: the line is as if it had never been. */
export interface ReverseFact {
  readonly type: 'reverseFact';
  /** Number of the event that booked the fact. */
  readonly factSeq: number;
  readonly reason: string;
}

/** Undoes a fact and books it anew with another value date or amount. */
export interface Correct {
  readonly type: 'correct';
  readonly factSeq: number;
  /** Null: as it was. */
  readonly valueOn: PlainDate | null;
  readonly amountMinor: number | null;
  readonly reason: string;
}

/** Gives up a component of an agreement, or a late charge of the bill of a cut. */
export interface Waive {
  readonly type: 'waive';
  readonly agreementId: string | null;
  readonly billOn: PlainDate | null;
  readonly component: WaivableComponent;
  /** Null: all that is open of it. */
  readonly amountMinor: number | null;
  readonly valueOn: PlainDate | null;
  readonly reason: string;
}

export interface ChargeOff {
  readonly type: 'chargeOff';
  /** Null: the whole line. */
  readonly agreementId: string | null;
  readonly valueOn: PlainDate | null;
  readonly reason: string;
}

/** Defers an agreement to the bill that falls due on a day. */
export interface ReAge {
  readonly type: 'reAge';
  readonly agreementId: string;
  readonly newDueOn: PlainDate;
}

/** Spreads what is still to be billed of an agreement over another number of periods. */
export interface ReAmortize {
  readonly type: 'reAmortize';
  readonly agreementId: string;
  readonly periods: number;
}

export interface SetAutopay {
  readonly type: 'setAutopay';
  /** Null ends the mandate. */
  readonly mandate: { readonly accountRef: string; readonly amount: 'STATEMENT' | 'MINIMUM' } | null;
}

export interface ChangeLimit {
  readonly type: 'changeLimit';
  readonly limitMinor: number;
  readonly reason: string;
}

/** Adds to the limit for a time, or changes the amount and the end of what was added before. */
export interface GrantTemporaryLimit {
  readonly type: 'grantTemporaryLimit';
  readonly amountMinor: number;
  /** An instant in epoch ms, or the last civil day in the line's zone. */
  readonly end: { readonly expiresAt: number } | { readonly untilOn: PlainDate };
}

export interface RevokeTemporaryLimit {
  readonly type: 'revokeTemporaryLimit';
  readonly reason: string;
}

export interface SetSceneLimit {
  readonly type: 'setSceneLimit';
  readonly scene: string;
  /** 0 takes the scene off the list. */
  readonly amountMinor: number;
}

/** The customer's own cap on what is used and held in all. */
export interface SetSelfCap {
  readonly type: 'setSelfCap';
  /** Null ends it. */
  readonly selfCapMinor: number | null;
}

export const FREEZE_CAUSES = [
  'CASH_OUT',
  'ACCOUNT_LENT',
  'IDENTITY_MISMATCH',
  'OVERDUE',
  'FRAUD_REVIEW',
  'CUSTOMER',
] as const;
export type FreezeCause = (typeof FREEZE_CAUSES)[number];

export interface Freeze {
  readonly type: 'freeze';
  readonly cause: FreezeCause;
}

export interface Unfreeze {
  readonly type: 'unfreeze';
  readonly cause: FreezeCause;
}

export interface CloseLine {
  readonly type: 'close';
  readonly reason: string;
}

/** What the bank answered to an intent of the line. */
export type IntentOutcome =
  | { readonly kind: 'SUCCEEDED'; readonly bankReference: string | null }
  | { readonly kind: 'FAILED'; readonly reason: string };

/** Moves the bill day; the next bill is cut on it in the following calendar month. */
export interface ChangeBillDay {
  readonly type: 'changeBillDay';
  readonly billDay: number;
}

/** Days of `[fromOn, untilOn)` do not count as past due and bear no late charge. */
export interface PauseDelinquency {
  readonly type: 'pauseDelinquency';
  readonly fromOn: PlainDate;
  readonly untilOn: PlainDate;
  readonly reason: string;
}

export interface ResumeDelinquency {
  readonly type: 'resumeDelinquency';
  readonly reason: string;
}

/** Turns the purchases of the current bill, or a part of them, into installments (账单分期). */
export interface ConvertStatement {
  readonly type: 'convertStatement';
  readonly statementId: string;
  /** Null: all of the bill that can be converted. */
  readonly amountMinor: number | null;
  readonly plan: PlanTerms;
  readonly periods: number;
}
