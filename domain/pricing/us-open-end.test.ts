import { exact } from '../money/decimal.js';
import { annualPercentageYield, dailyCompoundedInterest, dayWeightedMean, yieldOfLongCompounding } from './us-apy.js';
import { accumulatedOwed, openEndCycleApr, totalAnnualLoanCost } from './us-open-end-apr.js';

/** The regulations' own examples are the openend vectors under test/vectors; these are edges and round trips. */
describe('openEndCycleApr', () => {
  const cycle = {
    transaction: exact(100),
    transactionCharge: exact(3),
    periodicRate: exact('0.015'),
    balance: exact(100),
    denominator: 'TRANSACTION_PLUS_EXCESS',
  } as const;

  test.each([
    ['0', '100', '36'],
    ['99.99', '100', '53.9982'],
    ['100', '100', '54'],
    ['200', '200', '36'],
  ])('balance %s is set against %s', (balance, denominator, percent) => {
    const cost = openEndCycleApr({ ...cycle, balance: exact(balance) });
    expect(cost.denominator.toString()).toBe(denominator);
    expect(cost.apr.times(100).toString()).toBe(percent);
  });

  test('refuses a cycle without a balance', () => {
    expect(() => openEndCycleApr({ ...cycle, transaction: exact(0), balance: exact(0) })).toThrow(/are 0/);
  });
});

describe('totalAnnualLoanCost', () => {
  const loan = { advances: [{ amount: exact(100), count: 24, firstPeriod: 0 }], periods: 24, periodsPerYear: 12 };

  test('without costs it is the rate of the contract', () => {
    const owed = accumulatedOwed(loan, { initialCost: exact(0), annualRate: exact('0.09'), compoundingsPerYear: 12 });
    expect(totalAnnualLoanCost(loan, owed).annualRate.toFixed(15)).toBe('0.090000000000000');
  });

  test('rarer compounding is spread over the periods', () => {
    const owed = accumulatedOwed(loan, { initialCost: exact(0), annualRate: exact('0.1'), compoundingsPerYear: 1 });
    expect(totalAnnualLoanCost(loan, owed).periodicRate.plus(1).pow(12).toFixed(12)).toBe('1.100000000000');
  });

  test.each<[string, () => unknown, RegExp]>([
    ['advances after the end', () => totalAnnualLoanCost({ ...loan, periods: 23 }, exact(1)), /do not fit in 23/],
    ['no periods', () => totalAnnualLoanCost({ ...loan, periods: 0 }, exact(1)), /periods is 0/],
    ['no periods a year', () => totalAnnualLoanCost({ ...loan, periodsPerYear: 0 }, exact(1)), /periodsPerYear is 0/],
    [
      'no compounding',
      () => accumulatedOwed(loan, { initialCost: exact(0), annualRate: exact('0.1'), compoundingsPerYear: 0 }),
      /compoundingsPerYear is 0/,
    ],
  ])('refuses %s', (_name, compute, message) => {
    expect(compute).toThrow(message);
  });
});

describe('yields', () => {
  test('interest of a year is its yield, and a day of compounding that of a year', () => {
    expect(annualPercentageYield(exact(1_000), exact('61.68'), 365).toString()).toBe('0.06168');
    expect(yieldOfLongCompounding(exact(1_000), exact('4.11'), 30, 365).toFixed(4)).toBe('0.0500');
  });

  test('daily compounding, one rate after the other', () => {
    const split = [
      { value: exact('0.0525'), days: 100 },
      { value: exact('0.0525'), days: 265 },
    ];
    const whole = dailyCompoundedInterest(exact(1_000), [{ value: exact('0.0525'), days: 365 }]);
    expect(dailyCompoundedInterest(exact(1_000), split).toFixed(20)).toBe(whole.toFixed(20));
    expect(whole.toFixed(2)).toBe('53.90');
  });

  test('a mean by days', () => {
    const held = [
      { value: exact(2_000), days: 10 },
      { value: exact(1_000), days: 30 },
    ];
    expect(dayWeightedMean(held).toString()).toBe('1250');
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no principal', () => annualPercentageYield(exact(0), exact(1), 30), /principal is 0/],
    ['no days', () => yieldOfLongCompounding(exact(1), exact(1), 0, 30), /days is 0/],
    ['no values', () => dayWeightedMean([]), /days is 0/],
  ])('refuses %s', (_name, compute, message) => {
    expect(compute).toThrow(message);
  });
});
