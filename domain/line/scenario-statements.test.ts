import { minor } from '../money/minor.js';
import { liveOn } from './scenario.js';
import { FLAT, PAY_LATER, TERMS, TestLine } from './testing.js';

/** 3000 in 6 at 0.72 %: 500.00 and 21.60 a month (SCH-1). */
const FLAT_072 = { ...FLAT, prices: [{ periods: 6, feeRatePerPeriod: '0.0072', annualRate: '0' }] };

const statement = (line: TestLine): unknown => line.state.latestStatement;

describe('minimum due over two bills', () => {
  /** A first bill of `firstMinor`, of which `paidMinor` is paid on its due date; then a second cycle with the spend. */
  const secondBill = (firstMinor: number, paidMinor: number, spendMinor: number, withPlan: boolean): TestLine => {
    const line = new TestLine('2025-01-05', 2_000_000);
    line.buy('first', firstMinor);
    line.advance('2025-02-12');
    if (paidMinor > 0) line.pay(paidMinor);
    line.buy('spend', spendMinor);
    if (withPlan) line.buy('plan', 300_000, FLAT_072, 6);
    line.advance('2025-03-04');
    return line;
  };

  // Carry fee of 19 days, 12 February to 3 March: 2.85 on 300.00 and on 299.99, 300.05.
  test.each([
    // MIN-2: 100 + 521.60 + 30.00, and the carry fee
    ['MIN-2, carried 300.00 after the minimum was met', 33_333, 3_333, 100_000, true, 285, 0, 65_160 + 285],
    // MIN-1: below the threshold all of it: 100 + 521.60 + 299.99
    ['MIN-1, carried 299.99', 33_332, 3_333, 100_000, true, 285, 0, 92_159 + 285],
    // MIN-4: 100 + 521.60 + 30.01
    ['MIN-4, carried 300.05', 33_339, 3_334, 100_000, true, 285, 0, 65_161 + 285],
    // MIN-6: 12.35 + 30.01
    ['MIN-6, carried 300.05, no installment', 33_339, 3_334, 12_345, false, 285, 0, 4_236 + 285],
    // MIN-5: 100 + 521.60 + 300.00, carry fee 2.85, penalty 300 x 0.015 % x 19 = 0.855
    ['MIN-5, carried 300.00 after the minimum was missed', 30_000, 0, 100_000, true, 285, 86, 92_160 + 285 + 86],
  ])('%s', (_id, firstMinor, paidMinor, spendMinor, withPlan, carryFeesMinor, penaltyMinor, minDueMinor) => {
    const line = secondBill(firstMinor, paidMinor, spendMinor, withPlan);
    expect(statement(line)).toMatchObject({
      spendMinor,
      installmentsMinor: withPlan ? 52_160 : 0,
      carriedMinor: firstMinor - paidMinor,
      carryFeesMinor,
      penaltyMinor,
      minDueMinor,
    });
  });

  test('paying the minimum to the cent keeps the bill current, a cent less makes it late', () => {
    const due = (paidMinor: number): number => {
      const line = new TestLine('2025-01-05');
      line.buy('o1', 100_000);
      line.advance('2025-02-12', '23:59');
      line.pay(paidMinor);
      line.advance('2025-02-13');
      return line.view().daysPastDue;
    };
    expect([9_999, 10_000, 10_001].map(due)).toEqual([1, 0, 0]);
  });
});

describe('a carried balance', () => {
  test('is carried over two bills and bears its fee on principal alone', () => {
    const line = new TestLine('2025-01-05');
    liveOn(line, [
      ['2025-01-06', (it) => it.buy('o1', 100_000), ['authorized', 'captured']],
      [
        '2025-02-12',
        (it) => it.pay(10_000),
        ['statementCut 2025-02-03', 'reminderIssued 2025-02-12', 'paymentReceived'],
      ],
      ['2025-03-04', null, ['statementCut 2025-03-03']],
    ]);
    // 900 x 0.05 % x 19 days = 8.55; minimum 90.00 + 8.55
    expect(statement(line)).toMatchObject({
      carriedMinor: 90_000,
      carryFeesMinor: 855,
      balanceMinor: 90_855,
      minDueMinor: 9_855,
    });
    liveOn(line, [['2025-03-12', (it) => it.pay(9_855), ['reminderIssued 2025-03-12', 'paymentReceived']]]);
    // 9 days more: 4.05; 12.60 to carry fees, 85.95 to principal
    expect(line.view()).toMatchObject({ usedMinor: 81_405, billedMinor: 81_405, daysPastDue: 0 });
    liveOn(line, [['2025-04-04', null, ['statementCut 2025-04-03']]]);
    // (900 x 9 + 814.05 x 22) x 0.05 % = 13.004...: 13.00 less the 4.05 posted; minimum 81.41 + 8.95
    expect(statement(line)).toMatchObject({ carriedMinor: 81_405, carryFeesMinor: 895, minDueMinor: 9_036 });
    liveOn(line, [
      ['2025-04-05', (it) => it.pay(it.view().billedMinor), ['paymentReceived']],
      ['2027-01-01', null, []],
    ]);
    expect(line.view()).toMatchObject({ usedMinor: 0, creditMinor: 0, nextItemAt: null });
    expect(line.balance('PENALTY_INCOME')).toBe(0);
  });

  test('a carry fee alone is billed and paid like any debt', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 100_000);
    line.advance('2025-02-12');
    line.pay(10_000);
    line.advance('2025-02-22');
    // Refunded in full: principal is gone, 900 x 0.05 % x 10 = 4.50 of carry fee stay
    line.refund('agr_t_3', 100_000);
    expect(line.view()).toMatchObject({ billedMinor: 450, usedMinor: 0 });
    line.advance('2025-03-04');
    expect(statement(line)).toMatchObject({
      balanceMinor: 450,
      minDueMinor: 450,
      carriedMinor: 0,
      carryFeesMinor: 450,
    });
    line.pay(450);
    expect(line.advance('2027-01-01')).toEqual([]);
  });
});

describe('an overdue bill beside a new one', () => {
  test('WAT-3: all components of the older bill are paid first', () => {
    const line = new TestLine('2025-01-05');
    line.buy('old', 100_000);
    line.advance('2025-02-14');
    line.buy('new', 50_000);
    line.advance('2025-03-05');
    // 21 days: carry 10.50, penalty 3.15
    expect(line.view()).toMatchObject({ billedMinor: 151_365, overdueMinor: 101_365, daysPastDue: 21 });
    line.pay(40_000);
    expect(line.balance('PENALTY_RECEIVABLE')).toBe(0);
    expect(line.balance('CARRY_RECEIVABLE')).toBe(0);
    const [old, fresh] = line.state.book.position.agreements;
    expect(old?.installments[0]).toMatchObject({ principalPaidMinor: 40_000 - 1_365, billOn: '2025-02-03' });
    expect(fresh?.installments[0]).toMatchObject({ principalPaidMinor: 0, billOn: '2025-03-03' });
    line.pay(61_365 + 1);
    expect(line.view()).toMatchObject({ overdueMinor: 0, daysPastDue: 0, billedMinor: 49_999, status: 'ACTIVE' });
  });

  test('the minimum of the new bill asks for the arrears, and paying it cures and keeps current', () => {
    const line = new TestLine('2025-01-05');
    line.buy('old', 100_000);
    line.advance('2025-02-14');
    line.buy('new', 50_000);
    line.advance('2025-03-03', '00:00');
    // 1000 overdue, 19 days: carry 9.50, penalty 2.85; 10 % of 500
    expect(statement(line)).toMatchObject({ minDueMinor: 100_000 + 950 + 285 + 5_000, balanceMinor: 151_235 });
    line.pay(106_235);
    expect(line.view()).toMatchObject({ daysPastDue: 0, minDueOpenMinor: 0, billedMinor: 45_000, status: 'ACTIVE' });
    line.advance('2025-03-13');
    expect(line.view()).toMatchObject({ daysPastDue: 0, overdueMinor: 0 });
  });
});

describe('late charges through the fold', () => {
  test.each([
    // LATE-1: 521.60 x 0.05 % x 10 = 2.61; penalty x 0.015 % = 0.78
    ['LATE-1: 521.60 for 10 days', 52_160, '2025-02-22', 261, 78],
    // LATE-2: 30 days at a minimum of 0.01 would be 0.30: the cap of 1.00 x 24 % x 30 / 365 leaves 0.02 in all. At the
    // cut after 19 days both charges had been posted with 0.01, and what was posted is not exchanged.
    ['LATE-2: 1.00 for 30 days', 100, '2025-03-14', 1, 1],
    ['on the due date', 52_160, '2025-02-12', 0, 0],
    ['one day', 52_160, '2025-02-13', 26, 8],
  ])('%s', (_id, amountMinor, on, carryMinor, penaltyMinor) => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', amountMinor);
    line.advance(on);
    line.pay(line.view().billedMinor);
    expect([0 - line.balance('CARRY_INCOME'), 0 - line.balance('PENALTY_INCOME')]).toEqual([carryMinor, penaltyMinor]);
    expect(line.view()).toMatchObject({ billedMinor: 0, creditMinor: 0 });
  });

  test('the day of payment is chosen by value date, not by booking', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 52_160);
    line.advance('2025-02-22');
    line.pay(52_160, '2025-02-12');
    expect(line.view()).toMatchObject({ billedMinor: 0, daysPastDue: 0, creditMinor: 0 });
    expect(line.balance('PENALTY_INCOME')).toBe(0);
  });
});

describe('credit of the customer', () => {
  test('an over-payment is used by the next bill', () => {
    const line = new TestLine('2025-01-05');
    liveOn(line, [
      ['2025-01-06', (it) => it.buy('o1', 100_000), ['authorized', 'captured']],
      ['2025-02-05', (it) => it.pay(130_000), ['statementCut 2025-02-03', 'paymentReceived']],
      ['2025-02-06', (it) => it.buy('o2', 50_000), ['authorized', 'captured']],
    ]);
    expect(line.view()).toMatchObject({ creditMinor: 30_000, usedMinor: 50_000 });
    liveOn(line, [['2025-03-04', null, ['statementCut 2025-03-03']]]);
    expect(statement(line)).toMatchObject({
      spendMinor: 50_000,
      creditAppliedMinor: 30_000,
      balanceMinor: 20_000,
      minDueMinor: 5_000,
    });
    expect(line.view()).toMatchObject({ creditMinor: 0, usedMinor: 20_000, billedMinor: 20_000 });
    liveOn(line, [
      ['2025-03-12', (it) => it.pay(20_000), ['reminderIssued 2025-03-12', 'paymentReceived']],
      ['2027-01-01', null, []],
    ]);
  });

  test('credit that covers the bill leaves nothing to remind of', () => {
    const line = new TestLine('2025-01-05');
    line.pay(100_000);
    line.buy('o1', 100_000);
    expect(line.advance('2025-02-04')).toEqual(['statementCut']);
    expect(statement(line)).toMatchObject({ creditAppliedMinor: 100_000, balanceMinor: 0, minDueMinor: 0 });
    expect(line.advance('2027-01-01')).toEqual([]);
  });

  test('a bounced payment whose excess was used leaves the bill short again', () => {
    const line = new TestLine('2025-01-05');
    const paymentId = line.pay(100_000);
    line.buy('o1', 100_000);
    line.advance('2025-02-04');
    line.do({ type: 'reversePayment', paymentId, reason: 'bounced' });
    expect(line.view()).toMatchObject({ billedMinor: 100_000, creditMinor: 0, usedMinor: 100_000 });
  });
});

describe('a merchant returns money between cut and due date', () => {
  test('CAL-9: the bill stays, what is left to pay falls, the limit is restored', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 100_000);
    line.advance('2025-02-03', '03:00');
    const before = statement(line);
    line.refund(agreementId, 40_000);
    expect(statement(line)).toBe(before);
    expect(before).toMatchObject({ balanceMinor: 100_000 });
    expect(line.view()).toMatchObject({ billedMinor: 60_000, usedMinor: 60_000, availableMinor: 940_000 });
    // The refund counts towards the minimum of 100.00.
    line.advance('2025-02-13');
    expect(line.view()).toMatchObject({ daysPastDue: 0, minDueOpenMinor: 0 });
  });
});

describe('what a plan with other terms is billed', () => {
  test('one fee of each period, principal to the cent', () => {
    const line = new TestLine('2025-01-05', 2_000_000, { ...TERMS, minDueCarryThresholdMinor: minor(0) });
    line.buy('o1', 100_000, { ...FLAT, prices: [{ periods: 3, feeRatePerPeriod: '0.007', annualRate: '0' }] }, 3);
    line.buy('o2', 1_000, PAY_LATER);
    const bills = ['02', '03', '04'].map((month) => {
      line.advance(`2025-${month}-04`);
      line.pay(line.view().billedMinor);
      return line.state.latestStatement;
    });
    // SCH-2: 333.33, 333.33, 333.34 and 7.00 each
    expect(bills.map((bill) => [bill?.spendMinor, bill?.installmentsMinor, bill?.balanceMinor])).toEqual([
      [1_000, 34_033, 35_033],
      [0, 34_033, 34_033],
      [0, 34_034, 34_034],
    ]);
    expect(bills[0]?.lines).toEqual([
      { agreementId: 'agr_t_3', installmentNr: 1, periods: 3, principalMinor: 33_333, interestMinor: 0, feeMinor: 700 },
      { agreementId: 'agr_t_5', installmentNr: 1, periods: 1, principalMinor: 1_000, interestMinor: 0, feeMinor: 0 },
    ]);
  });
});
