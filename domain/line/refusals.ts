import type { PlainDate } from '../calendar/plain-date.js';

/** Why there is no room, with what each part of the limit that may be used has left; amounts in minor units. */
type LimitRefusal =
  | {
      readonly type: 'limit-exceeded';
      readonly availableMinor: number;
      readonly baseMinor: number;
      readonly temporaryMinor: number;
      readonly sceneMinor: number;
    }
  | {
      readonly type: 'temporary-not-installable';
      readonly rule: 'temporaryInstallable';
      readonly availableMinor: number;
      readonly temporaryMinor: number;
    }
  | { readonly type: 'self-cap-exceeded'; readonly selfCapMinor: number; readonly availableMinor: number }
  | { readonly type: 'self-cap-too-small'; readonly rule: 'selfCapMin'; readonly minMinor: number }
  | { readonly type: 'cash-draw-disabled'; readonly rule: 'cashDrawEnabled' }
  | { readonly type: 'cash-single-max'; readonly rule: 'cashSingleMax'; readonly maxMinor: number }
  | {
      readonly type: 'cash-sub-limit-exceeded';
      readonly rule: 'cashSubLimitShare';
      readonly limitMinor: number;
      readonly usedMinor: number;
      readonly availableMinor: number;
    }
  | { readonly type: 'limit-below-use'; readonly param: string; readonly inUseMinor: number }
  | { readonly type: 'temporary-not-granted' }
  | { readonly type: 'expiry-in-the-past'; readonly param: 'expiresAt' | 'untilOn' }
  | { readonly type: 'expiry-too-late'; readonly param: 'expiresAt' | 'untilOn'; readonly latestOn: PlainDate }
  | { readonly type: 'scene-not-listed'; readonly scenes: readonly string[] };

/** Why a command was not accepted: a rule and the facts that it used. Nothing has changed. */
export type Refusal =
  | { readonly type: 'line-not-active'; readonly status: 'FROZEN' | 'CLOSED'; readonly causes: readonly string[] }
  | { readonly type: 'line-overdue'; readonly daysPastDue: number }
  | LimitRefusal
  | { readonly type: 'wrong-currency'; readonly expected: string }
  | {
      readonly type: 'amount-out-of-range';
      readonly param: string;
      readonly minMinor: number;
      readonly maxMinor: number;
    }
  | { readonly type: 'number-out-of-range'; readonly param: string; readonly min: number; readonly max: number }
  | { readonly type: 'tenor-not-offered'; readonly periods: readonly number[] }
  | { readonly type: 'installment-too-small'; readonly minInstallmentMinor: number }
  | { readonly type: 'plan-not-for-this'; readonly subProduct: string }
  | { readonly type: 'price-above-cap'; readonly rule: string; readonly cap: string; readonly figure: string }
  | { readonly type: 'order-reused'; readonly authorizationId: string; readonly param: string }
  | { readonly type: 'authorization-unknown' }
  | { readonly type: 'authorization-not-open'; readonly status: 'CAPTURED' | 'VOIDED' | 'EXPIRED' }
  | { readonly type: 'capture-above-authorized'; readonly openMinor: number }
  | { readonly type: 'capture-in-parts'; readonly rule: 'partialCapture'; readonly openMinor: number }
  | { readonly type: 'hold-expired'; readonly rule: 'captureAfterExpiry'; readonly expiredAt: number }
  | { readonly type: 'agreement-unknown' }
  | { readonly type: 'agreement-not-active'; readonly status: string }
  | { readonly type: 'payoff-changed'; readonly payoffMinor: number; readonly quotedMinor: number }
  | { readonly type: 'quote-expired'; readonly quotedOn: PlainDate; readonly payoffMinor: number }
  | { readonly type: 'nothing-to-settle'; readonly scope: string }
  | { readonly type: 'prepay-not-offered'; readonly planId: string }
  | { readonly type: 'bill-open'; readonly openMinor: number }
  | { readonly type: 'payment-unknown' }
  | { readonly type: 'payment-already-reversed' }
  | { readonly type: 'payment-pending' }
  | { readonly type: 'refund-above-purchase'; readonly refundableMinor: number }
  | { readonly type: 'coupon-used'; readonly couponId: string; readonly usedBy: string }
  | { readonly type: 'coupon-not-for-this'; readonly rule: 'merchantFeeShare' | 'amortization' }
  | { readonly type: 'refund-unknown' }
  | { readonly type: 'refund-already-canceled' }
  | { readonly type: 'value-date-out-of-range'; readonly earliestOn: PlainDate; readonly latestOn: PlainDate }
  | { readonly type: 'value-date-needs-transfer' }
  | { readonly type: 'not-frozen-for-this'; readonly causes: readonly string[] }
  | { readonly type: 'autopay-not-set' }
  | {
      readonly type: 'debt-open';
      readonly owedMinor: number;
      readonly heldMinor: number;
      readonly pending: readonly string[];
    }
  | { readonly type: 'plan-terms-invalid'; readonly param: string; readonly reason: string }
  | { readonly type: 'fact-unknown' }
  | { readonly type: 'fact-already-reversed'; readonly reversedBy: number }
  | { readonly type: 'fact-is-reversal'; readonly factSeq: number }
  | { readonly type: 'fact-not-reversible'; readonly kind: string }
  | { readonly type: 'correction-empty' }
  | { readonly type: 'waiver-above-open'; readonly openMinor: number }
  | { readonly type: 'waiver-target-wrong'; readonly component: string; readonly param: string }
  | { readonly type: 'bill-unknown' }
  | {
      readonly type: 'bill-day-not-changeable';
      readonly rule:
        | 'NOT_ALLOWED'
        | 'OUTSIDE_WINDOW'
        | 'TOO_NEW'
        | 'TOO_SOON'
        | 'TOO_MANY'
        | 'OVERDUE'
        | 'BEFORE_DUE_DATE'
        | 'SAME_DAY';
    }
  | { readonly type: 'statement-not-current'; readonly statementId: string | null }
  | { readonly type: 'statement-past-due'; readonly dueOn: PlainDate }
  | { readonly type: 'nothing-convertible'; readonly statementId: string }
  | { readonly type: 'conversion-above-bill'; readonly convertibleMinor: number }
  | {
      readonly type: 'conversion-in-part';
      readonly rule: 'statementInstallmentPartial';
      readonly convertibleMinor: number;
    }
  | { readonly type: 'pause-out-of-range'; readonly daysMax: number }
  | { readonly type: 'pause-overlaps' }
  | { readonly type: 'not-paused' }
  | { readonly type: 'due-date-not-offered'; readonly dueOns: readonly PlainDate[] }
  | { readonly type: 'nothing-open' }
  | { readonly type: 'too-many'; readonly what: string; readonly max: number }
  | { readonly type: 'idempotency-key-reused' };

export type RefusalType = Refusal['type'];

/** An expected outcome is a value: what was decided, or why not. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const accepted = <T>(value: T): Result<T> => ({ ok: true, value });
export const refused = (refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal,
});
