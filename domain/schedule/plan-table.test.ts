import type { Exact } from '../money/decimal.js';
import { exact } from '../money/decimal.js';
import { interestByYear, planTable } from './plan-table.js';
import type { PlanTableTerms } from './plan-table.js';

const terms = (given: Partial<PlanTableTerms>): PlanTableTerms => ({
  principal: exact(200_000),
  plan: { kind: 'LEVEL_PAYMENT' },
  periodsPerYear: 12,
  periods: 240,
  rate: { kind: 'NOMINAL', annual: '0.06' },
  firstPeriodYears: null,
  rateChanges: [],
  ...given,
});
const cents = (amount: Exact | undefined) => amount?.toFixed(2);

/** Plans of the EU's examples for the annual rate of charge. */
describe('planTable', () => {
  test.each<[string, Partial<PlanTableTerms>, Record<number, string>]>([
    ['level payment', {}, { 1: '1432.86', 240: '1432.86' }],
    [
      'a fixed part of principal, until it is paid',
      { plan: { kind: 'FIXED_PRINCIPAL', principalPerPeriod: exact(900) }, periods: 300 },
      { 1: '1900.00', 2: '1895.50', 222: '905.50', 223: '201.00' },
    ],
    [
      'a share of balance and interest, at least a minimum',
      { plan: { kind: 'SHARE_OF_BALANCE_AND_INTEREST', share: exact('0.02'), minimum: exact(300) } },
      { 1: '4020.00', 2: '3959.30', 227: '300.00', 228: '274.76' },
    ],
    [
      'interest only, then equal principal, with a change of the rate',
      {
        principal: exact(30_000),
        plan: { kind: 'INTEREST_ONLY_THEN_EQUAL_PRINCIPAL', interestOnlyPeriods: 60 },
        periods: 180,
        rate: { kind: 'EFFECTIVE', annual: '0.07' },
        rateChanges: [{ afterPeriod: 6, rate: { kind: 'EFFECTIVE', annual: '0.0839' } }],
      },
      { 1: '169.62', 7: '202.09', 61: '452.09', 62: '450.41', 180: '251.68' },
    ],
    [
      'everything with the last payment',
      { plan: { kind: 'INTEREST_CAPITALIZED' }, periods: 2, rate: { kind: 'NOMINAL', annual: '0.075' } },
      { 1: '0.00', 2: '202507.81' },
    ],
    ['equal principal', { plan: { kind: 'EQUAL_PRINCIPAL' } }, { 1: '1833.33', 2: '1829.17', 240: '837.50' }],
    [
      'equal principal at an effective rate',
      {
        principal: exact(1_500),
        plan: { kind: 'EQUAL_PRINCIPAL' },
        periods: 12,
        rate: { kind: 'EFFECTIVE', annual: '0.09' },
      },
      { 1: '135.81', 12: '125.90' },
    ],
    [
      'interest only',
      {
        principal: exact(3_000),
        plan: { kind: 'INTEREST_ONLY' },
        periods: 3,
        rate: { kind: 'EFFECTIVE', annual: '0.09' },
      },
      { 1: '21.62', 2: '21.62', 3: '3021.62' },
    ],
    [
      'interest only to the end',
      { plan: { kind: 'INTEREST_ONLY_THEN_EQUAL_PRINCIPAL', interestOnlyPeriods: 2 }, periods: 2 },
      { 1: '1000.00', 2: '201000.00' },
    ],
    [
      'payments that grow by 3 % a year',
      { plan: { kind: 'GRADUATED', growthPerYear: exact('0.03') } },
      { 1: '1130.33', 12: '1130.33', 13: '1164.24', 24: '1164.24' },
    ],
    [
      'payments that fall by 3 % a year',
      { plan: { kind: 'GRADUATED', growthPerYear: exact('-0.03') } },
      { 1: '1778.58', 12: '1778.58', 13: '1725.22' },
    ],
    [
      'a first period of 50.5 days of 366',
      { firstPeriodYears: exact(101).div(732) },
      { 1: '1437.54', 2: '1437.54', 240: '1437.54' },
    ],
    [
      'years, the first of 34 days',
      { periodsPerYear: 1, periods: 20, firstPeriodYears: exact(34).div(365) },
      { 1: '16541.86', 20: '16541.86' },
    ],
    [
      'a rate from the sixth year on',
      {
        periods: 180,
        rate: { kind: 'NOMINAL', annual: '0' },
        rateChanges: [{ afterPeriod: 60, rate: { kind: 'NOMINAL', annual: '0.04' } }],
      },
      { 1: '1111.11', 60: '1111.11', 61: '1349.94', 180: '1349.94' },
    ],
    ['one period', { periods: 1 }, { 1: '201000.00' }],
    [
      'a first period of two months, and a rate from the second on',
      {
        principal: exact(1_000),
        periods: 3,
        rate: { kind: 'NOMINAL', annual: '0.12' },
        firstPeriodYears: exact(1).div(6),
        rateChanges: [{ afterPeriod: 1, rate: { kind: 'NOMINAL', annual: '0' } }],
      },
      // 1,000 x 1.02 x 1.01^2 / (1.01^2 + 1.01 + 1); then 676.61 in halves
      { 1: '343.39', 2: '338.31', 3: '338.31' },
    ],
    [
      'a share of the balance, at least a minimum, beside the interest',
      {
        principal: exact(1_000),
        plan: {
          kind: 'SHARE_OF_BALANCE_PLUS_INTEREST',
          share: exact('0.4'),
          minimum: exact(300),
          finalPayment: 'CLEARS_BALANCE',
        },
        periods: 12,
        rate: { kind: 'NOMINAL', annual: '0.12' },
      },
      // 40 % of 1,000; then the minimum on 600 and on 300
      { 1: '410.00', 2: '306.00', 3: '303.00' },
    ],
  ])('%s', (_name, given, expected) => {
    const rows = planTable(terms(given));
    for (const [nr, payment] of Object.entries(expected)) expect(cents(rows[Number(nr) - 1]?.payment)).toBe(payment);
    expect(rows.at(-1)?.closing.toNumber()).toBe(0);
  });

  test('a share of the balance beside the interest: the last payment clears it, or leaves the rest', () => {
    const share = { kind: 'SHARE_OF_BALANCE_PLUS_INTEREST', share: exact('0.5'), minimum: exact(0) } as const;
    const plan = (finalPayment: 'CLEARS_BALANCE' | 'BY_SHARE') =>
      planTable(terms({ principal: exact(1_000), plan: { ...share, finalPayment }, periods: 3 }));
    expect(plan('CLEARS_BALANCE').map((row) => cents(row.payment))).toEqual(['505.00', '252.50', '251.25']);
    expect(cents(plan('BY_SHARE').at(-1)?.closing)).toBe('125.00');
  });

  test('a level payment leaves no digits behind, whatever the principal', () => {
    const rows = planTable(terms({ principal: exact('0.07'), periods: 7 }));
    expect(rows).toHaveLength(7);
    expect(rows.at(-1)?.closing.isZero()).toBe(true);
  });

  test('adds interest up by years', () => {
    const rows = planTable(terms({ plan: { kind: 'INTEREST_ONLY' }, periods: 14 }));
    expect([...interestByYear(rows, 12)].map(([year, interest]) => [year, cents(interest)])).toEqual([
      [1, '12000.00'],
      [2, '2000.00'],
    ]);
  });

  test('ends with the period that pays the last of the balance', () => {
    const plan = { kind: 'FIXED_PRINCIPAL', principalPerPeriod: exact(900) } as const;
    const rows = planTable(terms({ plan, periods: 300 }));
    expect(rows).toHaveLength(223);
    expect(rows[222]).toMatchObject({ nr: 223 });
    expect([cents(rows[222]?.opening), cents(rows[222]?.interest)]).toEqual(['200.00', '1.00']);
  });

  test.each([0, -1, 1.5])('refuses %d periods', (periods) => {
    expect(() => planTable(terms({ periods }))).toThrow(RangeError);
    expect(() => planTable(terms({ periods }))).toThrow(/periods is/);
  });
});
