import type { PlainDate } from '../calendar/plain-date.js';
import type { PlanTerms } from '../plan/plan-terms.js';

/**
 * Everything that a client or an operator may ask of a line. Plain JSON; amounts are integers of the minor unit that
 * the edge has checked to be safe and positive. A plan is resolved once by the caller and embedded.
 */
export type LineCommand =
  | Authorize
  | Capture
  | VoidAuthorization
  | Draw
  | Pay
  | ReversePayment
  | Refund
  | Settle
  | SetAutopay
  | ChangeLimit
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
  /** IMMEDIATE turns the hold into debt in the same command. */
  readonly capture: 'MANUAL' | 'IMMEDIATE';
}

export interface Capture {
  readonly type: 'capture';
  readonly authorizationId: string;
  readonly amountMinor: number;
}

export interface VoidAuthorization {
  readonly type: 'voidAuthorization';
  readonly authorizationId: string;
}

/** Cash in installments, paid out to the account. */
export interface Draw {
  readonly type: 'draw';
  readonly amountMinor: number;
  readonly currency: string;
  readonly plan: PlanTerms;
  readonly periods: number;
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

export interface Settle {
  readonly type: 'settle';
  readonly agreementId: string;
  /** The payoff that the customer was quoted for today; another figure refuses the command. */
  readonly payoffMinor: number;
  readonly currency: string;
  readonly method: PaymentMethod;
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
