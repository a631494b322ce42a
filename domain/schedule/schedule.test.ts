import fc from 'fast-check';
import { exact, Exact } from '../money/decimal.js';
import { minor } from '../money/minor.js';
import { roundToMinor } from '../money/rounding.js';
import type { Rounding } from '../money/rounding.js';
import { levelPayment } from './level-payment.js';
import { PERIODS_MAX } from './schedule-fault.js';
import { REGULAR_SHAPE } from './schedule-terms.js';
import type { ScheduleTerms } from './schedule-terms.js';
import { buildSchedule, scheduleTotals } from './schedule.js';
import type { ScheduleRow } from './schedule.js';

const ROUNDINGS = ['HALF_UP', 'HALF_EVEN', 'DOWN', 'UP'] as const satisfies readonly Rounding[];
const METHODS = ['FLAT_FEE', 'LEVEL_PAYMENT', 'LEVEL_PRINCIPAL', 'INTEREST_ONLY'] as const;

const terms = (given: Partial<ScheduleTerms>): ScheduleTerms => ({
  ...REGULAR_SHAPE,
  dailyRate: '0',
  cashDrawFeeRate: '0',
  amortization: 'FLAT_FEE',
  feeRatePerPeriod: '0.0060',
  annualRate: '0.12',
  rounding: 'HALF_UP',
  residuePlacement: 'LAST',
  ...given,
});
const build = (given: Partial<ScheduleTerms>, principal: number, periods: number) =>
  buildSchedule(terms(given), minor(principal), periods);
const principals = (rows: readonly ScheduleRow[]) => rows.map((row) => row.principalMinor);
const interests = (rows: readonly ScheduleRow[]) => rows.map((row) => row.interestMinor);
const fees = (rows: readonly ScheduleRow[]) => rows.map((row) => row.feeMinor);
const dues = (rows: readonly ScheduleRow[]) => rows.map((row) => row.principalMinor + row.interestMinor + row.feeMinor);
const times = (count: number, value: number) => new Array<number>(count).fill(value);

describe('FLAT_FEE', () => {
  test('SCH-1', () => {
    const rows = build({ feeRatePerPeriod: '0.0072' }, 300_000, 6);
    expect(fees(rows)).toEqual(times(6, 2_160));
    expect(dues(rows)).toEqual(times(6, 52_160));
    expect(scheduleTotals(rows)).toEqual({
      principalMinor: 300_000,
      interestMinor: 0,
      feeMinor: 12_960,
      totalMinor: 312_960,
    });
  });

  test('SCH-2', () => {
    const rows = build({ feeRatePerPeriod: '0.007' }, 100_000, 3);
    expect(principals(rows)).toEqual([33_333, 33_333, 33_334]);
    expect(fees(rows)).toEqual([700, 700, 700]);
  });

  test('SCH-3', () => {
    const rows = build({ feeRatePerPeriod: '0.005' }, 120_000, 3);
    expect(rows).toEqual([1, 2, 3].map((nr) => ({ nr, principalMinor: 40_000, interestMinor: 0, feeMinor: 600 })));
  });

  test('the residue goes where the plan says', () => {
    expect(principals(build({ residuePlacement: 'FIRST' }, 100_000, 3))).toEqual([33_334, 33_333, 33_333]);
    expect(principals(build({ residuePlacement: 'LARGEST_REMAINDER' }, 100_001, 3))).toEqual([33_334, 33_334, 33_333]);
  });

  test('the fee is rounded as the plan says: 25.00 at 0.50 % is 12.5 fen', () => {
    const fee = (principal: number, rounding: Rounding) =>
      build({ feeRatePerPeriod: '0.005', rounding }, principal, 1)[0]?.feeMinor;
    expect(ROUNDINGS.map((rounding) => fee(2_500, rounding))).toEqual([13, 12, 12, 13]);
  });

  test('a free plan has no fee, and a negative rate is refused', () => {
    expect(fees(build({ feeRatePerPeriod: '0' }, 100_000, 2))).toEqual([0, 0]);
    expect(() => build({ feeRatePerPeriod: '-0.001' }, 100_000, 2)).toThrow(/negative/);
    expect(() => build({ feeRatePerPeriod: 'none' }, 100_000, 2)).toThrow(RangeError);
  });

  test('the fee is the one of exact decimals', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1e14 }),
        fc.nat({ max: 21_000 }).map((millionths) => new Exact(millionths).div(1_000_000)),
        fc.integer({ min: 1, max: PERIODS_MAX }),
        fc.constantFrom(...ROUNDINGS),
        (principal, rate, periods, rounding) => {
          const rows = build({ feeRatePerPeriod: rate.toFixed(6), rounding }, principal, periods);
          expect(fees(rows)).toEqual(times(periods, roundToMinor(rate.times(principal), rounding)));
        },
      ),
    );
  });
});

describe('LEVEL_PAYMENT', () => {
  test('SCH-4', () => {
    const rows = build({ amortization: 'LEVEL_PAYMENT' }, 1_000_000, 12);
    expect(dues(rows)).toEqual([...times(11, 88_849), 88_847]);
    expect(interests(rows).slice(0, 2)).toEqual([10_000, 9_212]);
    expect(interests(rows).at(-1)).toBe(880);
    expect(scheduleTotals(rows).interestMinor).toBe(66_186);
    expect(fees(rows)).toEqual(times(12, 0));
  });

  test.each([
    ['without a rate, the principal in equal payments', '0', 100_000, 3, [33_333, 33_333, 33_334]],
    ['one period', '0.12', 100_000, 1, [101_000]],
    ['a principal that is paid off before the end', '0.12', 7, 12, [...times(7, 1), ...times(5, 0)]],
    ['no principal', '0.12', 0, 2, [0, 0]],
  ] as const)('%s', (_name, annualRate, principal, periods, expected) => {
    expect(dues(build({ amortization: 'LEVEL_PAYMENT', annualRate }, principal, periods))).toEqual(expected);
  });

  // Published monthly payments of level loans (percent per year, months): loan calculators' tables.
  test.each([
    ['150,000 at 4.9 %, 240', '0.049', 15_000_000, 240, 98_167],
    ['520,000 at 4.8 %, 240', '0.048', 52_000_000, 240, 337_458],
    ['470,000 at 12.9 %, 132', '0.1290', 47_000_000, 132, 668_139],
  ])('payment of %s', (_name, annualRate, principal, periods, expected) => {
    expect(levelPayment({ annualRate, rounding: 'HALF_UP' }, minor(principal), periods)).toBe(expected);
  });

  test('the payment is the annuity of 34-digit decimals', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1e12 }),
        fc.integer({ min: 1, max: 360_000 }).map((millionths) => new Exact(millionths).div(1_000_000)),
        fc.integer({ min: 1, max: PERIODS_MAX }),
        fc.constantFrom(...ROUNDINGS),
        (principal, rate, periods, rounding) => {
          const payment = levelPayment({ annualRate: rate.toFixed(6), rounding }, minor(principal), periods);
          const monthly = rate.div(12);
          // Summed, not in closed form, so that the oracle shares no formula with the code.
          let worth = exact(0);
          for (let month = 1; month <= periods; month += 1) worth = worth.plus(monthly.plus(1).pow(-month));
          const unrounded = exact(principal).div(worth);
          expect(unrounded.minus(payment).abs().toNumber()).toBeLessThanOrEqual(rounding.startsWith('HALF') ? 0.5 : 1);
          const isSafeFromTies = unrounded.minus(unrounded.floor()).minus(0.5).abs().gt(1e-12);
          if (isSafeFromTies && rounding.startsWith('HALF')) expect(payment).toBe(roundToMinor(unrounded, rounding));
        },
      ),
    );
  });

  test('a payment on the half fen is rounded as the plan says: 50 fen at 12 % for a month is 50.5', () => {
    const payment = (rounding: Rounding) => levelPayment({ annualRate: '0.12', rounding }, minor(50), 1);
    expect(ROUNDINGS.map(payment)).toEqual([51, 50, 50, 51]);
  });

  test('reads rates of any length', () => {
    const payment = (annualRate: string) => levelPayment({ annualRate, rounding: 'HALF_UP' }, minor(1_000_000), 12);
    expect(payment('0.12000000000000000000000')).toBe(88_849);
    expect(payment('12e-2')).toBe(88_849);
    expect(
      interests(build({ amortization: 'LEVEL_PAYMENT', annualRate: '0.12000000000000000000000' }, 1_000_000, 12))[0],
    ).toBe(10_000);
    expect(() => payment('-0.12')).toThrow(/negative/);
    expect(() => payment('twelve')).toThrow(RangeError);
  });
});

describe('LEVEL_PRINCIPAL', () => {
  test('SCH-5', () => {
    const rows = build({ amortization: 'LEVEL_PRINCIPAL' }, 1_000_000, 12);
    expect(principals(rows)).toEqual([...times(11, 83_333), 83_337]);
    expect(interests(rows).slice(0, 2)).toEqual([10_000, 9_167]);
    expect(interests(rows).at(-1)).toBe(833);
    expect(scheduleTotals(rows).interestMinor).toBe(65_000);
  });

  test('the residue goes where the plan says', () => {
    const rows = build({ amortization: 'LEVEL_PRINCIPAL', residuePlacement: 'FIRST' }, 1_000_000, 12);
    expect(principals(rows)).toEqual([83_337, ...times(11, 83_333)]);
  });
});

describe('INTEREST_ONLY', () => {
  test('SCH-6', () => {
    const rows = build({ amortization: 'INTEREST_ONLY' }, 1_000_000, 12);
    expect(interests(rows)).toEqual(times(12, 10_000));
    expect(principals(rows)).toEqual([...times(11, 0), 1_000_000]);
    expect(scheduleTotals(rows).interestMinor).toBe(120_000);
  });

  test('a twelfth that has no end as a decimal is rounded to 19: 750.00 at 7 % bears 4.37, not 4.375', () => {
    const interest = (rounding: Rounding) =>
      interests(build({ amortization: 'INTEREST_ONLY', annualRate: '0.07', rounding }, 75_000, 1))[0];
    expect(ROUNDINGS.map(interest)).toEqual([437, 437, 437, 438]);
  });

  test('a balance too large for whole numbers takes the way over decimals', () => {
    const rows = build({ amortization: 'INTEREST_ONLY', annualRate: '0.07' }, 900_000_000_000_000, 1);
    expect(interests(rows)).toEqual([5_250_000_000_000]);
    expect(() => build({ amortization: 'INTEREST_ONLY', annualRate: '-0.07' }, 1, 1)).toThrow(/negative/);
  });
});

describe('DAILY_SIMPLE', () => {
  test('plans 30 days of interest each period', () => {
    const cash = { amortization: 'DAILY_SIMPLE', dailyRate: '0.0005', cashDrawFeeRate: '0.01' } as const;
    const rows = build(cash, 1_000_000, 2);
    expect(interests(rows)).toEqual([15_000, 7_500]);
    expect(fees(rows)).toEqual([10_000, 0]);
  });
});

describe('PAY_LATER', () => {
  test('is one row at no charge', () => {
    expect(build({ amortization: 'PAY_LATER' }, 100_000, 1)).toEqual([
      { nr: 1, principalMinor: 100_000, interestMinor: 0, feeMinor: 0 },
    ]);
  });

  test('has no parts', () => {
    expect(() => build({ amortization: 'PAY_LATER' }, 100_000, 3)).toThrow(/tenor 1/);
  });
});

describe('buildSchedule', () => {
  test.each([0, -1, 1.5, PERIODS_MAX + 1, Number.NaN])('refuses %d periods', (periods) => {
    expect(() => build({}, 100_000, periods)).toThrow(RangeError);
  });

  test('refuses a negative principal', () => {
    expect(() => build({}, -1, 3)).toThrow(/negative/);
  });

  test('repays the principal, with no row below 0', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...METHODS),
        fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 1e12 })),
        fc.integer({ min: 1, max: PERIODS_MAX }),
        fc.nat({ max: 3_600 }).map((bps) => (bps / 10_000).toFixed(4)),
        fc.constantFrom(...ROUNDINGS),
        fc.constantFrom('FIRST' as const, 'LAST' as const, 'LARGEST_REMAINDER' as const),
        (amortization, principal, periods, annualRate, rounding, residuePlacement) => {
          const rows = build({ amortization, annualRate, rounding, residuePlacement }, principal, periods);
          expect(rows.map((row) => row.nr)).toEqual(Array.from({ length: periods }, (_, index) => index + 1));
          expect(scheduleTotals(rows).principalMinor).toBe(principal);
          expect(Math.min(...principals(rows), ...interests(rows), ...fees(rows))).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('a higher rate never costs less', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('LEVEL_PRINCIPAL' as const, 'INTEREST_ONLY' as const),
        fc.nat({ max: 1e9 }),
        fc.integer({ min: 1, max: PERIODS_MAX }),
        fc.nat({ max: 3_500 }),
        (amortization, principal, periods, bps) => {
          const interest = (points: number) =>
            scheduleTotals(build({ amortization, annualRate: (points / 10_000).toFixed(4) }, principal, periods))
              .interestMinor;
          expect(interest(bps + 100)).toBeGreaterThanOrEqual(interest(bps));
        },
      ),
    );
  });
});
