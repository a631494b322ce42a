import type { PlainDate } from '../calendar/plain-date.js';
import type { DelinquencyBucket } from '../delinquency/days-past-due.js';
import type { Entry } from '../ledger/ledger.js';
import type { BucketShare } from '../limits/buckets.js';
import type { Minor } from '../money/minor.js';
import type { FeeFunding } from '../plan/fee-funding.js';
import type { LineTerms, PlanTerms } from '../plan/plan-terms.js';
import type { FreezeCause } from './commands.js';
import type { BilledRow, Fact, PrepaymentTarget, WaivableComponent } from './facts.js';
import type { Statement } from './statement.js';

/** What every event carries besides its own data. */
export interface EventFrame {
  /** Without gaps per line, from 1. */
  readonly seq: number;
  /** Booking instant, epoch ms of the line's clock. */
  readonly bookedAt: number;
  /** Civil day of `bookedAt` in the line's zone. */
  readonly bookedOn: PlainDate;
  /** Balanced entries: the change of the ledger that the event brings, corrections of earlier days included. */
  readonly entries: readonly Entry[];
}

export type LineEventBody =
  | {
      readonly type: 'lineOpened';
      readonly lineId: string;
      readonly customerId: string;
      readonly applicationId: string;
      readonly accountRef: string | null;
      readonly limitMinor: Minor;
      readonly terms: LineTerms;
      readonly answerTimeoutMs: number;
    }
  | { readonly type: 'limitChanged'; readonly fromMinor: Minor; readonly toMinor: Minor; readonly reason: string }
  | {
      readonly type: 'temporaryLimitGranted';
      readonly grantId: string;
      readonly amountMinor: Minor;
      readonly expiresAt: number;
    }
  | {
      readonly type: 'temporaryLimitEnded';
      readonly grantId: string;
      /** Null: it has expired. */
      readonly reason: string | null;
      /** What is then owed above the base limit because of it. */
      readonly excessMinor: Minor;
    }
  | { readonly type: 'sceneLimitSet'; readonly scene: string; readonly amountMinor: Minor }
  | { readonly type: 'selfCapSet'; readonly selfCapMinor: Minor | null }
  | {
      readonly type: 'authorized';
      readonly authorizationId: string;
      readonly orderId: string;
      readonly merchantId: string;
      /** What is financed: the price less the down payment. */
      readonly amountMinor: Minor;
      readonly downPaymentMinor: Minor;
      /** Who else pays the charges; null: nobody. */
      readonly funding: FeeFunding | null;
      readonly plan: PlanTerms;
      readonly periods: number;
      readonly expiresAt: number;
      readonly scene: string | null;
      readonly shares: readonly BucketShare[];
    }
  | {
      readonly type: 'authorizationAdjusted';
      readonly authorizationId: string;
      /** The new whole, and what is then held of it. */
      readonly amountMinor: Minor;
      readonly openMinor: Minor;
      readonly shares: readonly BucketShare[];
    }
  | {
      readonly type: 'captured';
      readonly authorizationId: string;
      readonly agreementId: string;
      readonly amountMinor: Minor;
      /** Its part of what was paid at once. */
      readonly downPaymentMinor: Minor;
      readonly funding: FeeFunding | null;
      readonly valueOn: PlainDate;
      readonly firstDueOn: PlainDate;
      /** Of the cost table that was signed. */
      readonly costTableHash: string;
      readonly plan: PlanTerms;
      readonly periods: number;
      readonly shares: readonly BucketShare[];
      /** Given free with the last capture. */
      readonly releasedMinor: Minor;
    }
  | { readonly type: 'authorizationVoided'; readonly authorizationId: string; readonly releasedMinor: Minor }
  | { readonly type: 'authorizationExpired'; readonly authorizationId: string; readonly releasedMinor: Minor }
  | {
      readonly type: 'drawn';
      readonly agreementId: string;
      readonly amountMinor: Minor;
      readonly valueOn: PlainDate;
      readonly firstDueOn: PlainDate;
      /** Of the cost table that was signed. */
      readonly costTableHash: string;
      readonly plan: PlanTerms;
      readonly periods: number;
      readonly shares: readonly BucketShare[];
      readonly accountRef: string;
    }
  | {
      readonly type: 'statementConverted';
      readonly agreementId: string;
      readonly statementId: string;
      readonly billOn: PlainDate;
      readonly amountMinor: Minor;
      readonly valueOn: PlainDate;
      readonly firstDueOn: PlainDate;
      readonly costTableHash: string;
      readonly plan: PlanTerms;
      readonly periods: number;
    }
  | {
      readonly type: 'disbursed';
      readonly agreementId: string;
      readonly drawnSeq: number;
      readonly amountMinor: Minor;
      readonly valueOn: PlainDate;
      readonly bankReference: string | null;
    }
  | { readonly type: 'drawCanceled'; readonly agreementId: string; readonly drawnSeq: number; readonly reason: string }
  | {
      readonly type: 'statementCut';
      readonly valueOn: PlainDate;
      readonly rows: readonly BilledRow[];
      readonly statement: Statement;
    }
  | {
      readonly type: 'billDayChanged';
      readonly valueOn: PlainDate;
      readonly fromDay: number;
      readonly toDay: number;
      /** The running cycle is `[cycleFrom, nextBillOn)`. */
      readonly cycleFrom: PlainDate;
      readonly nextBillOn: PlainDate;
    }
  | {
      readonly type: 'delinquencyPaused';
      readonly valueOn: PlainDate;
      readonly untilOn: PlainDate;
      readonly reason: string;
    }
  | { readonly type: 'delinquencyResumed'; readonly valueOn: PlainDate; readonly reason: string }
  | {
      readonly type: 'reminderIssued';
      readonly statementId: string;
      readonly dueOn: PlainDate;
      readonly offsetDays: number;
      readonly openMinor: Minor;
      readonly minDueMinor: Minor;
    }
  | {
      readonly type: 'autopaySet';
      readonly accountRef: string;
      readonly amount: 'STATEMENT' | 'MINIMUM';
      /** Given after the first try of the present bill: it starts with the next one. */
      readonly fromNextBill: boolean;
    }
  | { readonly type: 'autopayEnded' }
  | {
      readonly type: 'debitRequested';
      readonly paymentId: string;
      readonly purpose: DebitPurpose;
      readonly amountMinor: Minor;
      readonly accountRef: string;
      readonly valueOn: PlainDate;
      /** What a settlement or a prepayment is for. */
      readonly target: DebitTarget | null;
      readonly billOn: PlainDate | null;
      readonly attempt: number;
    }
  | { readonly type: 'debitFailed'; readonly paymentId: string; readonly requestedSeq: number; readonly reason: string }
  | {
      readonly type: 'paymentReceived';
      readonly paymentId: string;
      readonly amountMinor: Minor;
      readonly valueOn: PlainDate;
      readonly source: 'TRANSFER' | 'DEBIT' | 'AUTOPAY';
      readonly accountRef: string | null;
      readonly reference: string | null;
      readonly requestedSeq: number | null;
    }
  | {
      readonly type: 'paymentReversed';
      readonly paymentId: string;
      readonly paymentSeq: number;
      readonly amountMinor: Minor;
      readonly reason: string;
    }
  | {
      readonly type: 'refunded';
      readonly refundId: string;
      readonly agreementId: string;
      readonly amountMinor: Minor;
      /** What of it the merchant gives back beside the line. */
      readonly downPaymentMinor: Minor;
      /** The coupon that the customer may use again, or null. */
      readonly returnedCouponId: string | null;
      readonly valueOn: PlainDate;
    }
  | {
      readonly type: 'refundCanceled';
      readonly refundId: string;
      readonly refundedSeq: number;
      readonly amountMinor: Minor;
      readonly reason: string;
    }
  | {
      readonly type: 'agreementSettled';
      readonly paymentId: string;
      readonly agreementIds: readonly string[];
      readonly amountMinor: Minor;
      readonly valueOn: PlainDate;
      readonly source: 'TRANSFER' | 'DEBIT';
      readonly accountRef: string | null;
      readonly reference: string | null;
      readonly requestedSeq: number | null;
    }
  | {
      readonly type: 'prepaid';
      readonly paymentId: string;
      readonly target: PrepaymentTarget;
      readonly amountMinor: Minor;
      readonly valueOn: PlainDate;
      readonly source: 'TRANSFER' | 'DEBIT';
      readonly accountRef: string | null;
      readonly reference: string | null;
      readonly requestedSeq: number | null;
    }
  | {
      readonly type: 'payoutRequested';
      readonly payoutId: string;
      readonly amountMinor: Minor;
      readonly valueOn: PlainDate;
      readonly accountRef: string;
      readonly reason: 'REFUND' | 'CLOSURE' | 'OVERPAYMENT';
    }
  | {
      readonly type: 'payoutCompleted';
      readonly payoutId: string;
      readonly requestedSeq: number;
      readonly amountMinor: Minor;
      readonly valueOn: PlainDate;
      readonly bankReference: string | null;
    }
  | { readonly type: 'payoutFailed'; readonly payoutId: string; readonly requestedSeq: number; readonly reason: string }
  | {
      readonly type: 'delinquencyChanged';
      readonly from: DelinquencyBucket;
      readonly to: DelinquencyBucket;
      readonly daysPastDue: number;
      readonly overdueMinor: Minor;
      readonly oldestDueOn: PlainDate | null;
    }
  | {
      readonly type: 'waived';
      readonly waiverId: string;
      readonly agreementId: string | null;
      readonly billOn: PlainDate | null;
      readonly component: WaivableComponent;
      readonly amountMinor: Minor | null;
      readonly valueOn: PlainDate;
      readonly reason: string;
    }
  | {
      readonly type: 'chargedOff';
      readonly agreementId: string | null;
      readonly valueOn: PlainDate;
      readonly reason: string;
    }
  | {
      readonly type: 'reAged';
      readonly agreementId: string;
      readonly billOn: PlainDate;
      readonly dueOn: PlainDate;
      readonly valueOn: PlainDate;
    }
  | {
      readonly type: 'reAmortized';
      readonly agreementId: string;
      readonly periods: number;
      readonly valueOn: PlainDate;
    }
  | {
      readonly type: 'factReversed';
      readonly factSeq: number;
      readonly kind: Fact['kind'];
      readonly reason: string;
      /** Number of the event that books it anew with other figures, or null. */
      readonly replacedBy: number | null;
    }
  | { readonly type: 'frozen'; readonly cause: FreezeCause }
  | { readonly type: 'unfrozen'; readonly cause: FreezeCause }
  | { readonly type: 'closureRequested'; readonly reason: string }
  | { readonly type: 'lineClosed'; readonly reason: string };

export type DebitPurpose = 'AUTOPAY' | 'PAYMENT' | 'SETTLEMENT' | 'PREPAYMENT';

/** What a debit is for, where it is not for what is billed. */
export type DebitTarget = { readonly kind: 'AGREEMENTS'; readonly agreementIds: readonly string[] } | PrepaymentTarget;

export type LineEvent = LineEventBody & EventFrame;
export type LineEventType = LineEvent['type'];
