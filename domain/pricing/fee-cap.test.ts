import fc from 'fast-check';
import { addMonths, plainDate } from '../calendar/plain-date.js';
import { exact, Exact } from '../money/decimal.js';
import { minor } from '../money/minor.js';
import { REGULAR_SHAPE } from '../schedule/schedule-terms.js';
import { buildSchedule } from '../schedule/schedule.js';
import { annualCost, datedAnnualCost } from './annual-cost.js';
import { flatFeeAnnualCost, maxFeeUnderCap, publishableFee } from './fee-cap.js';

const TENORS = [3, 6, 12, 24] as const;
const percent = (fraction: Exact, places: number) => fraction.times(100).toFixed(places);

describe('flatFeeAnnualCost', () => {
  test.each([
    ['0.0050', ['8.98', '10.21', '10.90', '11.13']],
    ['0.0060', ['10.77', '12.24', '13.03', '13.27']],
    ['0.0070', ['12.56', '14.26', '15.16', '15.38']],
    ['0.0080', ['14.34', '16.27', '17.27', '17.47']],
    ['0.0110', ['19.69', '22.29', '23.53', '23.59']],
    ['0.0120', ['21.47', '24.28', '25.60', '25.59']],
  ])('nominal rates of %s per period', (fee, expected) => {
    expect(TENORS.map((tenor) => percent(flatFeeAnnualCost(tenor, fee, 'NOMINAL_IRR'), 2))).toEqual(expected);
  });

  test.each([
    [3, '0.025', '14.94'],
    [6, '0.045', '15.27'],
    [9, '0.065', '15.34'],
    [12, '0.088', '15.86'],
  ])('%d periods with total fees of %s', (periods, total, expected) => {
    expect(percent(flatFeeAnnualCost(periods, exact(total).div(periods), 'NOMINAL_IRR'), 2)).toBe(expected);
  });

  test.each([0, 1.5, -3])('refuses %d periods', (periods) => {
    expect(() => flatFeeAnnualCost(periods, '0.006', 'NOMINAL_IRR')).toThrow(RangeError);
    expect(() => maxFeeUnderCap(periods, '0.24', 'NOMINAL')).toThrow(RangeError);
  });
});

describe('maxFeeUnderCap', () => {
  test.each([
    ['0.12', 'NOMINAL', ['0.6689', '0.5882', '0.5515', '0.5407']],
    ['0.24', 'NOMINAL', ['1.3421', '1.1859', '1.1226', '1.1204']],
    ['0.36', 'NOMINAL', ['2.0197', '1.7931', '1.7129', '1.7381']],
    ['0.24', 'EFFECTIVE', ['1.2130', '1.0709', '1.0119', '1.0066']],
  ] as const)('%s %s', (cap, basis, expected) => {
    expect(TENORS.map((tenor) => percent(maxFeeUnderCap(tenor, cap, basis), 4))).toEqual(expected);
  });

  test('no fee fits under a cap of 0, and no cap is below it', () => {
    expect(maxFeeUnderCap(12, '0', 'NOMINAL').toString()).toBe('0');
    expect(publishableFee(12, '0.00', 'EFFECTIVE')).toBe('0.000000');
    expect(() => maxFeeUnderCap(12, '-0.01', 'NOMINAL')).toThrow(/negative/);
  });

  test('costs just the cap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 3_600 }).map((bps) => (bps / 10_000).toFixed(4)),
        (periods, cap) => {
          const nominal = flatFeeAnnualCost(periods, maxFeeUnderCap(periods, cap, 'NOMINAL'), 'NOMINAL_IRR');
          const effective = flatFeeAnnualCost(periods, maxFeeUnderCap(periods, cap, 'EFFECTIVE'), 'EFFECTIVE_IRR');
          expect(nominal.minus(cap).abs().toNumber()).toBeLessThan(1e-15);
          expect(effective.minus(cap).abs().toNumber()).toBeLessThan(1e-15);
        },
      ),
    );
  });
});

describe('publishableFee', () => {
  test('is cut down, not rounded: 12 % and 24 periods', () => {
    expect(publishableFee(24, '0.12', 'NOMINAL')).toBe('0.005406');
  });

  test('loses nothing of a fee that ends in time: one month under 27.87 % is just a twelfth of it', () => {
    expect(publishableFee(1, '0.2787', 'NOMINAL')).toBe('0.023225');
    expect(maxFeeUnderCap(1, '0.2787', 'NOMINAL').toString()).toBe('0.023225');
  });

  test.each([
    ['NOMINAL', 'NOMINAL_IRR'],
    ['EFFECTIVE', 'EFFECTIVE_IRR'],
  ] as const)('publishing rule, %s: it passes, 0.0001 %% more is refused', (basis, method) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 100, max: 3_600 }).map((bps) => (bps / 10_000).toFixed(4)),
        (periods, cap) => {
          const fee = publishableFee(periods, cap, basis);
          expect(flatFeeAnnualCost(periods, fee, method).lte(cap)).toBe(true);
          expect(flatFeeAnnualCost(periods, exact(fee).plus('0.000001'), method).gt(cap)).toBe(true);
        },
      ),
    );
  });

  test.each(TENORS)('publishing rule on a schedule in fen, %d periods', (periods) => {
    const costAt = (feeRatePerPeriod: string) => {
      const principalMinor = minor(120_000_000);
      const rows = buildSchedule(
        {
          ...REGULAR_SHAPE,
          dailyRate: '0',
          cashDrawFeeRate: '0',
          amortization: 'FLAT_FEE',
          feeRatePerPeriod,
          annualRate: '0',
          rounding: 'HALF_UP',
          residuePlacement: 'LAST',
        },
        principalMinor,
        periods,
      );
      return annualCost(rows, principalMinor, 'NOMINAL_IRR');
    };
    const fee = publishableFee(periods, '0.24', 'NOMINAL');
    expect(costAt(fee).lte('0.24')).toBe(true);
    expect(costAt(exact(fee).plus('0.000001').toFixed(6)).gt('0.24')).toBe(true);
  });
});

/** The rows of the table that are checked on dates, by what the fees of the table cost on the worst date named there. */
describe('largest fee under 24 % on dated flows', () => {
  const costOf = (takenOn: string, dueOn: (nr: number) => string, periods: number, fee: Exact) => {
    const payment = fee.plus(new Exact(1).div(periods)).times(1e12).toNumber();
    const due = Array.from({ length: periods }, (_, index) => plainDate(dueOn(index + 1)));
    const paid = due.map((on) => ({ on, amountMinor: payment }));
    return datedAnnualCost([{ on: plainDate(takenOn), amountMinor: -1e12 }, ...paid], 'NOMINAL_IRR');
  };
  const halfStep = '0.0000005';

  test.each([
    ['order regime from 31 Jan', '2025-01-31', '2025-01-31', 0, ['0.012932', '0.011631', '0.011139', '0.011156']],
    ['bill 3 due 12 from 2 Feb', '2025-02-02', '2025-02-12', 1, ['0.008530', '0.009308', '0.009893', '0.010459']],
  ] as const)('%s', (_name, takenOn, anchor, first, fees) => {
    TENORS.forEach((tenor, index) => {
      const dueOn = (nr: number) => addMonths(plainDate(anchor), nr - first);
      const rounded = exact(fees[index]!);
      expect(costOf(takenOn, dueOn, tenor, rounded.minus(halfStep)).lte('0.24')).toBe(true);
      expect(costOf(takenOn, dueOn, tenor, rounded.plus(halfStep)).gt('0.24')).toBe(true);
    });
  });
});
