import fc from 'fast-check';
import { plainDate } from '../calendar/plain-date.js';
import { minor } from '../money/minor.js';
import { ScheduleTermsError } from './schedule-fault.js';
import { REGULAR_SHAPE } from './schedule-terms.js';
import type { ScheduleTerms } from './schedule-terms.js';
import { buildSchedule, trySchedule } from './schedule.js';
import type { ScheduleRow } from './schedule.js';
import { PLAN_DAY_COUNTS } from './year-part.js';
import type { PlanDayCount } from './year-part.js';

const on = plainDate;
const terms = (given: Partial<ScheduleTerms>): ScheduleTerms => ({
  ...REGULAR_SHAPE,
  amortization: 'LEVEL_PAYMENT',
  feeRatePerPeriod: '0',
  annualRate: '0.12',
  dailyRate: '0',
  cashDrawFeeRate: '0',
  rounding: 'HALF_UP',
  residuePlacement: 'LAST',
  ...given,
});
const DATES = { fromOn: on('2025-01-05'), firstDueOn: on('2025-02-12') };
const build = (given: Partial<ScheduleTerms>, periods: number, principal = 1_000_000) =>
  buildSchedule(terms(given), minor(principal), periods, DATES);
const parts = (rows: readonly ScheduleRow[]) =>
  rows.map((row) => [row.principalMinor, row.interestMinor + row.feeMinor]);
const ruleOf = (given: Partial<ScheduleTerms>, periods: number, principal = 1_000_000) => {
  const result = trySchedule(terms(given), minor(principal), periods, DATES);
  return result.ok ? null : [result.fault.rule, result.fault.param];
};

describe('a schedule with a shape', () => {
  test('weeks bear interest by their days: 14 of 365', () => {
    const shape = { frequency: { every: 2, unit: 'WEEKS' }, amortization: 'LEVEL_PRINCIPAL' } as const;
    // 10,000 x 12 % x 14 / 365 = 46.03, then on 5,000
    expect(parts(build(shape, 2))).toEqual([
      [500_000, 4_603],
      [500_000, 2_301],
    ]);
    expect(parts(build({ ...shape, dayCount: 'ACT_360' }, 2))[0]).toEqual([500_000, 4_667]);
  });

  test('two months bear a sixth of the annual rate', () => {
    const shape = { frequency: { every: 2, unit: 'MONTHS' }, amortization: 'LEVEL_PRINCIPAL' } as const;
    expect(parts(build(shape, 2))).toEqual([
      [500_000, 20_000],
      [500_000, 10_000],
    ]);
  });

  test('a broken first period bears interest by its 38 days, the others as months', () => {
    const shape = { firstPeriodRule: 'ACTUAL_DAYS', amortization: 'LEVEL_PRINCIPAL' } as const;
    // 10,000 x 12 % x 38 / 365 = 124.93
    expect(parts(build(shape, 2))).toEqual([
      [500_000, 12_493],
      [500_000, 5_000],
    ]);
    const counts = Object.keys(PLAN_DAY_COUNTS) as PlanDayCount[];
    for (const dayCount of counts) {
      const [first] = build({ ...shape, dayCount }, 2);
      // 37 or 38 days over a year of 360 to 366
      expect(first?.interestMinor).toBeGreaterThanOrEqual(12_131);
      expect(first?.interestMinor).toBeLessThanOrEqual(12_667);
    }
  });

  test('grace of principal, grace of interest, periods free of interest', () => {
    const equal = { amortization: 'LEVEL_PRINCIPAL' } as const;
    expect(parts(build({ ...equal, principalGracePeriods: 2 }, 4))).toEqual([
      [0, 10_000],
      [0, 10_000],
      [500_000, 10_000],
      [500_000, 5_000],
    ]);
    expect(parts(build({ ...equal, interestGracePeriods: 1 }, 2))).toEqual([
      [500_000, 0],
      [500_000, 15_000],
    ]);
    expect(parts(build({ ...equal, interestFreePeriods: 1 }, 2))).toEqual([
      [500_000, 0],
      [500_000, 5_000],
    ]);
    const residueFirst = { ...equal, principalGracePeriods: 1, residuePlacement: 'FIRST', annualRate: '0' } as const;
    expect(parts(build(residueFirst, 4, 100)).map(([principal]) => principal)).toEqual([0, 34, 33, 33]);
  });

  test('a flat fee after a grace of principal keeps its fee in every period', () => {
    const fee = { amortization: 'FLAT_FEE', annualRate: '0', feeRatePerPeriod: '0.006' } as const;
    expect(parts(build({ ...fee, principalGracePeriods: 1 }, 3, 120_000))).toEqual([
      [0, 720],
      [60_000, 720],
      [60_000, 720],
    ]);
    // 400.00 + 7.20 to the nearest 10.00 is 410.00
    expect(parts(build({ ...fee, installmentMultipleMinor: minor(1_000) }, 3, 120_000))).toEqual([
      [40_280, 720],
      [40_280, 720],
      [39_440, 720],
    ]);
  });

  test('a payment is given, or rounded to a multiple; the last takes the rest', () => {
    const payments = (given: Partial<ScheduleTerms>) =>
      build(given, 12).map((row) => row.principalMinor + row.interestMinor);
    expect(payments({ fixedInstallmentMinor: minor(80_000) }).slice(0, 11)).toEqual(new Array(11).fill(80_000));
    expect(payments({ fixedInstallmentMinor: minor(80_000) }).at(-1)).toBeGreaterThan(80_000);
    expect(payments({ installmentMultipleMinor: minor(1_000) }).slice(0, 11)).toEqual(new Array(11).fill(89_000));
  });

  test.each([
    [
      'a payment below the interest',
      { fixedInstallmentMinor: minor(9_999) },
      12,
      ['fixedInstallment', 'fixedInstallmentMinor'],
    ],
    ['a payment of just the interest', { fixedInstallmentMinor: minor(10_000) }, 12, null],
    [
      'a payment that is over early',
      { fixedInstallmentMinor: minor(200_000) },
      12,
      ['fixedInstallment', 'fixedInstallmentMinor'],
    ],
    [
      'a multiple too large',
      { installmentMultipleMinor: minor(150_000) },
      12,
      ['installmentMultiple', 'installmentMultipleMinor'],
    ],
    ['more than 60 periods', {}, 61, ['tenors', 'periods']],
  ] as const)('%s', (_name, given, periods, expected) => {
    expect(ruleOf(given, periods)).toEqual(expected);
  });

  test.each<[Partial<ScheduleTerms>, number, number, RegExp]>([
    [{ fixedInstallmentMinor: minor(9_999) }, 12, 1_000_000, /9999 does not cover the interest of 10000; give more$/],
    // 361.33 to the nearest 250.00 is 250.00, below the 300.00 of interest
    [
      { annualRate: '0.36', installmentMultipleMinor: minor(25_000) },
      60,
      1_000_000,
      /25000 does not cover the interest of 30000; give a smaller multiple$/,
    ],
    [{ fixedInstallmentMinor: minor(200_000) }, 12, 1_000_000, /clears the principal in 6 of 12 periods; give less$/],
    // 888.49 to the nearest 1,500.00 is 1,500.00
    [
      { installmentMultipleMinor: minor(150_000) },
      12,
      1_000_000,
      /clears the principal in 7 of 12 periods; give a smaller multiple$/,
    ],
  ])('%j over %i periods says what to do', (given, periods, principal, claim) => {
    const result = trySchedule(terms(given), minor(principal), periods, DATES);
    expect(result).toMatchObject({ ok: false, fault: { claim: expect.stringMatching(claim) as string } });
  });

  test.each<[string, Partial<ScheduleTerms>, number, number]>([
    ['the only payment is the last: it takes everything', { fixedInstallmentMinor: minor(1) }, 1, 1_000_000],
    ['a computed payment may clear a tiny principal early', { principalGracePeriods: 1 }, 12, 7],
    ['nothing is owed', { fixedInstallmentMinor: minor(1) }, 3, 0],
    [
      'interest that is free needs no payment',
      { fixedInstallmentMinor: minor(1), interestFreePeriods: 1 },
      2,
      1_000_000,
    ],
  ])('no fault: %s', (_name, given, periods, principal) => {
    expect(ruleOf(given, periods, principal)).toBeNull();
  });

  test('graces of several kinds hold together', () => {
    const equal = { amortization: 'LEVEL_PRINCIPAL', principalGracePeriods: 1 } as const;
    expect(parts(build({ ...equal, interestGracePeriods: 1 }, 3))).toEqual([
      [0, 0],
      [500_000, 20_000],
      [500_000, 5_000],
    ]);
    expect(parts(build({ ...equal, interestFreePeriods: 1 }, 3))).toEqual([
      [0, 0],
      [500_000, 10_000],
      [500_000, 5_000],
    ]);
  });

  test('rows are numbered from 1; interest comes without a fee, and a fee without interest', () => {
    const both = { feeRatePerPeriod: '0.006', annualRate: '0.12', principalGracePeriods: 1 } as const;
    expect(build({ ...both, amortization: 'LEVEL_PRINCIPAL' }, 2)).toEqual([
      { nr: 1, principalMinor: 0, interestMinor: 10_000, feeMinor: 0 },
      { nr: 2, principalMinor: 1_000_000, interestMinor: 10_000, feeMinor: 0 },
    ]);
    expect(build({ ...both, amortization: 'FLAT_FEE' }, 2)).toEqual([
      { nr: 1, principalMinor: 0, interestMinor: 0, feeMinor: 6_000 },
      { nr: 2, principalMinor: 1_000_000, interestMinor: 0, feeMinor: 6_000 },
    ]);
  });

  test('a fee after a grace of principal leaves the residue where the plan says', () => {
    const fee = { amortization: 'FLAT_FEE', residuePlacement: 'FIRST', principalGracePeriods: 1 } as const;
    expect(parts(build(fee, 4, 100)).map(([principal]) => principal)).toEqual([0, 34, 33, 33]);
  });

  test('a fee by weeks is a fee by months', () => {
    const fee = { amortization: 'FLAT_FEE', feeRatePerPeriod: '0.006' } as const;
    expect(build({ ...fee, frequency: { every: 2, unit: 'WEEKS' } }, 3)).toEqual(build(fee, 3));
  });

  test('a level payment after a grace of principal is that of the periods left: 10,000 at 1 % over ten', () => {
    const rows = build({ principalGracePeriods: 2 }, 12);
    expect(rows.map((row) => row.principalMinor + row.interestMinor).slice(0, 11)).toEqual([
      10_000,
      10_000,
      ...new Array<number>(9).fill(105_582),
    ]);
  });

  test('interest alone over weeks: 14 of 365 days each, the principal last', () => {
    const shape = { frequency: { every: 2, unit: 'WEEKS' }, amortization: 'INTEREST_ONLY' } as const;
    expect(parts(build(shape, 3))).toEqual([
      [0, 4_603],
      [0, 4_603],
      [1_000_000, 4_603],
    ]);
  });

  test('weeks after a broken first period follow its due date, also over the end of a leap year', () => {
    const shape = {
      frequency: { every: 2, unit: 'WEEKS' },
      firstPeriodRule: 'ACTUAL_DAYS',
      amortization: 'INTEREST_ONLY',
    } as const;
    // 10,000 x 12 % x 38 / 365, then x 14 / 365
    expect(parts(build(shape, 3)).map(([, interest]) => interest)).toEqual([12_493, 4_603, 4_603]);
    const overNewYear = { fromOn: on('2024-12-02'), firstDueOn: on('2024-12-11') };
    const rows = buildSchedule(terms({ ...shape, dayCount: 'ACT_ACT_ISDA' }), minor(100_000_000), 3, overNewYear);
    // 9 and 14 days of 366, then 7 of 366 and 7 of 365
    expect(rows.map((row) => row.interestMinor)).toEqual([295_082, 459_016, 459_645]);
  });

  test('regular weeks count from the start, over the end of a leap year', () => {
    const shape = { frequency: { every: 2, unit: 'WEEKS' }, amortization: 'INTEREST_ONLY' } as const;
    const dates = { fromOn: on('2024-12-11'), firstDueOn: on('2024-12-31') };
    const rows = buildSchedule(terms({ ...shape, dayCount: 'ACT_ACT_ISDA' }), minor(100_000_000), 3, dates);
    // 14 days of 366, 7 of 366 and 7 of 365, 14 of 365
    expect(rows.map((row) => row.interestMinor)).toEqual([459_016, 459_645, 460_274]);
  });

  test('a payment rounded below the fee leaves the principal to the last', () => {
    const fee = { amortization: 'FLAT_FEE', annualRate: '0', feeRatePerPeriod: '20' } as const;
    // 0.01 + 0.60 to the nearest 0.50 is 0.50
    expect(parts(build({ ...fee, installmentMultipleMinor: minor(50) }, 3, 3))).toEqual([
      [0, 60],
      [0, 60],
      [3, 60],
    ]);
  });

  test('days are needed where interest goes by days', () => {
    const weekly = terms({ frequency: { every: 1, unit: 'WEEKS' } });
    expect(() => buildSchedule(weekly, minor(100), 2)).toThrow(/dates/);
  });

  test('whatever the terms: principal sums up, no part is negative, and nothing but the typed refusal is thrown', () => {
    const anyTerms = fc.record({
      amortization: fc.constantFrom('PAY_LATER', 'FLAT_FEE', 'LEVEL_PAYMENT', 'LEVEL_PRINCIPAL', 'INTEREST_ONLY'),
      annualRate: fc.constantFrom('0', '0.07', '0.36', '-1', 'x'),
      feeRatePerPeriod: fc.constantFrom('0', '0.006', '-0.1'),
      frequency: fc.record({
        every: fc.integer({ min: 0, max: 60 }),
        unit: fc.constantFrom('DAYS', 'WEEKS', 'MONTHS'),
      }),
      firstPeriodRule: fc.constantFrom('AS_REGULAR', 'ACTUAL_DAYS'),
      dayCount: fc.constantFrom(...(Object.keys(PLAN_DAY_COUNTS) as PlanDayCount[])),
      principalGracePeriods: fc.integer({ min: -1, max: 8 }),
      interestGracePeriods: fc.integer({ min: -1, max: 8 }),
      interestFreePeriods: fc.integer({ min: -1, max: 8 }),
      fixedInstallmentMinor: fc.option(fc.integer({ min: 0, max: 100_000 }).map(minor)),
      installmentMultipleMinor: fc.option(fc.integer({ min: 0, max: 100_000 }).map(minor)),
      rounding: fc.constantFrom('HALF_UP', 'HALF_EVEN', 'DOWN'),
      residuePlacement: fc.constantFrom('FIRST', 'LAST', 'LARGEST_REMAINDER'),
    }) as fc.Arbitrary<Partial<ScheduleTerms>>;
    fc.assert(
      fc.property(anyTerms, fc.nat({ max: 1e9 }), fc.integer({ min: 0, max: 61 }), (given, principal, periods) => {
        let rows: readonly ScheduleRow[];
        try {
          rows = build(given, periods, principal);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(ScheduleTermsError);
          return;
        }
        expect(rows).toHaveLength(periods);
        expect(rows.reduce((sum, row) => sum + row.principalMinor, 0)).toBe(principal);
        expect(rows.every((row) => Math.min(row.principalMinor, row.interestMinor, row.feeMinor) >= 0)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
