import type { PlanTerms } from '../plan/plan-terms.js';
import { live, liveOn, threePaid } from './scenario.js';
import { FLAT, on, TERMS, TestLine } from './testing.js';
import { agreementViews } from './view.js';

const rows = (line: TestLine) => agreementViews(line.state)[0]?.installments ?? [];
const principals = (line: TestLine) => rows(line).map((row) => row.principalMinor);
const fees = (line: TestLine) => rows(line).map((row) => row.feeMinor);
const times = (count: number, amountMinor: number): readonly number[] =>
  Array.from({ length: count }, () => amountMinor);

describe('refunds', () => {
  test('a repaid purchase stays in the books while a refund of it can be corrected', () => {
    const line = new TestLine('2025-01-05', 1_000_000, TERMS, null);
    const agreementId = line.buy('o1', 100_000);
    line.advance('2025-02-05');
    line.pay(100_000);
    line.advance('2025-07-20');
    line.refund(agreementId, 60_000);
    line.buy('o2', 100_000);
    line.advance('2025-09-04');
    expect(line.refusal({ type: 'refund', agreementId, amountMinor: 40_001, currency: 'CNY', valueOn: null })).toEqual({
      type: 'refund-above-purchase',
      refundableMinor: 40_000,
    });
  });

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

  test('REF-6: what had been repaid goes back to the account that paid #3', () => {
    const { line, agreementId } = threePaid();
    line.advance('2025-05-04');
    line.do({
      type: 'pay',
      amountMinor: 10_720,
      currency: 'CNY',
      method: { kind: 'DEBIT', accountRef: 'acc_d' },
      valueOn: null,
    });
    line.answer('SUCCEEDED');
    const seen = line.events.length;
    line.refund(agreementId, 100_000);
    // 80,000 was open; #4 was debited from acc_d, #3 came by transfer and goes to the account on file
    const payouts = line.events.slice(seen).flatMap((event) => (event.type === 'payoutRequested' ? [event] : []));
    expect(payouts.map(({ accountRef, amountMinor }) => [accountRef, amountMinor])).toEqual([
      ['acc_d', 10_720],
      ['acc_t', 9_280],
    ]);
  });

  test('CREDIT_BALANCE pays what is billed first, the rest waits for the next bill', () => {
    const { line, agreementId } = threePaid({ ...FLAT, refundPaidSlice: 'CREDIT_BALANCE' });
    line.buy('o2', 4_000);
    line.advance('2025-05-04');
    expect(line.view()).toMatchObject({ billedMinor: 14_720 });
    // 90,000 of principal is open; of the 10,000 beyond, 4,000 pay the other purchase and 7.20 the fee that was billed
    line.refund(agreementId, 100_000);
    expect(line.view()).toMatchObject({ billedMinor: 0, usedMinor: 0, creditMinor: 10_000 - 4_720, pending: [] });
  });

  test('two partial refunds at once: each is set against what the other left', () => {
    const { line, agreementId } = threePaid();
    line.refund(agreementId, 60_000);
    expect(line.refund(agreementId, 60_000)).toMatchObject({ restoredMinor: 30_000, creditedMinor: 30_000 });
    expect(line.refusal({ type: 'refund', agreementId, amountMinor: 1, currency: 'CNY', valueOn: null })).toEqual({
      type: 'refund-above-purchase',
      refundableMinor: 0,
    });
  });

  test('CAL-9: after the cut the bill stays as it is, less is left to pay and the limit is back', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 50_000);
    line.advance('2025-02-03', '03:00');
    const statement = line.state.latestStatement;
    line.refund(agreementId, 20_000);
    expect(line.state.latestStatement).toEqual(statement);
    expect(statement).toMatchObject({ balanceMinor: 50_000 });
    expect(line.view()).toMatchObject({ billedMinor: 30_000, availableMinor: 970_000 });
  });

  test('canceled, the debt and the days past due are as if it had never been', () => {
    const line = new TestLine('2025-05-10');
    const agreementId = line.buy('o1', 52_160);
    line.advance('2025-06-20');
    const before = line.view();
    const { refundId } = line.refund(agreementId, 52_160, '2025-06-10');
    expect(line.view()).toMatchObject({ daysPastDue: 0 });
    liveOn(line, [
      [
        '2025-06-20',
        (it) => it.do({ type: 'cancelRefund', refundId: refundId as string, reason: 'kept' }),
        ['refundCanceled', 'delinquencyChanged 8', 'frozen'],
      ],
    ]);
    expect({ ...line.view(), seq: before.seq }).toEqual(before);
  });

  test('canceled after its cash was paid out: the customer owes it, and no limit comes from it', () => {
    const { line, agreementId } = threePaid();
    const { refundId } = line.refund(agreementId, 100_000);
    line.answer('SUCCEEDED');
    line.do({ type: 'cancelRefund', refundId: refundId as string, reason: 'kept' });
    expect(line.view()).toMatchObject({ usedMinor: 90_000, creditMinor: -10_000, availableMinor: 900_000 });
  });
});
