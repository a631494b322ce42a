import { plainDate } from '../../calendar/plain-date.js';
import { exact, Exact } from '../../money/decimal.js';
import { periodFactor, stretchFactor } from './interest-factor.js';
import type { InterestTerms, LoanPeriod } from './loan-terms.js';

/** A rate of 100 %, so that a factor is the part of a year. */
const TERMS: InterestTerms = {
  annualRate: '1',
  frequency: { every: 1, unit: 'MONTHS' },
  interestCalculation: 'DAILY',
  partialPeriods: 'FROM_DRAW',
  daysInYear: 'ACTUAL',
  daysInMonth: 'ACTUAL',
  leapYearRule: 'CALENDAR_YEAR',
  yearSplit: 'DEC_31',
};
const THIRTY_360 = { daysInMonth: 30, daysInYear: 360 } as const;
const weeks = (every: number) => ({ frequency: { every, unit: 'WEEKS' } }) as const;
const days = (every: number) => ({ frequency: { every, unit: 'DAYS' } }) as const;
const months = (every: number) => ({ frequency: { every, unit: 'MONTHS' } }) as const;

type Part = readonly [days: number, year: number];
const yearsOf = (parts: readonly Part[]) =>
  parts.reduce((sum, [part, year]) => sum.plus(exact(part).div(year)), new Exact(0)).toFixed(15);
const period = (from: string, due: string, isRegular = true): LoanPeriod => ({
  fromOn: plainDate(from),
  dueOn: plainDate(due),
  isRegular,
});

describe('stretchFactor of a whole period', () => {
  test.each<[string, Partial<InterestTerms>, string, string, Part[]]>([
    ['PER_PERIOD: a twelfth', { interestCalculation: 'PER_PERIOD' }, '2024-02-01', '2024-03-01', [[1, 12]]],
    [
      'PER_PERIOD, 3 months',
      { interestCalculation: 'PER_PERIOD', ...months(3) },
      '2024-02-01',
      '2024-05-01',
      [[3, 12]],
    ],
    ['PER_PERIOD, 2 weeks', { interestCalculation: 'PER_PERIOD', ...weeks(2) }, '2024-02-01', '2024-02-15', [[2, 52]]],
    [
      'PER_PERIOD, by days as DAILY',
      { interestCalculation: 'PER_PERIOD', ...days(15) },
      '2024-02-01',
      '2024-02-16',
      [[15, 366]],
    ],
    ['30/360: a month is 30 days', THIRTY_360, '2024-02-01', '2024-03-01', [[30, 360]]],
    ['30/360, 2 months', { ...THIRTY_360, ...months(2) }, '2024-02-01', '2024-04-01', [[60, 360]]],
    ['30/365', { ...THIRTY_360, daysInYear: 365 }, '2024-02-01', '2024-03-01', [[30, 365]]],
    ['30/actual in a leap year', { daysInMonth: 30 }, '2024-03-01', '2024-04-01', [[30, 366]]],
    ['30/actual by the year in which it begins', { daysInMonth: 30 }, '2023-12-15', '2024-01-15', [[30, 365]]],
    ['30/364, 2 weeks', { daysInMonth: 30, daysInYear: 364, ...weeks(2) }, '2024-02-01', '2024-02-15', [[14, 364]]],
    ['30/360, 15 days', { ...THIRTY_360, ...days(15) }, '2024-02-01', '2024-02-16', [[15, 360]]],
    ['actual/360', { daysInYear: 360 }, '2024-01-01', '2024-02-01', [[31, 360]]],
    ['actual/365 in a leap year', { daysInYear: 365 }, '2024-01-01', '2024-02-01', [[31, 365]]],
    ['actual/actual in a leap year', {}, '2024-01-01', '2024-02-01', [[31, 366]]],
    ['actual/actual in another', {}, '2023-01-01', '2023-02-01', [[31, 365]]],
    [
      'a new year cut on 31 December',
      {},
      '2023-12-15',
      '2024-01-15',
      [
        [16, 365],
        [15, 366],
      ],
    ],
    [
      'a new year cut on 1 January',
      { yearSplit: 'JAN_1' },
      '2023-12-15',
      '2024-01-15',
      [
        [17, 365],
        [14, 366],
      ],
    ],
    ['from 31 December on: the next year', {}, '2023-12-31', '2024-01-31', [[31, 366]]],
    [
      'the same cut on 1 January',
      { yearSplit: 'JAN_1' },
      '2023-12-31',
      '2024-01-31',
      [
        [1, 365],
        [30, 366],
      ],
    ],
    ['up to the cut', {}, '2024-12-01', '2024-12-31', [[30, 366]]],
    ['up to the cut on 1 January', { yearSplit: 'JAN_1' }, '2024-12-01', '2025-01-01', [[31, 366]]],
    [
      'over a whole year',
      {},
      '2023-12-01',
      '2025-02-01',
      [
        [30, 365],
        [366, 366],
        [32, 365],
      ],
    ],
    [
      'over a whole year cut on 1 January',
      { yearSplit: 'JAN_1' },
      '2023-12-01',
      '2025-02-01',
      [
        [31, 365],
        [366, 366],
        [31, 365],
      ],
    ],
    [
      '29 February alone: not in the period',
      { leapYearRule: 'FEB_29_PERIOD_ONLY' },
      '2024-01-01',
      '2024-02-01',
      [[31, 365]],
    ],
    ['29 February alone: inside', { leapYearRule: 'FEB_29_PERIOD_ONLY' }, '2024-02-15', '2024-03-15', [[29, 366]]],
    ['29 February alone: at the end', { leapYearRule: 'FEB_29_PERIOD_ONLY' }, '2024-01-29', '2024-02-29', [[31, 366]]],
    [
      '29 February alone: at the start',
      { leapYearRule: 'FEB_29_PERIOD_ONLY' },
      '2024-02-29',
      '2024-03-29',
      [[29, 365]],
    ],
    [
      '29 February alone: in the year after',
      { leapYearRule: 'FEB_29_PERIOD_ONLY', yearSplit: 'JAN_1' },
      '2023-12-01',
      '2024-03-01',
      [[91, 366]],
    ],
    [
      '29 February alone, months of 30 days',
      { leapYearRule: 'FEB_29_PERIOD_ONLY', daysInMonth: 30 },
      '2024-02-01',
      '2024-03-01',
      [[30, 366]],
    ],
  ])('%s', (_name, given, from, due, parts) => {
    const terms = { ...TERMS, ...given };
    const whole = period(from, due);
    expect(stretchFactor(terms, whole, whole.fromOn, whole.dueOn).toFixed(15)).toBe(yearsOf(parts));
  });
});

describe('stretchFactor of a part', () => {
  const january = period('2024-01-01', '2024-02-01');
  test.each<[string, Partial<InterestTerms>, number, number]>([
    ['PER_PERIOD: so many of its days', { interestCalculation: 'PER_PERIOD' }, 15, 12 * 31],
    ['months of 30 days: so many of its days', THIRTY_360, 15, 12 * 31],
    ['actual days', {}, 15, 366],
    ['weeks: so many of its days', { ...THIRTY_360, ...weeks(1) }, 7 * 15, 360 * 31],
  ])('%s', (_name, given, part, year) => {
    const from = plainDate('2024-01-10');
    expect(stretchFactor({ ...TERMS, ...given }, january, from, plainDate('2024-01-25')).toFixed(15)).toBe(
      yearsOf([[part, year]]),
    );
  });

  test.each([
    // The month step from 1 February has 29 days.
    ['a month and a half', '2024-02-15', 1 + 14 / 29, true],
    ['half a month', '2024-01-16', 15 / 31, true],
    ['two whole months', '2024-03-01', 2, true],
    ['two months and a day', '2024-03-02', 2 + 1 / 31, true],
  ])('an irregular period of months counts whole ones and days: %s', (_name, due, count) => {
    const irregular = period('2024-01-01', due, false);
    const factor = stretchFactor({ ...TERMS, ...THIRTY_360 }, irregular, irregular.fromOn, irregular.dueOn);
    expect(factor.times(12).toNumber()).toBeCloseTo(count, 12);
  });

  test('an irregular period of weeks counts as regular', () => {
    const irregular = period('2024-01-01', '2024-01-20', false);
    const terms = { ...TERMS, ...THIRTY_360, ...weeks(2) };
    expect(stretchFactor(terms, irregular, irregular.fromOn, irregular.dueOn).toFixed(15)).toBe(yearsOf([[14, 360]]));
  });

  test('a factor has 19 decimals: a twelfth of 7 %', () => {
    const terms: InterestTerms = { ...TERMS, interestCalculation: 'PER_PERIOD', annualRate: '0.07' };
    expect(stretchFactor(terms, january, january.fromOn, january.dueOn).toString()).toBe('0.0058333333333333333');
  });
});

describe('periodFactor', () => {
  const shape = {
    interestMethod: 'DECLINING',
    amortization: 'LEVEL_PAYMENT',
    installments: 1,
    startOn: plainDate('2024-01-01'),
    downPaymentRate: '0',
    installmentMultipleMinor: null,
    fixedLength: null,
    principalGracePeriods: 0,
    interestGracePeriods: 0,
    interestFreePeriods: 0,
    tranches: 'SHARED_TERM',
    overdue: null,
  } as const;
  const irregular = period('2024-01-01', '2024-02-15', false);
  test.each<[string, 'PROGRESSIVE' | 'CUMULATIVE', Partial<InterestTerms>, number, number]>([
    ['an irregular month counts as a regular one', 'PROGRESSIVE', THIRTY_360, 1, 12],
    ['by its actual days where days count', 'PROGRESSIVE', {}, 45, 366],
    ['a twelfth by the older convention', 'CUMULATIVE', {}, 1, 12],
    ['weeks of 52', 'CUMULATIVE', weeks(2), 2, 52],
    ['days of 365', 'CUMULATIVE', days(73), 1, 5],
  ])('%s', (_name, convention, given, part, year) => {
    expect(periodFactor({ ...TERMS, ...shape, ...given, convention }, irregular).toFixed(15)).toBe(
      yearsOf([[part, year]]),
    );
  });
});
