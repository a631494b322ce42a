import fc from 'fast-check';
import type { PlanTerms } from '../plan/plan-terms.js';
import { liveOn, threePaid } from './scenario.js';
import { DAILY, FLAT, prepayment, TestLine } from './testing.js';
import { agreementViews } from './view.js';

const rowsOf = (line: TestLine) => agreementViews(line.state)[0]?.installments ?? [];
const open = (line: TestLine) => rowsOf(line).map((row) => row.principalMinor + row.feeMinor - row.paidMinor);
const times = (count: number, amountMinor: number): readonly number[] =>
  Array.from({ length: count }, () => amountMinor);

describe('a part of the principal paid ahead', () => {
  test('REDUCE_TERM empties the last installments; the fee is that of what is left', () => {
    const { line, agreementId } = threePaid({ ...FLAT, partialPrepay: 'REDUCE_TERM' });
    liveOn(line, [['2025-04-20', (it) => it.do(prepayment(agreementId, 30_000)), ['prepaid']]]);
    // 0.6 % of 1200 - 300
    expect(open(line)).toEqual([0, 0, 0, ...times(6, 10_540), 0, 0, 0]);
    expect(line.view()).toMatchObject({ usedMinor: 60_000, creditMinor: 0 });
    for (const month of ['05', '06', '07', '08', '09', '10']) {
      line.advance(`2025-${month}-12`);
      line.pay(line.view().billedMinor);
    }
    expect(line.view()).toMatchObject({ usedMinor: 0, creditMinor: 0 });
    expect(line.balance('FEE_INCOME')).toBe(-(3 * 720 + 6 * 540));
    expect(line.advance('2027-01-01')).toEqual([]);
  });

  test('REDUCE_PAYMENT lowers every installment to come', () => {
    const { line, agreementId } = threePaid({ ...FLAT, partialPrepay: 'REDUCE_PAYMENT' });
    line.do(prepayment(agreementId, 30_000));
    expect(open(line)).toEqual([0, 0, 0, ...times(8, 6_667 + 540), 6_664 + 540]);
    line.advance('2025-05-04');
    expect(line.state.latestStatement).toMatchObject({ balanceMinor: 7_207 });
  });

  const LEVEL: PlanTerms = {
    ...FLAT,
    amortization: 'LEVEL_PAYMENT',
    prices: [{ periods: 3, feeRatePerPeriod: '0', annualRate: '0.12' }],
  };

  test('of equal payments REDUCE_TERM keeps the payment', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 100_000, { ...LEVEL, partialPrepay: 'REDUCE_TERM' }, 3);
    line.do(prepayment(agreementId, 30_000));
    // 340.02 a month: 333.02 + 7.00, 336.35 + 3.67, and the rest of 30.63 with 0.31
    expect(rowsOf(line).map((row) => row.interestMinor)).toEqual([700, 367, 31]);
    line.advance('2025-02-04');
    expect(line.view().billedMinor).toBe(34_002);
  });

  test('of equal payments REDUCE_PAYMENT lowers all by the same share', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 100_000, { ...LEVEL, partialPrepay: 'REDUCE_PAYMENT' }, 3);
    line.do(prepayment(agreementId, 30_000));
    expect(rowsOf(line).map((row) => row.interestMinor)).toEqual([700, 469, 236]);
  });

  test('of cash by the day the interest to date is paid first', () => {
    const line = new TestLine('2025-06-01', 2_000_000);
    const agreementId = line.draw(1_000_000, 3, DAILY);
    line.answer('SUCCEEDED');
    line.advance('2025-06-02');
    line.do(prepayment(agreementId, 400_000));
    expect(line.view()).toMatchObject({ usedMinor: 1_000_000 - 399_500 });
    expect(line.balance('INTEREST_INCOME')).toBe(-500);
    line.advance('2025-06-03');
    // A day of 10,000 and a day of 6,005: 8.0025, of which 5.00 are paid
    expect(rowsOf(line)[0]).toMatchObject({ interestMinor: 800 });
    expect(line.payoff(agreementId)).toBe(600_500 + 300);
  });

  test('all of it is a settlement, and a debit that the bank refuses changes nothing', () => {
    const { line, agreementId } = threePaid({ ...FLAT, partialPrepay: 'REDUCE_TERM' });
    const all = prepayment(agreementId, 90_000);
    expect(line.refusal(all)).toEqual({
      type: 'amount-out-of-range',
      param: 'amountMinor',
      minMinor: 1,
      maxMinor: 89_999,
    });
    const before = line.state.book.position;
    line.do({ ...prepayment(agreementId, 1_000), method: { kind: 'DEBIT', accountRef: 'acc_d' } } as typeof all);
    expect(line.refusal(prepayment(agreementId, 1_000))).toEqual({ type: 'payment-pending' });
    line.answer('INSUFFICIENT_FUNDS');
    expect(line.state.book.position).toEqual(before);
  });

  test('taken back, the schedule is what it was; a settlement after it costs no more than going on', () => {
    const plans = fc.constantFrom('REDUCE_TERM' as const, 'REDUCE_PAYMENT' as const);
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 89_999 }), fc.boolean(), (partialPrepay, amountMinor, isLevel) => {
        const plan = isLevel
          ? { ...LEVEL, prices: [{ periods: 12, feeRatePerPeriod: '0', annualRate: '0.18' }], partialPrepay }
          : { ...FLAT, partialPrepay };
        const line = new TestLine('2025-01-05');
        const agreementId = line.buy('o1', 120_000, plan, 12);
        line.advance('2025-02-12');
        line.pay(line.view().billedMinor);
        const before = line.state.book.position;
        const { paymentId } = line.do(prepayment(agreementId, amountMinor));
        expect(line.payoff(agreementId)).toBeLessThanOrEqual(
          open(line).reduce((sum, due) => sum + due, 0) + interest(line),
        );
        line.do({ type: 'reversePayment', paymentId: paymentId as string, reason: 'returned' });
        expect(line.state.book.position).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });
});

const interest = (line: TestLine) => rowsOf(line).reduce((sum, row) => sum + row.interestMinor, 0);
