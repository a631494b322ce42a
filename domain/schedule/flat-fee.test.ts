import { minor } from '../money/minor.js';
import { flatFeeSchedule } from './flat-fee.js';

const TERMS = { feeRatePerPeriod: '0.0072', rounding: 'HALF_UP', residuePlacement: 'LAST' } as const;

describe('flatFeeSchedule', () => {
  test('SCH-1', () => {
    expect(flatFeeSchedule(TERMS, minor(300_000), 6)).toEqual(
      [1, 2, 3, 4, 5, 6].map((nr) => ({ nr, principalMinor: 50_000, interestMinor: 0, feeMinor: 2_160 })),
    );
  });

  test('refuses a negative rate, and takes none', () => {
    const free = flatFeeSchedule({ ...TERMS, feeRatePerPeriod: '0' }, minor(300), 3);
    expect(free.map(({ feeMinor }) => feeMinor)).toEqual([0, 0, 0]);
    const refused = () => flatFeeSchedule({ ...TERMS, feeRatePerPeriod: '-0.01' }, minor(300), 3);
    expect(refused).toThrow(RangeError);
    expect(refused).toThrow(/fee rate -0.01 is negative/);
  });
});
