import { plainDate } from '../../domain/calendar/plain-date.js';
import type { ApplicationRefusal } from '../../workflows/application/messages.js';
import type { LineRefusal } from '../../workflows/credit-line/messages.js';

type OneOfEach<Refusal extends { readonly type: string }> = {
  readonly [Type in Refusal['type']]: Omit<Extract<Refusal, { readonly type: Type }>, 'type'>;
};

/** One refusal of each type of a line; one that is missing does not compile. */
const LINE: OneOfEach<LineRefusal> = {
  'line-not-active': { status: 'FROZEN', causes: ['CUSTOMER'] },
  'line-overdue': { daysPastDue: 9 },
  'limit-exceeded': { availableMinor: 5, baseMinor: 5, temporaryMinor: 0, sceneMinor: 0 },
  'limit-below-use': { param: 'limitMinor', inUseMinor: 5 },
  'temporary-not-installable': { rule: 'temporaryInstallable', availableMinor: 5, temporaryMinor: 5 },
  'self-cap-exceeded': { selfCapMinor: 10_000, availableMinor: 5 },
  'self-cap-too-small': { rule: 'selfCapMin', minMinor: 10_000 },
  'cash-draw-disabled': { rule: 'cashDrawEnabled' },
  'cash-single-max': { rule: 'cashSingleMax', maxMinor: 500_000 },
  'cash-sub-limit-exceeded': { rule: 'cashSubLimitShare', limitMinor: 10, usedMinor: 5, availableMinor: 5 },
  'temporary-not-granted': {},
  'expiry-in-the-past': { param: 'untilOn' },
  'expiry-too-late': { param: 'untilOn', latestOn: plainDate('2199-12-30') },
  'scene-not-listed': { scenes: ['phone'] },
  'capture-in-parts': { rule: 'partialCapture', openMinor: 5 },
  'hold-expired': { rule: 'captureAfterExpiry', expiredAt: 1 },
  'wrong-currency': { expected: 'CNY' },
  'amount-out-of-range': { param: 'amountMinor', minMinor: 1, maxMinor: 2 },
  'number-out-of-range': { param: 'billDay', min: 1, max: 28 },
  'tenor-not-offered': { periods: [3, 6] },
  'installment-too-small': { minInstallmentMinor: 1_000 },
  'plan-not-for-this': { subProduct: 'CASH_DRAW' },
  'price-above-cap': { rule: 'CML-1', cap: '0.24', figure: '0.2401' },
  'order-reused': { authorizationId: 'aut_1', param: 'amountMinor' },
  'authorization-unknown': {},
  'authorization-not-open': { status: 'EXPIRED' },
  'capture-above-authorized': { openMinor: 1 },
  'agreement-unknown': {},
  'agreement-not-active': { status: 'SETTLED' },
  'payoff-changed': { payoffMinor: 7, quotedMinor: 6 },
  'quote-expired': { quotedOn: plainDate('2026-01-01'), payoffMinor: 7 },
  'nothing-to-settle': { scope: 'ALL' },
  'prepay-not-offered': { planId: 'pay-later' },
  'bill-open': { openMinor: 7 },
  'refund-unknown': {},
  'refund-already-canceled': {},
  'payment-unknown': {},
  'payment-already-reversed': {},
  'payment-pending': {},
  'coupon-used': { couponId: 'c_1', usedBy: 'aut_1' },
  'coupon-not-for-this': { rule: 'amortization' },
  'refund-above-purchase': { refundableMinor: 7 },
  'value-date-out-of-range': { earliestOn: plainDate('2026-01-01'), latestOn: plainDate('2026-02-01') },
  'value-date-needs-transfer': {},
  'not-frozen-for-this': { causes: [] },
  'autopay-not-set': {},
  'debt-open': { owedMinor: 1, heldMinor: 0, pending: [] },
  'plan-terms-invalid': { param: 'fundingShares', reason: 'let the shares sum to 1' },
  'fact-unknown': {},
  'fact-already-reversed': { reversedBy: 4 },
  'fact-is-reversal': { factSeq: 4 },
  'fact-not-reversible': { kind: 'BILL_CUT' },
  'correction-empty': {},
  'waiver-above-open': { openMinor: 4 },
  'waiver-target-wrong': { component: 'PENALTY', param: 'billOn' },
  'bill-unknown': {},
  'bill-day-not-changeable': { rule: 'TOO_SOON' },
  'statement-not-current': { statementId: 'stm_1' },
  'statement-past-due': { dueOn: plainDate('2026-02-12') },
  'nothing-convertible': { statementId: 'stm_1' },
  'conversion-above-bill': { convertibleMinor: 5 },
  'conversion-in-part': { rule: 'statementInstallmentPartial', convertibleMinor: 5 },
  'pause-out-of-range': { daysMax: 366 },
  'pause-overlaps': {},
  'not-paused': {},
  'due-date-not-offered': { dueOns: [plainDate('2026-03-12')] },
  'nothing-open': {},
  'too-many': { what: 'agreements', max: 200 },
  'idempotency-key-reused': {},
  'line-halted': { reason: 'POSITION_DIFFERS', detail: 'sealed a, folded b' },
};

const APPLICATION: OneOfEach<ApplicationRefusal> = {
  'application-not-open': { status: 'DECLINED' },
  'offer-expired': { expiredAt: 1 },
  'offer-changed': { limitMinor: 1 },
  'not-referred': { status: 'OFFERED' },
  'limit-out-of-range': { maxMinor: 1 },
  'idempotency-key-reused': {},
};

function listed<Refusal extends { readonly type: string }>(each: OneOfEach<Refusal>): readonly Refusal[] {
  return Object.entries(each).map(([type, facts]) => ({ type, ...(facts as object) }) as unknown as Refusal);
}

export const LINE_REFUSALS = listed<LineRefusal>(LINE);
export const APPLICATION_REFUSALS = listed<ApplicationRefusal>(APPLICATION);
