import { addMonths, plainDate } from '../calendar/plain-date.js';
import type { PlainDate } from '../calendar/plain-date.js';
import { exact } from '../money/decimal.js';
import type { Exact } from '../money/decimal.js';
import { minor } from '../money/minor.js';
import { applyRate } from '../money/rounding.js';
import { REGULAR_SHAPE } from '../schedule/schedule-terms.js';
import { buildSchedule } from '../schedule/schedule.js';
import { annualCost, datedAnnualCost, effectiveAnnual, monthlyOfDaily, nominalAnnual } from './annual-cost.js';
import { monthlyIrr } from './irr.js';
import type { DatedFlow } from './irr.js';

const on = plainDate;
const percent = (fraction: Exact) => fraction.times(100).toFixed(2);
const principalMinor = minor(1_000_000);
const level = buildSchedule(
  {
    ...REGULAR_SHAPE,
    dailyRate: '0',
    cashDrawFeeRate: '0',
    amortization: 'LEVEL_PAYMENT',
    feeRatePerPeriod: '0',
    annualRate: '0.12',
    rounding: 'HALF_UP',
    residuePlacement: 'LAST',
  },
  principalMinor,
  12,
);

describe('annualCost', () => {
  test('SCH-4 costs its rate', () => {
    expect(percent(annualCost(level, principalMinor, 'NOMINAL_IRR'))).toBe('12.00');
    expect(percent(annualCost(level, principalMinor, 'EFFECTIVE_IRR'))).toBe('12.68');
  });

  test('SCH-7', () => {
    const worth = exact(1).minus(exact('1.01').pow(-12)).div('0.01');
    const unrounded = nominalAnnual(monthlyIrr(970_000, new Array<Exact>(12).fill(exact(1_000_000).div(worth))));
    expect(percent(unrounded)).toBe('17.82');
    // The rule's number is for payments before rounding; those in fen cost 17.825 %, which would print as 17.83.
    const cost = annualCost(level, minor(970_000), 'NOMINAL_IRR');
    expect(cost.minus(unrounded).abs().toNumber()).toBeLessThan(0.00002);
    expect(cost.lte('0.24')).toBe(true);
  });

  test.each([
    ['0.0057', '23.98', true],
    ['0.0058', '24.18', false],
    ['0.006', '24.60', false],
    ['0.01', '32.76', false],
  ])('SCH-8 guarantee fee %s a month', (rate, expected, isUnderCap) => {
    const feeMinor = applyRate(principalMinor, rate, 'HALF_UP');
    const cost = annualCost(
      level.map((row) => ({ ...row, feeMinor })),
      principalMinor,
      'NOMINAL_IRR',
    );
    expect(percent(cost)).toBe(expected);
    expect(cost.lte('0.24')).toBe(isUnderCap);
  });

  test('a later or smaller payment never costs more', () => {
    const cheaper = level.map((row) => (row.nr === 6 ? { ...row, interestMinor: minor(0) } : row));
    const cost = (rows: typeof level) => annualCost(rows, principalMinor, 'NOMINAL_IRR').toNumber();
    expect(cost(cheaper)).toBeLessThan(cost(level));
  });
});

describe('annual rates of a monthly one', () => {
  test.each([
    ['0.02', '0.24', '0.268241794562545318301696'],
    ['0', '0', '0'],
    ['-0.01', '-0.12', '-0.113615128283871289275996'],
  ])('%s', (monthly, nominal, effective) => {
    expect(nominalAnnual(exact(monthly)).toString()).toBe(nominal);
    // Exact powers of 1.02 and 0.99, cut to the digits shown.
    expect(effectiveAnnual(exact(monthly)).toNumber()).toBeCloseTo(Number(effective), 9);
  });

  test('twelve months of a daily rate are its 365 days', () => {
    const daily = exact('0.0005');
    const days = daily.plus(1).pow(365).minus(1);
    expect(effectiveAnnual(monthlyOfDaily(daily)).minus(days).abs().toNumber()).toBeLessThan(1e-25);
  });
});

describe('datedAnnualCost', () => {
  const cost = (flows: readonly DatedFlow[]) => percent(datedAnnualCost(flows, 'NOMINAL_IRR'));
  const plan = (taken: PlainDate, dueOn: (nr: number) => PlainDate, paymentMinor: number, periods: number) => [
    { on: taken, amountMinor: -1_200_000 },
    ...Array.from({ length: periods }, (_, index) => ({ on: dueOn(index + 1), amountMinor: paymentMinor })),
  ];

  test('SCH-10 order regime', () => {
    const taken = on('2025-01-31');
    expect(cost(plan(taken, (nr) => addMonths(taken, nr), 113_200, 12))).toBe('23.71');
  });

  test('SCH-10 bill 3 due 12', () => {
    const firstDue = on('2025-02-12');
    expect(cost(plan(on('2025-02-02'), (nr) => addMonths(firstDue, nr - 1), 113_200, 12))).toBe('26.61');
  });

  const settled = (payoffMinor: number): readonly DatedFlow[] => [
    { on: on('2025-01-05'), amountMinor: -120_000 },
    { on: on('2025-02-12'), amountMinor: 10_720 },
    { on: on('2025-03-12'), amountMinor: 10_720 },
    { on: on('2025-04-12'), amountMinor: 10_720 },
    { on: on('2025-04-20'), amountMinor: payoffMinor },
  ];

  test.each([
    ['SET-1', 95_289, '23.29'],
    ['SET-2', 96_009, '25.49'],
    ['SET-3', 96_480, '26.91'],
  ])('%s', (_id, payoffMinor, expected) => {
    expect(cost(settled(payoffMinor))).toBe(expected);
  });

  test('SET-2 clamped to 955.20 is the last cent under 24 %', () => {
    const at = (payoffMinor: number) => datedAnnualCost(settled(payoffMinor), 'NOMINAL_IRR').lte('0.24');
    expect([at(95_520), at(95_521)]).toEqual([true, false]);
  });
});
