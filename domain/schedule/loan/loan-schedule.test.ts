import fc from 'fast-check';
import { addDays, plainDate } from '../../calendar/plain-date.js';
import { minor } from '../../money/minor.js';
import { downPaymentOf, loanSchedule } from './loan-schedule.js';
import type { LoanRow, LoanTerms } from './loan-terms.js';

const on = plainDate;
const terms = (given: Partial<LoanTerms> = {}): LoanTerms => ({
  convention: 'PROGRESSIVE',
  interestMethod: 'DECLINING',
  amortization: 'LEVEL_PAYMENT',
  annualRate: '0.12',
  frequency: { every: 1, unit: 'MONTHS' },
  interestCalculation: 'DAILY',
  partialPeriods: 'FROM_DRAW',
  daysInYear: 360,
  daysInMonth: 30,
  leapYearRule: 'CALENDAR_YEAR',
  yearSplit: 'DEC_31',
  installments: 6,
  startOn: on('2024-01-01'),
  downPaymentRate: '0',
  installmentMultipleMinor: null,
  fixedLength: null,
  principalGracePeriods: 0,
  interestGracePeriods: 0,
  interestFreePeriods: 0,
  tranches: 'SHARED_TERM',
  overdue: null,
  ...given,
});
const table = (given: Partial<LoanTerms>, ...draws: readonly (readonly [string, number])[]) =>
  loanSchedule(
    terms(given),
    draws.map(([date, amount]) => ({ on: on(date), amountMinor: minor(amount) })),
  );
const parts = (rows: readonly LoanRow[]) => rows.map((row) => [row.principalMinor, row.interestMinor]);

describe('a progressive loan', () => {
  test('takes the same payment but for the last', () => {
    expect(table({}, ['2024-01-01', 10_000])).toEqual(
      [
        ['2024-01-01', '2024-02-01', 1_625, 100],
        ['2024-02-01', '2024-03-01', 1_641, 84],
        ['2024-03-01', '2024-04-01', 1_658, 67],
        ['2024-04-01', '2024-05-01', 1_674, 51],
        ['2024-05-01', '2024-06-01', 1_691, 34],
        ['2024-06-01', '2024-07-01', 1_711, 17],
      ].map(([fromOn, dueOn, principalMinor, interestMinor], index) => ({
        nr: index + 1,
        kind: 'INSTALLMENT',
        fromOn,
        dueOn,
        principalMinor,
        interestMinor,
      })),
    );
  });

  test('at no interest is split in equal parts', () => {
    expect(parts(table({ annualRate: '0', installments: 3 }, ['2024-01-01', 10_000]))).toEqual([
      [3_333, 0],
      [3_333, 0],
      [3_334, 0],
    ]);
  });

  test('asks for the down payment on the day of the draw, and for equal payments of the rest', () => {
    const rows = table({ annualRate: '0.05', installments: 5, downPaymentRate: '0.25' }, ['2024-01-01', 10_000]);
    expect(rows[0]).toMatchObject({ nr: 1, kind: 'DOWN_PAYMENT', dueOn: '2024-01-01', principalMinor: 2_500 });
    expect(parts(rows.slice(1))).toEqual([
      [1_488, 31],
      [1_494, 25],
      [1_500, 19],
      [1_506, 13],
      [1_512, 6],
    ]);
  });

  test('is repaid in equal parts of principal, the residue last', () => {
    expect(parts(table({ amortization: 'EQUAL_PRINCIPAL', installments: 3 }, ['2024-01-01', 10_000]))).toEqual([
      [3_333, 100],
      [3_333, 67],
      [3_334, 33],
    ]);
  });

  test('clamps months from the start, and begins a draw of a due date with the next period', () => {
    const rows = table(
      { startOn: on('2024-01-31'), installments: 3, annualRate: '0' },
      ['2024-01-31', 300],
      ['2024-02-29', 100],
    );
    expect(rows.map(({ dueOn, principalMinor }) => [dueOn, principalMinor])).toEqual([
      ['2024-02-29', 100],
      ['2024-03-31', 150],
      ['2024-04-30', 150],
    ]);
  });

  test('pays interest alone in the grace of principal, and later what the grace of interest held back', () => {
    const grace = { amortization: 'EQUAL_PRINCIPAL', installments: 4 } as const;
    expect(parts(table({ ...grace, principalGracePeriods: 2 }, ['2024-01-01', 10_000]))).toEqual([
      [0, 100],
      [0, 100],
      [5_000, 100],
      [5_000, 50],
    ]);
    expect(parts(table({ ...grace, interestGracePeriods: 2 }, ['2024-01-01', 10_000]))).toEqual([
      [2_500, 0],
      [2_500, 0],
      [2_500, 225],
      [2_500, 25],
    ]);
    expect(parts(table({ ...grace, interestFreePeriods: 2 }, ['2024-01-01', 10_000]))).toEqual([
      [2_500, 0],
      [2_500, 0],
      [2_500, 50],
      [2_500, 25],
    ]);
  });

  test('refuses draws outside its periods, and a length that ends before them', () => {
    expect(() => table({}, ['2024-07-01', 100])).toThrow(/outside/);
    expect(() => table({}, ['2023-12-31', 100])).toThrow(/outside/);
    expect(() => table({ fixedLength: 5 }, ['2024-01-01', 100])).toThrow(/fixedLength/);
    expect(() => table({ annualRate: 'x' }, ['2024-01-01', 100])).toThrow(RangeError);
  });
});

/** 600.00 on 1 January and 600.00 on 10 February, at 1 % a month, in parts of principal. */
describe('a loan in two draws', () => {
  const EQUAL = { amortization: 'EQUAL_PRINCIPAL', installments: 3 } as const;
  const DRAWS = [
    ['2024-01-01', 60_000],
    ['2024-02-10', 60_000],
  ] as const;

  test.each<[string, Partial<LoanTerms>, number[][]]>([
    [
      // 20 of the 29 days of the second period on the second draw: 400.00 x 1 % + 600.00 x 1 % x 20 / 29
      'spreads what is open again from the period of the draw on',
      EQUAL,
      [
        [20_000, 600],
        [50_000, 814],
        [50_000, 500],
      ],
    ],
    [
      'bears interest from the start of the period where the terms say so',
      { ...EQUAL, interestCalculation: 'PER_PERIOD', partialPeriods: 'WHOLE_PERIOD' },
      [
        [20_000, 600],
        [50_000, 1_000],
        [50_000, 500],
      ],
    ],
    [
      'bears interest from the draw by periods too',
      { ...EQUAL, interestCalculation: 'PER_PERIOD' },
      [
        [20_000, 600],
        [50_000, 814],
        [50_000, 500],
      ],
    ],
    [
      'has a plan of its own for each draw: four installments',
      { ...EQUAL, tranches: 'FULL_TERM', interestCalculation: 'PER_PERIOD', partialPeriods: 'WHOLE_PERIOD' },
      [
        [20_000, 600],
        [40_000, 1_000],
        [40_000, 600],
        [20_000, 200],
      ],
    ],
    [
      'has a plan of its own for each draw: equal payments without interest',
      { installments: 3, tranches: 'FULL_TERM', annualRate: '0' },
      [
        [20_000, 0],
        [40_000, 0],
        [40_000, 0],
        [20_000, 0],
      ],
    ],
    [
      'charges flat interest on all that was drawn so far',
      { installments: 3, interestMethod: 'FLAT', interestCalculation: 'PER_PERIOD', partialPeriods: 'WHOLE_PERIOD' },
      // 206.00 first; then 1,000.00 open and twice 1 % of 1,200.00 over two: 512.00
      [
        [20_000, 600],
        [50_000, 1_200],
        [50_000, 1_200],
      ],
    ],
  ])('%s', (_name, given, expected) => {
    expect(parts(table(given, ...DRAWS))).toEqual(expected);
    expect(parts(table(given, ...DRAWS.toReversed()))).toEqual(expected);
  });

  test('asks for a down payment on the day of each draw, after an installment of that day', () => {
    const given = { annualRate: '0', installments: 2, downPaymentRate: '0.25' };
    const rows = table(given, ['2024-01-01', 40_000], ['2024-02-01', 20_000]);
    expect(rows.map((row) => [row.nr, row.kind, row.fromOn, row.dueOn, row.principalMinor])).toEqual([
      [1, 'DOWN_PAYMENT', '2024-01-01', '2024-01-01', 10_000],
      [2, 'INSTALLMENT', '2024-01-01', '2024-02-01', 15_000],
      [3, 'DOWN_PAYMENT', '2024-02-01', '2024-02-01', 5_000],
      [4, 'INSTALLMENT', '2024-02-01', '2024-03-01', 30_000],
    ]);
  });
});

describe('the older convention', () => {
  test('has years of 365 days', () => {
    const given = { annualRate: '0.365', installments: 1, daysInYear: 'ACTUAL', daysInMonth: 'ACTUAL' } as const;
    // 10,000 x 36.5 % x 31 / 365, or / 366
    expect(parts(table({ ...given, convention: 'CUMULATIVE' }, ['2024-01-01', 10_000]))).toEqual([[10_000, 310]]);
    expect(parts(table({ ...given, convention: 'PROGRESSIVE' }, ['2024-01-01', 10_000]))).toEqual([[10_000, 309]]);
  });

  const FLAT = { convention: 'CUMULATIVE', interestMethod: 'FLAT', interestCalculation: 'PER_PERIOD' } as const;
  test.each<[string, Partial<LoanTerms>, number, number[][]]>([
    [
      'spreads flat interest evenly',
      {},
      30_000,
      [
        [10_000, 300],
        [10_000, 300],
        [10_000, 300],
      ],
    ],
    // 100.01 in three payments of 34.34, with 3.00 of interest in all
    [
      'leaves both residues to the last',
      {},
      10_001,
      [
        [3_334, 100],
        [3_334, 100],
        [3_333, 100],
      ],
    ],
    [
      'charges nothing for free periods',
      { interestFreePeriods: 1 },
      30_000,
      [
        [10_000, 200],
        [10_000, 200],
        [10_000, 200],
      ],
    ],
    // 10,300 to the nearest 1,000 is 10,000, interest included
    [
      'rounds the payment to the multiple',
      { installmentMultipleMinor: minor(1_000) },
      30_000,
      [
        [9_700, 300],
        [9_700, 300],
        [10_600, 300],
      ],
    ],
    [
      'repays no more than what is open',
      { installmentMultipleMinor: minor(20_000) },
      30_000,
      [
        [19_700, 300],
        [10_300, 300],
        [0, 300],
      ],
    ],
    // 4 % of 100 is 4: 1 each, and what is over
    [
      'gives the residue of the interest to the last',
      { annualRate: '0.16' },
      100,
      [
        [33, 1],
        [33, 1],
        [34, 2],
      ],
    ],
    // 1 % of the whole draw of 4,000 for each of three periods
    [
      'counts the down payment in',
      { downPaymentRate: '0.25' },
      4_000,
      [
        [1_000, 0],
        [1_000, 40],
        [1_000, 40],
        [1_000, 40],
      ],
    ],
  ])('%s', (_name, given, amount, expected) => {
    expect(parts(table({ ...FLAT, installments: 3, ...given }, ['2024-01-01', amount]))).toEqual(expected);
  });
});

describe('downPaymentOf', () => {
  test.each([
    ['a quarter', '0.25', null, 10_000, 2_500],
    ['half to even', '0.25', null, 1_002, 250],
    ['a multiple', '0.25', 100, 1_020, 300],
    ['none', '0', 100, 1_020, 0],
    ['a multiple that would make it 0', '0.25', 10_000, 1_020, 255],
  ])('%s', (_name, downPaymentRate, multiple, amount, expected) => {
    const installmentMultipleMinor = multiple === null ? null : minor(multiple);
    expect(downPaymentOf({ downPaymentRate, installmentMultipleMinor }, minor(amount))).toBe(expected);
  });
});

describe('any loan', () => {
  const anyTerms = fc.record({
    convention: fc.constantFrom('PROGRESSIVE' as const, 'CUMULATIVE' as const),
    interestMethod: fc.constantFrom('DECLINING' as const, 'FLAT' as const),
    amortization: fc.constantFrom('LEVEL_PAYMENT' as const, 'EQUAL_PRINCIPAL' as const),
    annualRate: fc.constantFrom('0', '0.07', '0.24', '0.36'),
    frequency: fc.record({
      every: fc.integer({ min: 1, max: 15 }),
      unit: fc.constantFrom('DAYS' as const, 'WEEKS' as const, 'MONTHS' as const),
    }),
    interestCalculation: fc.constantFrom('DAILY' as const, 'PER_PERIOD' as const),
    partialPeriods: fc.constantFrom('FROM_DRAW' as const, 'WHOLE_PERIOD' as const),
    daysInYear: fc.constantFrom(360 as const, 364 as const, 365 as const, 'ACTUAL' as const),
    daysInMonth: fc.constantFrom(30 as const, 'ACTUAL' as const),
    leapYearRule: fc.constantFrom('CALENDAR_YEAR' as const, 'FEB_29_PERIOD_ONLY' as const),
    yearSplit: fc.constantFrom('DEC_31' as const, 'JAN_1' as const),
    installments: fc.integer({ min: 1, max: 12 }),
    downPaymentRate: fc.constantFrom('0', '0.25'),
    installmentMultipleMinor: fc.constantFrom(null, minor(100)),
    principalGracePeriods: fc.nat({ max: 3 }),
    interestGracePeriods: fc.nat({ max: 3 }),
    interestFreePeriods: fc.nat({ max: 3 }),
    tranches: fc.constantFrom('SHARED_TERM' as const, 'FULL_TERM' as const),
  });

  test('repays just what was drawn, and no part is negative', () => {
    const laterDraws = fc.array(fc.record({ days: fc.nat({ max: 60 }), amount: fc.integer({ min: 1, max: 1e9 }) }), {
      maxLength: 2,
    });
    fc.assert(
      fc.property(anyTerms, fc.integer({ min: 1, max: 1e9 }), laterDraws, (given, amount, more) => {
        const all = terms(given);
        const lengthDays = all.installments * all.frequency.every * (all.frequency.unit === 'MONTHS' ? 28 : 1);
        const draws = [{ days: 0, amount }, ...more].map((draw) => ({
          on: addDays(all.startOn, draw.days % lengthDays),
          amountMinor: minor(draw.amount),
        }));
        const rows = loanSchedule(all, draws);
        expect(rows.reduce((sum, row) => sum + row.principalMinor, 0)).toBe(
          draws.reduce((sum, draw) => sum + draw.amountMinor, 0),
        );
        expect(rows.every((row) => row.principalMinor >= 0 && row.interestMinor >= 0)).toBe(true);
        expect(rows.map(({ nr }) => nr)).toEqual(rows.map((_, index) => index + 1));
        if (all.annualRate === '0') expect(rows.every((row) => row.interestMinor === 0)).toBe(true);
      }),
    );
  });
});
