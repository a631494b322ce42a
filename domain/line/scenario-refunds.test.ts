import { minor } from '../money/minor.js';
import type { PlanTerms } from '../plan/plan-terms.js';
import { live, liveOn } from './scenario.js';
import { FLAT, on, TERMS, TestLine } from './testing.js';
import { agreementViews, settlementQuote } from './view.js';

/** 1200 in 12 at 0.6 % (100.00 and 7.20), three installments paid. */
const threePaid = (plan: PlanTerms = FLAT, accountRef: string | null = 'acc_t') => {
  const line = new TestLine('2025-01-05', 1_000_000, TERMS, accountRef);
  const agreementId = line.buy('o1', 120_000, plan, 12);
  for (const month of ['02', '03', '04']) {
    line.advance(`2025-${month}-12`);
    line.pay(10_720);
  }
  line.advance('2025-04-20');
  return { line, agreementId };
};

const rows = (line: TestLine) => agreementViews(line.state)[0]?.installments ?? [];
const principals = (line: TestLine) => rows(line).map((row) => row.principalMinor);
const fees = (line: TestLine) => rows(line).map((row) => row.feeMinor);
const times = (count: number, amountMinor: number): readonly number[] =>
  Array.from({ length: count }, () => amountMinor);

describe('refunds', () => {
  test('REF-1: 350 goes to the last installments; the limit is restored, charged fees stay', () => {
    const { line, agreementId } = threePaid();
    const reply = line.refund(agreementId, 35_000);
    expect(reply).toMatchObject({ restoredMinor: 35_000, creditedMinor: 0 });
    expect(principals(line)).toEqual([...times(8, 10_000), 5_000, 0, 0, 0]);
    expect(
      rows(line)
        .slice(9)
        .map((row) => row.status),
    ).toEqual(['REFUNDED', 'REFUNDED', 'REFUNDED']);
    expect(line.view()).toMatchObject({ usedMinor: 55_000, availableMinor: 945_000, creditMinor: 0 });
    expect(line.balance('FEE_INCOME')).toBe(-2_160);
  });

  test.each([
    ['RECOMPUTE', [...times(6, 510), 0, 0, 0], 5_220],
    ['PRORATE', [...times(5, 720), 360, 0, 0, 0], 6_120],
    ['KEEP', [...times(6, 720), 0, 0, 0], 6_480],
  ] as const)('REF-2: fees of what is still to come by %s', (openFeePolicy, openFees, totalMinor) => {
    const { line, agreementId } = threePaid({ ...FLAT, openFeePolicy });
    line.refund(agreementId, 35_000);
    expect(fees(line)).toEqual([720, 720, 720, ...openFees]);
    expect(fees(line).reduce((sum, feeMinor) => sum + feeMinor, 0)).toBe(totalMinor);
    for (const month of ['05', '06', '07', '08', '09', '10']) {
      line.advance(`2025-${month}-12`);
      line.pay(line.view().billedMinor);
    }
    expect(line.advance('2027-01-01')).toEqual([]);
    expect(line.balance('FEE_INCOME')).toBe(0 - totalMinor);
    expect(line.view()).toMatchObject({ usedMinor: 0, creditMinor: 0 });
  });

  test.each([
    ['REF-4', 'PRO_RATA', [...times(3, 10_000), ...times(8, 6_112), 6_104]],
    ['REF-5', 'NEXT_FIRST', [...times(3, 10_000), 0, 0, 0, 5_000, ...times(5, 10_000)]],
  ] as const)('%s: 350 by %s', (_id, refundAllocation, principalsAfter) => {
    const { line, agreementId } = threePaid({ ...FLAT, refundAllocation });
    line.refund(agreementId, 35_000);
    expect(principals(line)).toEqual(principalsAfter);
  });

  test('REF-6: 1000, of which 100.00 had been repaid and is paid out', () => {
    const { line, agreementId } = threePaid();
    live(line, [
      [
        '2025-04-21',
        (it) => {
          expect(it.refund(agreementId, 100_000)).toMatchObject({ restoredMinor: 90_000, creditedMinor: 10_000 });
        },
        ['refunded', 'payoutRequested'],
      ],
      ['2025-04-22', (it) => it.answer('SUCCEEDED'), ['payoutCompleted']],
      ['2027-01-01', null, []],
    ]);
    expect(principals(line)).toEqual([10_000, 10_000, ...times(10, 0)]);
    expect(line.view()).toMatchObject({ usedMinor: 0, creditMinor: 0 });
    expect(line.view().ledger).toMatchObject({
      MERCHANT_PAYABLE: -20_000,
      OUTGOING_CLEARING: 0,
      BANK: 3 * 10_720 - 10_000,
    });
  });

  test('a payout of a refund that fails leaves credit for the next bill', () => {
    const { line, agreementId } = threePaid();
    line.refund(agreementId, 100_000);
    line.answer('INSUFFICIENT_FUNDS');
    expect(line.view()).toMatchObject({ creditMinor: 10_000, pending: [] });
  });

  test('without an account on file what was repaid stays credit', () => {
    const { line, agreementId } = threePaid(FLAT, null);
    liveOn(line, [['2025-04-21', (it) => it.refund(agreementId, 100_000), ['refunded']]]);
    expect(line.view()).toMatchObject({ creditMinor: 10_000 });
  });

  test('REF-7: valued before the due date and registered after it: never late, nothing charged', () => {
    const line = new TestLine('2025-05-10');
    const agreementId = line.buy('o1', 52_160);
    line.advance('2025-06-20');
    // 8 days: carry 2.09, penalty 0.63
    expect(line.view()).toMatchObject({ daysPastDue: 8, status: 'FROZEN', billedMinor: 52_160 + 209 + 63 });
    liveOn(line, [
      [
        '2025-06-20',
        (it) => it.refund(agreementId, 52_160, '2025-06-10'),
        ['refunded', 'delinquencyChanged 0', 'unfrozen'],
      ],
    ]);
    expect(line.view()).toMatchObject({ daysPastDue: 0, billedMinor: 0, status: 'ACTIVE' });
    expect(line.balance('PENALTY_INCOME')).toBe(0);
    expect(line.balance('CARRY_INCOME')).toBe(0);
  });

  test('REF-7: of a part, the penalty stops on that part from the value date', () => {
    const line = new TestLine('2025-05-10');
    const agreementId = line.buy('o1', 100_000);
    line.advance('2025-06-17');
    line.refund(agreementId, 50_000);
    line.advance('2025-06-22');
    // 1000 for 5 days, 500 for 5: 7500 x 0.05 % = 3.75, 7500 x 0.015 % = 1.125
    expect(line.view()).toMatchObject({ billedMinor: 50_000 + 375 + 113, daysPastDue: 10 });
  });

  test('before anything was billed: all of it is released and nothing is ever billed', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    live(line, [
      ['2025-01-06', (it) => it.refund(agreementId, 120_000), ['refunded']],
      ['2027-01-01', null, []],
    ]);
    expect(agreementViews(line.state)[0]).toMatchObject({ status: 'REFUNDED', outstandingMinor: 0 });
    expect(line.view()).toMatchObject({ usedMinor: 0, availableMinor: 1_000_000 });
  });

  test('after an early settlement everything refunded is paid back, its fees are kept', () => {
    const { line, agreementId } = threePaid();
    line.settle(agreementId, 95_289);
    line.advance('2025-04-21');
    expect(line.refund(agreementId, 35_000)).toMatchObject({ restoredMinor: 0, creditedMinor: 35_000 });
    line.answer('SUCCEEDED');
    expect(line.view()).toMatchObject({ usedMinor: 0, creditMinor: 0 });
    expect(line.balance('FEE_INCOME')).toBe(-2_160 - 720 - 4_569);
    expect(line.refusal({ type: 'refund', agreementId, amountMinor: 85_001, currency: 'CNY', valueOn: null })).toEqual({
      type: 'refund-above-purchase',
      refundableMinor: 85_000,
    });
    expect(line.advance('2027-01-01')).toEqual([]);
  });

  test('of a purchase that bears interest: what is still to come bears it on what is left', () => {
    const plan: PlanTerms = {
      ...FLAT,
      amortization: 'LEVEL_PRINCIPAL',
      prices: [{ periods: 3, feeRatePerPeriod: '0', annualRate: '0.12' }],
    };
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 300_000, plan, 3);
    expect(rows(line).map((row) => row.interestMinor)).toEqual([3_000, 2_000, 1_000]);
    line.refund(agreementId, 150_000);
    // 1000 and 500 are left of 1000, 1000, 1000: 1 % of 1500, of 500; the third period is empty
    expect(principals(line)).toEqual([100_000, 50_000, 0]);
    expect(rows(line).map((row) => row.interestMinor)).toEqual([1_500, 500, 0]);
  });

  test('a later payment that a back-dated refund makes too large becomes credit', () => {
    const line = new TestLine('2025-01-05', 1_000_000, TERMS, null);
    const agreementId = line.buy('o1', 100_000);
    line.advance('2025-02-05');
    line.pay(100_000);
    line.advance('2025-02-07');
    expect(line.refund(agreementId, 30_000, '2025-02-04')).toMatchObject({ restoredMinor: 0, creditedMinor: 30_000 });
    expect(line.view()).toMatchObject({ creditMinor: 30_000, billedMinor: 0 });
  });

  test.each([
    ['the day before the purchase', '2025-02-14'],
    ['tomorrow', '2025-02-21'],
  ])('valued %s: refused', (_case, valueOn) => {
    const line = new TestLine('2025-01-05');
    line.advance('2025-02-15');
    const agreementId = line.buy('o1', 100_000);
    line.advance('2025-02-20');
    const refund = { type: 'refund', agreementId, amountMinor: 1, currency: 'CNY', valueOn: on(valueOn) } as const;
    expect(line.refusal(refund)).toMatchObject({ type: 'value-date-out-of-range', latestOn: '2025-02-20' });
  });

  test('of a purchase repaid before the correction window: it has left the books', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 100_000);
    line.advance('2025-02-05');
    line.pay(100_000);
    line.advance('2025-09-04');
    line.buy('o2', 1_000);
    line.advance('2025-10-04');
    const refund = { type: 'refund', agreementId, amountMinor: 1, currency: 'CNY', valueOn: null } as const;
    expect(line.refusal(refund)).toEqual({ type: 'agreement-unknown' });
    expect(line.view()).toMatchObject({ usedMinor: 1_000 });
  });
});

describe('early settlement', () => {
  const quoted = (line: TestLine, agreementId: string) => {
    const quote = settlementQuote(line.state, agreementId, line.nowMs);
    if (!quote.ok) throw new Error(quote.refusal.type);
    return quote.value;
  };

  test('on the day of the purchase it is free', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    expect(quoted(line, agreementId)).toMatchObject({ strategy: 'SAME_DAY_FREE', payoffMinor: 120_000 });
    live(line, [
      ['2025-01-05 23:59', (it) => it.settle(agreementId, 120_000), ['agreementSettled']],
      ['2027-01-01', null, []],
    ]);
    expect(line.view().ledger).toMatchObject({ PRINCIPAL_RECEIVABLE: 0, BANK: 120_000 });
  });

  test('a day later it costs no more than 24 % a year of that day', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    line.advance('2025-01-06');
    // The next fee of 7.20 alone would be 219 % a year. The schedule agreed costs 12.63 % by its dates, less than the cap
    // of 24 %: 1200 x (1.02 ^ (12 / 365) - 1) = 0.78.
    expect(quoted(line, agreementId)).toMatchObject({ payoffMinor: 120_078, nextFeeMinor: 78, settlementFeeMinor: 0 });
    line.settle(agreementId, 120_078);
    expect(line.balance('FEE_INCOME')).toBe(-78);
    expect(line.view()).toMatchObject({ usedMinor: 0, creditMinor: 0 });
  });

  test.each([
    ['SET-1', 'ALL_FEES_CHARGED', 4_569, 95_289],
    ['SET-2, clamped from 960.09', 'PAID_FEES', 4_800, 95_520],
  ] as const)('%s', (_id, settlementFeeOffset, settlementFeeMinor, payoffMinor) => {
    const { line, agreementId } = threePaid({ ...FLAT, settlementFeeOffset });
    expect(quoted(line, agreementId)).toMatchObject({
      principalMinor: 90_000,
      nextFeeMinor: 720,
      settlementFeeMinor,
      payoffMinor,
    });
    line.settle(agreementId, payoffMinor);
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0, creditMinor: 0 });
    expect(line.balance('FEE_INCOME')).toBe(0 - (2_160 + 720 + settlementFeeMinor));
    expect(agreementViews(line.state)[0]).toMatchObject({ status: 'SETTLED', settledOn: '2025-04-20' });
  });

  describe('of a plan that costs 26.61 % a year from its worst day (SCH-10)', () => {
    /** 1.10 % in 12, bought on the day before the cut: the first installment falls due after 10 days. */
    const DEAR = { ...FLAT, prices: [{ periods: 12, feeRatePerPeriod: '0.0110', annualRate: '0' }] };
    const bought = () => {
      const line = new TestLine('2025-01-05');
      line.advance('2025-02-02');
      return { line, agreementId: line.buy('o1', 120_000, DEAR, 12) };
    };

    test('the billed fee is waived down to what two days may cost', () => {
      const { line, agreementId } = bought();
      line.advance('2025-02-04');
      // 1200 x ((1 + 0.2661.. / 12) ^ (12 x 2 / 365) - 1) = 1.73
      expect(quoted(line, agreementId)).toMatchObject({ billedFeesMinor: 173, nextFeeMinor: 0, payoffMinor: 120_173 });
      line.settle(agreementId, 120_173);
      expect(line.balance('FEE_INCOME')).toBe(-173);
      expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0, creditMinor: 0 });
    });

    test('a fee that was paid already is given back as far as eleven days do not bear it', () => {
      const { line, agreementId } = bought();
      line.advance('2025-02-12');
      line.pay(11_320);
      line.advance('2025-02-13');
      // The ceiling is 1096.27, 3.73 below the principal that is left.
      expect(quoted(line, agreementId)).toMatchObject({
        principalMinor: 110_000,
        settlementFeeMinor: -373,
        payoffMinor: 109_627,
      });
      line.settle(agreementId, 109_627);
      expect(line.balance('FEE_INCOME')).toBe(-1_320 + 373);
      expect(line.balance('BANK')).toBe(11_320 + 109_627);
      expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0, creditMinor: 0 });
    });
  });

  test('with a bill open: its fees are part of it, and the bill is then paid', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    line.advance('2025-02-05');
    const quote = quoted(line, agreementId);
    // 1200 x 31 days x 0.065 % = 24.18, less 7.20 billed and 7.20 next
    expect(quote).toMatchObject({ billedFeesMinor: 720, nextFeeMinor: 720, settlementFeeMinor: 978 });
    line.settle(agreementId, quote.payoffMinor);
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0 });
    expect(line.advance('2027-01-01')).toEqual([]);
  });

  test.each([
    ['SUCCEEDED' as const, ['agreementSettled'], 0],
    ['INSUFFICIENT_FUNDS' as const, ['debitFailed'], 90_000],
  ])('by a debit that the bank answers with %s two days later', (outcome, booked, usedMinor) => {
    const { line, agreementId } = threePaid();
    const method = { kind: 'DEBIT', accountRef: 'acc_d' } as const;
    const settle = { type: 'settle', agreementId, payoffMinor: 95_289, currency: 'CNY', method } as const;
    expect(line.do(settle)).toMatchObject({ status: 'PENDING', payoffMinor: 95_289 });
    expect(line.refusal(settle)).toEqual({ type: 'payment-pending' });
    liveOn(line, [['2025-04-22', (it) => it.answer(outcome), booked]]);
    expect(line.view()).toMatchObject({ usedMinor, pending: [] });
    if (usedMinor === 0) expect(line.advance('2027-01-01')).toEqual([]);
  });

  test('a debit for it that succeeds after the next cut: the bill asks for nothing', () => {
    const { line, agreementId } = threePaid();
    line.do({
      type: 'settle',
      agreementId,
      payoffMinor: 95_289,
      currency: 'CNY',
      method: { kind: 'DEBIT', accountRef: 'acc_d' },
    });
    line.advance('2025-05-04');
    expect(line.view().billedMinor).toBe(10_720);
    line.answer('SUCCEEDED');
    expect(line.view()).toMatchObject({ billedMinor: 0, usedMinor: 0, creditMinor: 0 });
  });

  test('a payment before it that bounces makes the money an ordinary payment: the agreement goes on', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    line.advance('2025-02-12');
    const paymentId = line.pay(10_720);
    line.advance('2025-02-13');
    line.settle(agreementId, quoted(line, agreementId).payoffMinor);
    line.do({ type: 'reversePayment', paymentId, reason: 'returned' });
    const [agreement] = agreementViews(line.state);
    expect(agreement).toMatchObject({ status: 'ACTIVE', outstandingMinor: 110_000 });
    expect(line.view().creditMinor).toBeGreaterThan(90_000);
  });

  test('the settlement itself can bounce', () => {
    const { line, agreementId } = threePaid();
    const paymentId = line.settle(agreementId, 95_289);
    line.do({ type: 'reversePayment', paymentId, reason: 'returned' });
    expect(agreementViews(line.state)[0]).toMatchObject({ status: 'ACTIVE', outstandingMinor: 90_000 });
    expect(quoted(line, agreementId).payoffMinor).toBe(95_289);
  });

  test('a refund on the same day makes the rest credit', () => {
    const line = new TestLine('2025-01-05', 1_000_000, TERMS, null);
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    line.settle(agreementId, 120_000);
    expect(line.refund(agreementId, 20_000)).toMatchObject({ restoredMinor: 0, creditedMinor: 20_000 });
    expect(line.view()).toMatchObject({ creditMinor: 20_000, usedMinor: 0 });
  });

  test('a draw whose money is under way, or an agreement that is paid, cannot be settled', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.draw(120_000);
    const settle = {
      type: 'settle',
      payoffMinor: 1,
      currency: 'CNY',
      method: { kind: 'TRANSFER', reference: 'r' },
    } as const;
    expect(line.refusal({ ...settle, agreementId })).toEqual({ type: 'payment-pending' });
    const bought = line.buy('o1', 1_000);
    line.advance('2025-02-05');
    line.pay(20_000);
    expect(line.refusal({ ...settle, agreementId: bought })).toEqual({ type: 'agreement-not-active', status: 'PAID' });
    expect(minor(line.view().usedMinor)).toBeGreaterThan(0);
  });
});
