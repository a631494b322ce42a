import type { PlainDate } from '../calendar/plain-date.js';
import type { DelinquencyBucket } from '../delinquency/days-past-due.js';
import type { BucketShare } from '../limits/buckets.js';
import type { Minor } from '../money/minor.js';
import type { FeeFunding } from '../plan/fee-funding.js';
import type { LineTerms, PlanTerms } from '../plan/plan-terms.js';
import type { FreezeCause } from './commands.js';
import type { DebitPurpose, DebitTarget } from './events.js';
import type { Fact } from './facts.js';
import type { SceneLimit, TemporaryLimit } from './limits.js';
import type { Position } from './position-types.js';
import type { Statement } from './statement.js';

/** Bounds of one line: lists in the state never grow without end. Holds: open ones and those that ended lately. */
export const HOLDS_PER_LINE_MAX = 100;
export const AGREEMENTS_PER_LINE_MAX = 200;
export const SCENES_PER_LINE_MAX = 20;
export const FACTS_PER_LINE_MAX = 2_000;

/** An amount reserved by an authorization (占用). `openMinor` is neither captured nor released yet. */
export interface Hold {
  readonly authorizationId: string;
  readonly orderId: string;
  readonly merchantId: string;
  /** What is financed: the price less the down payment. */
  readonly amountMinor: Minor;
  readonly downPaymentMinor: Minor;
  readonly funding: FeeFunding | null;
  readonly capturedMinor: Minor;
  readonly openMinor: Minor;
  readonly scene: string | null;
  /** What is held of the limit's buckets, in the order of use; they sum to `openMinor`. */
  readonly shares: readonly BucketShare[];
  readonly plan: PlanTerms;
  readonly periods: number;
  readonly expiresAt: number;
  readonly status: 'OPEN' | 'CAPTURED' | 'VOIDED' | 'EXPIRED';
  readonly agreementId: string | null;
}

/** A movement of money that the bank was asked for and has not answered yet. */
export type PendingMovement =
  | {
      readonly kind: 'DEBIT';
      readonly seq: number;
      readonly paymentId: string;
      readonly purpose: DebitPurpose;
      readonly amountMinor: Minor;
      readonly accountRef: string;
      readonly valueOn: PlainDate;
      readonly target: DebitTarget | null;
    }
  | {
      readonly kind: 'DISBURSEMENT';
      readonly seq: number;
      readonly agreementId: string;
      readonly amountMinor: Minor;
      readonly accountRef: string;
    }
  | {
      readonly kind: 'PAYOUT';
      readonly seq: number;
      readonly payoutId: string;
      readonly amountMinor: Minor;
      readonly accountRef: string;
    };

/** Facts since `base`, and the position that they fold to. `position` is derived: it is folded again on arrival. */
export interface Book {
  readonly base: Position;
  readonly facts: readonly Fact[];
  readonly position: Position;
}

/** What the current bill has already caused, so that nothing is sent or tried twice. */
export interface BillProgress {
  readonly billOn: PlainDate;
  readonly remindersSent: readonly number[];
  readonly autopayAttempts: number;
}

/** The cycle `[cycleFrom, nextBillOn)` that a change of the bill day made longer or shorter. */
export interface BillDayChanged {
  readonly changedOn: PlainDate;
  readonly cycleFrom: PlainDate;
  readonly nextBillOn: PlainDate;
}

export interface Mandate {
  readonly accountRef: string;
  readonly amount: 'STATEMENT' | 'MINIMUM';
}

/** The whole state of a credit line: JSON, folded from its events alone. */
export interface LineState {
  readonly lineId: string;
  readonly customerId: string;
  readonly applicationId: string;
  readonly terms: LineTerms;
  /** The customer's account on file: where payouts go. */
  readonly accountRef: string | null;
  /** How long one try of a bank call waits for its callback before the bank is asked again. */
  readonly answerTimeoutMs: number;
  readonly openedAt: number;
  readonly openedOn: PlainDate;
  /** Why the line is closing: it waits for its last payout. */
  readonly closing: string | null;
  readonly closedAt: number | null;
  /** The base limit. */
  readonly limitMinor: Minor;
  readonly temporaryLimit: TemporaryLimit | null;
  readonly sceneLimits: readonly SceneLimit[];
  readonly selfCapMinor: Minor | null;
  readonly freezeCauses: readonly FreezeCause[];
  readonly holds: readonly Hold[];
  readonly book: Book;
  /** Cut date of the latest cycle; before the first cut, the last bill day on or before opening. */
  readonly lastBillOn: PlainDate;
  /** The bill day in force; that of the terms is the one on which the line was opened. */
  readonly billDay: number;
  /** Changes of the bill day within a year, the last one among them. */
  readonly billDayChanges: readonly BillDayChanged[];
  readonly billProgress: BillProgress | null;
  readonly latestStatement: Statement | null;
  readonly statementCount: number;
  readonly mandate: Mandate | null;
  readonly pending: readonly PendingMovement[];
  /** The bank could not pay out the credit that there has been since this day: it is not tried again by itself. */
  readonly stuckCreditSinceOn: PlainDate | null;
  readonly bucket: DelinquencyBucket;
  /** Highest milestone of days past due that was announced in the present delinquency. */
  readonly announcedDpd: number;
  /** The present delinquency went so far that paying the arrears does not bring new spend back by itself. */
  readonly isClosedForNew: boolean;
  readonly seq: number;
  /** Civil day on which the last event was booked. */
  readonly bookedOn: PlainDate;
}
