import { minor } from '../money/minor.js';
import { dailySimpleSchedule } from './daily-simple.js';

const TERMS = { dailyRate: '0.0005', cashDrawFeeRate: '0', rounding: 'HALF_UP', residuePlacement: 'LAST' } as const;

describe('dailySimpleSchedule', () => {
  test('10,000 at 0.05 % a day: 30 days of interest on what is open each period', () => {
    expect(dailySimpleSchedule(TERMS, minor(1_000_000), 3)).toEqual([
      { nr: 1, principalMinor: 333_333, interestMinor: 15_000, feeMinor: 0 },
      { nr: 2, principalMinor: 333_333, interestMinor: 10_000, feeMinor: 0 },
      { nr: 3, principalMinor: 333_334, interestMinor: 5_000, feeMinor: 0 },
    ]);
  });

  test('the fee of a draw comes with the first installment', () => {
    const rows = dailySimpleSchedule(
      { ...TERMS, cashDrawFeeRate: '0.01', residuePlacement: 'FIRST' },
      minor(100_001),
      2,
    );
    expect(rows.map(({ principalMinor, feeMinor }) => [principalMinor, feeMinor])).toEqual([
      [50_001, 1_000],
      [50_000, 0],
    ]);
  });
});
