import { minor } from '../money/minor.js';
import type { LineCommand } from './commands.js';
import { decide } from './engine.js';
import type { Refusal, RefusalType } from './refusals.js';
import { convert, DEBIT, draw, pay, refund, settle, waiver } from './test-commands.js';
import { FACTS_PER_LINE_MAX } from './state.js';
import { authorization, CASH, FLAT, on, PAY_LATER, prepayment, settlement, TestLine, STATEMENT } from './testing.js';

const TRANSFER = { kind: 'TRANSFER', reference: 'r' } as const;

interface Case {
  /** Brings the line into the state. @returns the command that it refuses */
  readonly given: (line: TestLine) => LineCommand;
  readonly refusal: Refusal;
}

const withCoupon = (orderId: string, plan = FLAT, periods = 3): LineCommand => ({
  ...authorization(orderId, 120_000, plan, periods),
  coupon: { couponId: 'c_1', funder: 'PLATFORM', share: '1' },
});

const closed = (line: TestLine): void => {
  line.do({ type: 'close', reason: 'customer' });
};

/** Each refusal that the engine knows, once. The last one of the list is the workflow's. */
/** A first bill of 1200.00 on 3 February, due on the 12th. */
function billed(line: TestLine): void {
  line.buy('o1', 120_000);
  line.advance('2025-02-03');
}

const CASES: Readonly<Record<Exclude<RefusalType, 'idempotency-key-reused'>, Case>> = {
  'line-not-active': {
    given: (line) => (line.do({ type: 'freeze', cause: 'CASH_OUT' }), draw()),
    refusal: { type: 'line-not-active', status: 'FROZEN', causes: ['CASH_OUT'] },
  },
  'line-overdue': {
    given: (line) => {
      line.buy('o1', 1_000);
      line.advance('2025-02-20');
      return { type: 'unfreeze', cause: 'OVERDUE' };
    },
    refusal: { type: 'line-overdue', daysPastDue: 8 },
  },
  'limit-exceeded': {
    given: (line) => (line.buy('o1', 1), authorization('o2', 1_000_000)),
    refusal: {
      type: 'limit-exceeded',
      availableMinor: 999_999,
      baseMinor: 999_999,
      temporaryMinor: 0,
      sceneMinor: 0,
    },
  },
  'limit-below-use': {
    given: (line) => (line.buy('o1', 1_000), { type: 'changeLimit', limitMinor: 999, reason: 'review' }),
    refusal: { type: 'limit-below-use', param: 'limitMinor', inUseMinor: 1_000 },
  },
  'temporary-not-installable': {
    given: (line) => (line.grant(500_000), authorization('o1', 1_000_001, FLAT, 3)),
    refusal: {
      type: 'temporary-not-installable',
      rule: 'temporaryInstallable',
      availableMinor: 1_000_000,
      temporaryMinor: 500_000,
    },
  },
  'self-cap-exceeded': {
    given: (line) => (
      line.do({ type: 'setSelfCap', selfCapMinor: 10_000 }),
      line.buy('o1', 4_000),
      authorization('o2', 6_001)
    ),
    refusal: { type: 'self-cap-exceeded', selfCapMinor: 10_000, availableMinor: 6_000 },
  },
  'self-cap-too-small': {
    given: () => ({ type: 'setSelfCap', selfCapMinor: 9_999 }),
    refusal: { type: 'self-cap-too-small', rule: 'selfCapMin', minMinor: 10_000 },
  },
  'cash-draw-disabled': {
    given: () => draw({ plan: { ...CASH, use: { ...CASH.use, cashDrawEnabled: false } } }),
    refusal: { type: 'cash-draw-disabled', rule: 'cashDrawEnabled' },
  },
  'cash-single-max': {
    given: () => draw({ amountMinor: 500_001 }),
    refusal: { type: 'cash-single-max', rule: 'cashSingleMax', maxMinor: 500_000 },
  },
  'cash-sub-limit-exceeded': {
    given: (line) => (line.draw(400_000), draw({ amountMinor: 100_001 })),
    refusal: {
      type: 'cash-sub-limit-exceeded',
      rule: 'cashSubLimitShare',
      limitMinor: 500_000,
      usedMinor: 400_000,
      availableMinor: 100_000,
    },
  },
  'temporary-not-granted': {
    given: () => ({ type: 'revokeTemporaryLimit', reason: 'review' }),
    refusal: { type: 'temporary-not-granted' },
  },
  'expiry-in-the-past': {
    given: () => ({ type: 'grantTemporaryLimit', amountMinor: 1, end: { untilOn: on('2025-01-04') } }),
    refusal: { type: 'expiry-in-the-past', param: 'untilOn' },
  },
  'expiry-too-late': {
    given: () => ({ type: 'grantTemporaryLimit', amountMinor: 1, end: { untilOn: on('2199-12-31') } }),
    refusal: { type: 'expiry-too-late', param: 'untilOn', latestOn: on('2199-12-30') },
  },
  'scene-not-listed': {
    given: (line) => {
      line.do({ type: 'setSceneLimit', scene: 'phone', amountMinor: 1 });
      return { type: 'setSceneLimit', scene: 'travel', amountMinor: 0 };
    },
    refusal: { type: 'scene-not-listed', scenes: ['phone'] },
  },
  'capture-in-parts': {
    given: (line) => {
      const plan = { ...PAY_LATER, use: { ...PAY_LATER.use, partialCapture: false } };
      return { type: 'capture', authorizationId: line.authorize('o1', 1_000, plan), amountMinor: 999 };
    },
    refusal: { type: 'capture-in-parts', rule: 'partialCapture', openMinor: 1_000 },
  },
  'hold-expired': {
    given: (line) => {
      const authorizationId = line.authorize('o1', 1_000);
      line.advance('2025-01-13');
      return { type: 'capture', authorizationId, amountMinor: 1_000 };
    },
    // 168 hours after noon of 5 January in Shanghai
    refusal: { type: 'hold-expired', rule: 'captureAfterExpiry', expiredAt: Date.UTC(2025, 0, 12, 4) },
  },
  'wrong-currency': {
    given: () => pay({ currency: 'USD' }),
    refusal: { type: 'wrong-currency', expected: 'CNY' },
  },
  'amount-out-of-range': {
    given: () => authorization('o1', 9_999, { ...FLAT, minAmountMinor: minor(10_000) }, 3),
    refusal: { type: 'amount-out-of-range', param: 'amountMinor', minMinor: 10_000, maxMinor: 20_000_000 },
  },
  'number-out-of-range': {
    given: () => ({ type: 'changeBillDay', billDay: 29 }),
    refusal: { type: 'number-out-of-range', param: 'billDay', min: 1, max: 28 },
  },
  'tenor-not-offered': {
    given: () => draw({ periods: 5 }),
    refusal: { type: 'tenor-not-offered', periods: [3, 6, 12, 24] },
  },
  'installment-too-small': {
    given: () =>
      authorization('o1', 2_998, { ...FLAT, prices: [{ periods: 3, feeRatePerPeriod: '0', annualRate: '0' }] }, 3),
    refusal: { type: 'installment-too-small', minInstallmentMinor: 1_000 },
  },
  'plan-not-for-this': {
    given: () => draw({ plan: PAY_LATER, periods: 1 }),
    refusal: { type: 'plan-not-for-this', subProduct: 'PURCHASE' },
  },
  'price-above-cap': {
    // 1.20 % in 12 periods costs 25.60 % a year
    given: () => draw({ plan: { ...CASH, prices: [{ periods: 12, feeRatePerPeriod: '0.0120', annualRate: '0' }] } }),
    refusal: { type: 'price-above-cap', rule: 'annualCap', cap: '0.24', figure: '0.255953' },
  },
  'order-reused': {
    given: (line) => (line.authorize('o1', 1_000), authorization('o1', 1_001)),
    refusal: { type: 'order-reused', authorizationId: 'auth_t_2', param: 'amountMinor' },
  },
  'authorization-unknown': {
    given: () => ({ type: 'capture', authorizationId: 'auth_t_9', amountMinor: 1 }),
    refusal: { type: 'authorization-unknown' },
  },
  'authorization-not-open': {
    given: (line) => {
      const authorizationId = line.authorize('o1', 1_000);
      line.do({ type: 'voidAuthorization', authorizationId });
      return { type: 'capture', authorizationId, amountMinor: 1 };
    },
    refusal: { type: 'authorization-not-open', status: 'VOIDED' },
  },
  'capture-above-authorized': {
    given: (line) => {
      const authorizationId = line.authorize('o1', 1_000);
      line.do({ type: 'capture', authorizationId, amountMinor: 400 });
      return { type: 'capture', authorizationId, amountMinor: 601 };
    },
    refusal: { type: 'capture-above-authorized', openMinor: 600 },
  },
  'agreement-unknown': {
    given: () => refund('agr_t_9', 1),
    refusal: { type: 'agreement-unknown' },
  },
  'agreement-not-active': {
    given: (line) => {
      const agreementId = line.buy('o1', 1_000);
      line.settle(agreementId, 1_000);
      return settle(agreementId, 1_000);
    },
    refusal: { type: 'agreement-not-active', status: 'SETTLED' },
  },
  'payoff-changed': {
    given: (line) => settle(line.buy('o1', 1_000), 999),
    refusal: { type: 'payoff-changed', payoffMinor: 1_000, quotedMinor: 999 },
  },
  'quote-expired': {
    given: (line) => ({ ...settlement(line.buy('o1', 1_000), 1_000, TRANSFER), quotedOn: on('2025-01-04') }),
    refusal: { type: 'quote-expired', quotedOn: on('2025-01-04'), payoffMinor: 1_000 },
  },
  'nothing-to-settle': {
    given: () => ({ ...settlement('', 1, TRANSFER), scope: 'CURRENT_BILL', agreementId: null }),
    refusal: { type: 'nothing-to-settle', scope: 'CURRENT_BILL' },
  },
  'prepay-not-offered': {
    given: (line) => prepayment(line.buy('o1', 120_000, FLAT, 12), 20_000),
    refusal: { type: 'prepay-not-offered', planId: 'order-flat' },
  },
  'bill-open': {
    given: (line) => {
      const agreementId = line.buy('o1', 120_000, { ...FLAT, partialPrepay: 'REDUCE_TERM' }, 12);
      line.advance('2025-02-04');
      return prepayment(agreementId, 20_000);
    },
    refusal: { type: 'bill-open', openMinor: 10_720 },
  },
  'refund-unknown': {
    given: () => ({ type: 'cancelRefund', refundId: 'rfd_t_9', reason: 'kept' }),
    refusal: { type: 'refund-unknown' },
  },
  'refund-already-canceled': {
    given: (line) => {
      const { refundId } = line.refund(line.buy('o1', 1_000), 500);
      const cancel: LineCommand = { type: 'cancelRefund', refundId: refundId as string, reason: 'kept' };
      line.do(cancel);
      return cancel;
    },
    refusal: { type: 'refund-already-canceled' },
  },
  'payment-unknown': {
    given: () => ({ type: 'reversePayment', paymentId: 'pay_t_9', reason: 'returned' }),
    refusal: { type: 'payment-unknown' },
  },
  'payment-already-reversed': {
    given: (line) => {
      const reverse: LineCommand = { type: 'reversePayment', paymentId: line.pay(1_000), reason: 'returned' };
      line.do(reverse);
      return reverse;
    },
    refusal: { type: 'payment-already-reversed' },
  },
  'payment-pending': {
    given: (line) => {
      line.do(pay({ method: DEBIT }));
      return { type: 'reversePayment', paymentId: 'pay_t_2', reason: 'returned' };
    },
    refusal: { type: 'payment-pending' },
  },
  'coupon-used': {
    given: (line) => (line.do(withCoupon('o1')), withCoupon('o2')),
    refusal: { type: 'coupon-used', couponId: 'c_1', usedBy: 'auth_t_2' },
  },
  'coupon-not-for-this': {
    given: () => withCoupon('o1', PAY_LATER, 1),
    refusal: { type: 'coupon-not-for-this', rule: 'amortization' },
  },
  'refund-above-purchase': {
    given: (line) => refund(line.buy('o1', 1_000), 1_001),
    refusal: { type: 'refund-above-purchase', refundableMinor: 1_000 },
  },
  'value-date-out-of-range': {
    given: () => pay({ valueOn: on('2025-01-04') }),
    refusal: { type: 'value-date-out-of-range', earliestOn: on('2025-01-05'), latestOn: on('2025-01-05') },
  },
  'value-date-needs-transfer': {
    given: () => pay({ method: DEBIT, valueOn: on('2025-01-05') }),
    refusal: { type: 'value-date-needs-transfer' },
  },
  'not-frozen-for-this': {
    given: () => ({ type: 'unfreeze', cause: 'CUSTOMER' }),
    refusal: { type: 'not-frozen-for-this', causes: [] },
  },
  'autopay-not-set': {
    given: () => ({ type: 'setAutopay', mandate: null }),
    refusal: { type: 'autopay-not-set' },
  },
  'debt-open': {
    given: (line) => (line.authorize('o1', 7), { type: 'close', reason: 'customer' }),
    refusal: { type: 'debt-open', owedMinor: 0, heldMinor: 7, pending: [] },
  },
  'plan-terms-invalid': {
    given: () => draw({ plan: { ...CASH, fundingShares: [{ funderId: 'bank_b', share: '0.9' }] } }),
    refusal: {
      type: 'plan-terms-invalid',
      param: 'fundingShares',
      reason: 'let the shares sum to 1; they sum to 0.9 (rule fundingShares)',
    },
  },
  'fact-unknown': {
    given: () => ({ type: 'reverseFact', factSeq: 99, reason: 'r' }),
    refusal: { type: 'fact-unknown' },
  },
  'fact-already-reversed': {
    given: (line) => {
      line.pay(1_000);
      line.do({ type: 'reverseFact', factSeq: 2, reason: 'r' });
      return { type: 'correct', factSeq: 2, valueOn: null, amountMinor: 1, reason: 'r' };
    },
    refusal: { type: 'fact-already-reversed', reversedBy: 3 },
  },
  'fact-is-reversal': {
    given: (line) => {
      line.pay(1_000);
      line.do({ type: 'reverseFact', factSeq: 2, reason: 'r' });
      return { type: 'reverseFact', factSeq: 3, reason: 'r' };
    },
    refusal: { type: 'fact-is-reversal', factSeq: 2 },
  },
  'fact-not-reversible': {
    given: (line) => (line.buy('o1', 1_000), { type: 'reverseFact', factSeq: 3, reason: 'r' }),
    refusal: { type: 'fact-not-reversible', kind: 'AGREEMENT_FORMED' },
  },
  'correction-empty': {
    given: (line) => (line.pay(1_000), { type: 'correct', factSeq: 2, valueOn: null, amountMinor: 1_000, reason: 'r' }),
    refusal: { type: 'correction-empty' },
  },
  'waiver-above-open': {
    given: (line) => waiver({ agreementId: line.buy('o1', 1_000), amountMinor: 1_001 }),
    refusal: { type: 'waiver-above-open', openMinor: 1_000 },
  },
  'waiver-target-wrong': {
    given: () => waiver({ agreementId: 'agr_t_3', component: 'PENALTY' }),
    refusal: { type: 'waiver-target-wrong', component: 'PENALTY', param: 'billOn' },
  },
  'bill-unknown': {
    given: () => waiver({ billOn: on('2025-02-03'), component: 'PENALTY' }),
    refusal: { type: 'bill-unknown' },
  },
  'bill-day-not-changeable': {
    given: () => ({ type: 'changeBillDay', billDay: 20 }),
    refusal: { type: 'bill-day-not-changeable', rule: 'TOO_NEW' },
  },
  'statement-not-current': {
    given: (line) => convert(line),
    refusal: { type: 'statement-not-current', statementId: null },
  },
  'statement-past-due': {
    given: (line) => (billed(line), line.pay(60_000), line.advance('2025-02-13'), convert(line)),
    refusal: { type: 'statement-past-due', dueOn: on('2025-02-12') },
  },
  'nothing-convertible': {
    given: (line) => (billed(line), line.pay(120_000), convert(line)),
    refusal: { type: 'nothing-convertible', statementId: 'stm_t_4' },
  },
  'conversion-above-bill': {
    given: (line) => (billed(line), convert(line, { amountMinor: 120_001 })),
    refusal: { type: 'conversion-above-bill', convertibleMinor: 120_000 },
  },
  'conversion-in-part': {
    given: (line) => (
      billed(line),
      convert(line, { amountMinor: 119_999, plan: { ...STATEMENT, statementInstallmentPartial: false } })
    ),
    refusal: { type: 'conversion-in-part', rule: 'statementInstallmentPartial', convertibleMinor: 120_000 },
  },
  'pause-out-of-range': {
    given: () => ({ type: 'pauseDelinquency', fromOn: on('2025-01-05'), untilOn: on('2025-01-05'), reason: 'r' }),
    refusal: { type: 'pause-out-of-range', daysMax: 366 },
  },
  'pause-overlaps': {
    given: (line) => {
      const pause = { type: 'pauseDelinquency', fromOn: on('2025-01-05'), untilOn: on('2025-01-10'), reason: 'r' };
      line.do(pause as LineCommand);
      return { ...pause, untilOn: on('2025-01-06') } as LineCommand;
    },
    refusal: { type: 'pause-overlaps' },
  },
  'not-paused': {
    given: () => ({ type: 'resumeDelinquency', reason: 'r' }),
    refusal: { type: 'not-paused' },
  },
  'due-date-not-offered': {
    given: (line) => ({ type: 'reAge', agreementId: line.buy('o1', 1_000), newDueOn: on('2025-02-12') }),
    refusal: { type: 'due-date-not-offered', dueOns: [on('2025-03-12'), on('2025-04-12'), on('2025-05-12')] },
  },
  'nothing-open': {
    given: () => ({ type: 'chargeOff', agreementId: null, valueOn: null, reason: 'r' }),
    refusal: { type: 'nothing-open' },
  },
  'too-many': {
    given: (line) => {
      line.state = { ...line.state, book: { ...line.state.book, facts: Array(FACTS_PER_LINE_MAX).fill({}) as never } };
      return pay();
    },
    refusal: { type: 'too-many', what: 'facts', max: FACTS_PER_LINE_MAX },
  },
};

describe('a refusal names its rule and changes nothing', () => {
  test.each(Object.entries(CASES))('%s', (_type, { given, refusal }) => {
    const line = new TestLine('2025-01-05');
    const command = given(line);
    const before = JSON.stringify(line.state);
    expect(decide(line.state, command, { nowMs: line.nowMs })).toEqual({ ok: false, refusal });
    expect(JSON.stringify(line.state)).toBe(before);
  });

  test.each<[string, LineCommand]>([
    ['authorize', authorization('o1', 1_000)],
    ['convertStatement', convert(new TestLine('2025-01-05'))],
    ['capture', { type: 'capture', authorizationId: 'auth_t_2', amountMinor: 1 }],
    ['draw', draw()],
    ['pay', pay()],
    ['settle', settle('agr_t_9', 1)],
    ['setAutopay', { type: 'setAutopay', mandate: null }],
    ['adjustAuthorization', { type: 'adjustAuthorization', authorizationId: 'auth_t_2', amountMinor: 1 }],
    ['grantTemporaryLimit', { type: 'grantTemporaryLimit', amountMinor: 1, end: { expiresAt: 1 } }],
    ['revokeTemporaryLimit', { type: 'revokeTemporaryLimit', reason: 'review' }],
    ['setSceneLimit', { type: 'setSceneLimit', scene: 'phone', amountMinor: 0 }],
    ['setSelfCap', { type: 'setSelfCap', selfCapMinor: null }],
    ['changeLimit', { type: 'changeLimit', limitMinor: 1, reason: 'review' }],
    ['freeze', { type: 'freeze', cause: 'CUSTOMER' }],
    ['unfreeze', { type: 'unfreeze', cause: 'CUSTOMER' }],
    ['close', { type: 'close', reason: 'customer' }],
  ])('%s on a closed line', (_type, command) => {
    const line = new TestLine('2025-01-05');
    closed(line);
    expect(line.refusal(command)).toEqual({ type: 'line-not-active', status: 'CLOSED', causes: [] });
  });
});
