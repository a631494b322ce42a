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

  test('refuses a plan without periods', () => {
    expect(() => planTable(terms({ periods: 0 }))).toThrow(RangeError);
  });
});
