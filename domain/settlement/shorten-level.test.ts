import fc from 'fast-check';
import { minor, sumMinor } from '../money/minor.js';
import { applyRate } from '../money/rounding.js';
import { shortenLevel } from './shorten-level.js';

const interestOn = (openMinor: Parameters<typeof applyRate>[0]) => applyRate(openMinor, '0.01', 'HALF_UP');

describe('shortenLevel', () => {
  test('1000 in 3 at 1 % a month is 340.02 each; with 300 paid ahead the third has 30.63 left', () => {
    const open = [minor(33_002), minor(33_332), minor(3_666)];
    expect(shortenLevel(open, minor(34_002), interestOn)).toEqual([33_302, 33_635, 3_063]);
  });

  test('keeps the sum, and nothing is below zero', () => {
    const amounts = fc.array(fc.nat(500_000), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(amounts, fc.nat(600_000), (open, payment) => {
        const shortened = shortenLevel(open.map(minor), minor(payment), interestOn);
        expect(shortened).toHaveLength(open.length);
        expect(sumMinor(shortened)).toBe(sumMinor(open.map(minor)));
        for (const amountMinor of shortened) expect(amountMinor).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
