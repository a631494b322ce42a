import fc from 'fast-check';
import { addMonths, plainDate } from '../calendar/plain-date.js';
import { exact } from '../money/decimal.js';
import { aprRegularity, isAprWithinTolerance, usActuarialApr } from './us-actuarial-apr.js';
import type { UsTransaction } from './us-actuarial-apr.js';
import { unitPeriodsPerYear, unitPeriodTime } from './us-unit-periods.js';
import type { UnitPeriod } from './us-unit-periods.js';

const day = plainDate;
const MONTH: UnitPeriod = { unit: 'MONTH', count: 1 };

/** The regulation's own examples are the us_actuarial_apr vectors under test/vectors. */
describe('unitPeriodTime', () => {
  test.each<[string, UnitPeriod, string, string, number, string]>([
    ['a month', MONTH, '2025-01-15', '2025-02-15', 1, '0'],
    ['a month and 5 days', MONTH, '2025-01-10', '2025-02-15', 1, '5/30'],
    ['counted back from the payment', MONTH, '2025-01-31', '2025-03-30', 1, '28/30'],
    ['two ends of months', MONTH, '2025-01-31', '2025-02-28', 1, '0'],
    ['two ends of months over a year', MONTH, '2024-02-29', '2025-04-30', 14, '0'],
    ['two months', { unit: 'MONTH', count: 2 }, '2025-01-10', '2025-03-01', 0, '52/60'],
    ['half months', { unit: 'SEMIMONTH', count: 1 }, '2025-01-01', '2025-02-20', 3, '4/15'],
    ['weeks', { unit: 'WEEK', count: 1 }, '2025-01-01', '2025-01-18', 2, '3/7'],
    ['two weeks', { unit: 'WEEK', count: 2 }, '2025-01-01', '2025-01-18', 1, '3/14'],
    ['days', { unit: 'DAY', count: 10 }, '2025-01-01', '2025-01-18', 1, '7/10'],
    ['years and months', { unit: 'YEAR', count: 1 }, '2025-01-15', '2027-04-15', 2, '3/12'],
    ['years and days', { unit: 'YEAR', count: 1 }, '2025-01-15', '2027-04-16', 2, '91/365'],
    ['the term', { unit: 'TERM', count: 1 }, '2025-01-15', '2025-09-01', 1, '0'],
  ])('%s', (_name, unitPeriod, from, to, whole, rest) => {
    const time = unitPeriodTime(day(from), day(to), unitPeriod);
    const [above = '0', below = '1'] = rest.split('/');
    expect(time.whole).toBe(whole);
    expect(time.fraction.toString()).toBe(exact(above).div(below).toString());
  });

  test('refuses what lies before, and no count', () => {
    expect(() => unitPeriodTime(day('2025-01-02'), day('2025-01-01'), MONTH)).toThrow(/before the first advance/);
    expect(() => unitPeriodTime(day('2025-01-01'), day('2025-01-02'), { unit: 'DAY', count: 0 })).toThrow(/count is 0/);
  });
});

describe('unitPeriodsPerYear', () => {
  test.each<[UnitPeriod, string, string]>([
    [MONTH, '2025-12-01', '12'],
    [{ unit: 'MONTH', count: 3 }, '2025-12-01', '4'],
    [{ unit: 'SEMIMONTH', count: 1 }, '2025-12-01', '24'],
    [{ unit: 'WEEK', count: 2 }, '2025-12-01', '26'],
    [{ unit: 'DAY', count: 73 }, '2025-12-01', '5'],
    [{ unit: 'YEAR', count: 1 }, '2025-12-01', '1'],
    [{ unit: 'TERM', count: 1 }, '2025-07-01', '2'],
    [{ unit: 'TERM', count: 1 }, '2025-03-15', '5'],
  ])('%j up to %s', (unitPeriod, to, expected) => {
    expect(unitPeriodsPerYear(unitPeriod, day('2025-01-01'), day(to)).toString()).toBe(expected);
  });

  test('a term has a length', () => {
    const on = day('2025-01-01');
    expect(() => unitPeriodsPerYear({ unit: 'TERM', count: 1 }, on, on)).toThrow(/is not after the advance/);
  });
});

const transaction = (changed: Partial<UsTransaction> = {}): UsTransaction => ({
  unitPeriod: MONTH,
  advances: [{ on: day('2025-01-15'), amount: exact(1_000) }],
  payments: Array.from({ length: 12 }, (_, index) => ({
    on: addMonths(day('2025-01-15'), index + 1),
    amount: exact(index === 11 ? 1_010 : 10),
  })),
  prepaidFinanceCharge: exact(0),
  ...changed,
});

describe('usActuarialApr', () => {
  test('1 % a month is 12 % a year, and a prepaid charge makes it more', () => {
    expect(usActuarialApr(transaction()).toString()).toBe('0.12');
    expect(usActuarialApr(transaction({ prepaidFinanceCharge: exact(20) })).gt('0.12')).toBe(true);
  });

  test('less paid than lent is a rate below nothing', () => {
    const payments = [{ on: day('2025-02-15'), amount: exact(900) }];
    expect(usActuarialApr(transaction({ payments })).toString()).toBe('-1.2');
  });

  test('within a unit period interest is simple', () => {
    const payments = [{ on: day('2025-01-30'), amount: exact(1_010) }];
    expect(usActuarialApr(transaction({ payments })).toString()).toBe('0.24');
  });

  test('the order in which flows are given does not matter', () => {
    const advances = [
      { on: day('2025-03-15'), amount: exact(500) },
      { on: day('2025-01-15'), amount: exact(500) },
    ];
    const one = transaction({ advances, prepaidFinanceCharge: exact(10) });
    const other = transaction({ advances: advances.toReversed(), prepaidFinanceCharge: exact(10) });
    expect(usActuarialApr(one).toString()).toBe(usActuarialApr(other).toString());
  });

  test('a dearer payment never lowers it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 84, max: 200 }), fc.integer({ min: 1, max: 50 }), (payment, more) => {
        const paid = (amount: number) =>
          usActuarialApr(
            transaction({ payments: transaction().payments.map(({ on }) => ({ on, amount: exact(amount) })) }),
          );
        expect(paid(payment + more).gt(paid(payment))).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  test.each<[string, Partial<UsTransaction>, RegExp]>([
    ['no advance', { advances: [] }, /0 advances/],
    ['no payment', { payments: [] }, /0 payments/],
    ['a term of several payments', { unitPeriod: { unit: 'TERM', count: 1 } }, /payments are 12/],
    ['a payment before it', { payments: [{ on: day('2025-01-14'), amount: exact(1) }] }, /before the first advance/],
    ['nothing paid back', { payments: [{ on: day('2025-02-14'), amount: exact(0) }] }, /NO_RATE_IN_RANGE/],
  ])('refuses %s', (_name, changed, message) => {
    expect(() => usActuarialApr(transaction(changed))).toThrow(RangeError);
    expect(() => usActuarialApr(transaction(changed))).toThrow(message);
  });
});

describe('the tolerance', () => {
  test.each([
    ['US-8: 0.125 of a point', '0.12125', 'REGULAR', true],
    ['US-8: 0.126 of a point', '0.12126', 'REGULAR', false],
    ['too low counts the same', '0.11874', 'REGULAR', false],
    ['irregular: 0.25 of a point', '0.1225', 'IRREGULAR', true],
    ['irregular: 0.251 of a point', '0.12251', 'IRREGULAR', false],
  ] as const)('%s', (_name, disclosed, regularity, expected) => {
    expect(isAprWithinTolerance(exact(disclosed), exact('0.12'), regularity)).toBe(expected);
  });

  const { payments, advances } = transaction();
  const changedAt = (index: number, change: Partial<(typeof payments)[number]>) =>
    payments.map((payment, at) => (at === index ? { ...payment, ...change } : payment));

  test.each<[string, Partial<UsTransaction>, string]>([
    ['equal payments at equal times', {}, 'REGULAR'],
    ['another first and last payment', { payments: changedAt(0, { amount: exact(7) }) }, 'REGULAR'],
    ['a longer first period', { advances: [{ on: day('2025-01-03'), amount: exact(1_000) }] }, 'REGULAR'],
    ['another payment in between', { payments: changedAt(5, { amount: exact(7) }) }, 'IRREGULAR'],
    ['a period of another length', { payments: changedAt(5, { on: day('2025-07-20') }) }, 'IRREGULAR'],
    ['several advances', { advances: [...advances, ...advances] }, 'IRREGULAR'],
  ])('%s', (_name, changed, expected) => {
    expect(aprRegularity(transaction(changed))).toBe(expected);
  });
});
