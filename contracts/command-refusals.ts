import type { LineCommandType } from '../domain/line/commands.js';
import type { LineRefusal } from '../workflows/credit-line/messages.js';

type Refusals = readonly LineRefusal['type'][];

const ALWAYS: Refusals = ['line-not-active', 'line-halted', 'idempotency-key-reused', 'too-many'];
const PLAN_USE: Refusals = [
  'line-overdue',
  'limit-exceeded',
  'temporary-not-installable',
  'self-cap-exceeded',
  'wrong-currency',
  'amount-out-of-range',
  'tenor-not-offered',
  'installment-too-small',
  'plan-not-for-this',
  'price-above-cap',
  'plan-terms-invalid',
];

const FACT: Refusals = [
  'fact-unknown',
  'fact-already-reversed',
  'fact-is-reversal',
  'fact-not-reversible',
  'value-date-out-of-range',
];

/** What each command of a line can be refused with; the documentation lists them by operation. */
export const COMMAND_REFUSALS: Readonly<Record<LineCommandType, Refusals>> = {
  authorize: [...ALWAYS, ...PLAN_USE, 'order-reused', 'coupon-used', 'coupon-not-for-this'],
  // A capture after the hold has ended may authorize anew.
  capture: [
    ...ALWAYS,
    ...PLAN_USE,
    'authorization-unknown',
    'authorization-not-open',
    'capture-above-authorized',
    'capture-in-parts',
    'hold-expired',
    'order-reused',
  ],
  adjustAuthorization: [...ALWAYS, ...PLAN_USE, 'authorization-unknown', 'authorization-not-open'],
  voidAuthorization: [...ALWAYS, 'authorization-unknown', 'authorization-not-open'],
  draw: [...ALWAYS, ...PLAN_USE, 'cash-draw-disabled', 'cash-single-max', 'cash-sub-limit-exceeded'],
  pay: [...ALWAYS, 'wrong-currency', 'value-date-out-of-range', 'value-date-needs-transfer'],
  reversePayment: [
    ...ALWAYS,
    'payment-unknown',
    'payment-already-reversed',
    'payment-pending',
    'value-date-out-of-range',
  ],
  refund: [
    ...ALWAYS,
    'wrong-currency',
    'agreement-unknown',
    'refund-above-purchase',
    'plan-not-for-this',
    'value-date-out-of-range',
  ],
  settle: [
    ...ALWAYS,
    'wrong-currency',
    'agreement-unknown',
    'agreement-not-active',
    'payoff-changed',
    'quote-expired',
    'nothing-to-settle',
    'payment-pending',
  ],
  reverseFact: [...ALWAYS, ...FACT],
  correct: [...ALWAYS, ...FACT, 'correction-empty', 'refund-above-purchase', 'waiver-above-open'],
  waive: [
    ...ALWAYS,
    'waiver-target-wrong',
    'waiver-above-open',
    'agreement-unknown',
    'bill-unknown',
    'value-date-out-of-range',
  ],
  chargeOff: [...ALWAYS, 'agreement-unknown', 'agreement-not-active', 'nothing-open', 'value-date-out-of-range'],
  changeBillDay: [...ALWAYS, 'bill-day-not-changeable'],
  pauseDelinquency: [...ALWAYS, 'value-date-out-of-range', 'pause-out-of-range', 'pause-overlaps'],
  resumeDelinquency: [...ALWAYS, 'not-paused'],
  reAge: [...ALWAYS, 'agreement-unknown', 'agreement-not-active', 'due-date-not-offered'],
  reAmortize: [...ALWAYS, 'agreement-unknown', 'agreement-not-active', 'nothing-open', 'installment-too-small'],
  prepay: [
    ...ALWAYS,
    'wrong-currency',
    'agreement-unknown',
    'agreement-not-active',
    'payment-pending',
    'prepay-not-offered',
    'bill-open',
    'amount-out-of-range',
  ],
  cancelRefund: [...ALWAYS, 'refund-unknown', 'refund-already-canceled', 'value-date-out-of-range'],
  setAutopay: [...ALWAYS, 'autopay-not-set'],
  changeLimit: [...ALWAYS, 'limit-below-use'],
  grantTemporaryLimit: [...ALWAYS, 'limit-below-use', 'expiry-in-the-past', 'expiry-too-late'],
  revokeTemporaryLimit: [...ALWAYS, 'temporary-not-granted'],
  setSceneLimit: [...ALWAYS, 'limit-below-use', 'scene-not-listed'],
  setSelfCap: [...ALWAYS, 'self-cap-too-small'],
  freeze: ALWAYS,
  unfreeze: [...ALWAYS, 'not-frozen-for-this', 'line-overdue'],
  close: [...ALWAYS, 'debt-open'],
};
