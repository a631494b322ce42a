import fc from 'fast-check';
import { exact } from './decimal.js';
import { minor } from './minor.js';
import { applyRate, divideRounded, divideRoundedBig, roundToMinor } from './rounding.js';
import type { Rounding } from './rounding.js';

const ROUNDINGS = ['HALF_UP', 'HALF_EVEN', 'DOWN', 'UP'] as const satisfies readonly Rounding[];

/** value, then the result of HALF_UP, HALF_EVEN, DOWN, UP */
const TABLE = [
  ['2.5', 3, 2, 2, 3],
  ['-2.5', -3, -2, -2, -3],
  ['3.5', 4, 4, 3, 4],
  ['-3.5', -4, -4, -3, -4],
  ['2.4999999999999999999', 2, 2, 2, 3],
  ['2.5000000000000000001', 3, 3, 2, 3],
  ['0.5', 1, 0, 0, 1],
  ['-0.5', -1, 0, 0, -1],
  ['0.1', 0, 0, 0, 1],
  ['-0.1', 0, 0, 0, -1],
  ['7', 7, 7, 7, 7],
  ['0', 0, 0, 0, 0],
] as const;

describe('roundToMinor', () => {
  test.each(TABLE)('%s', (value, ...expected) => {
    expect(ROUNDINGS.map((rounding) => roundToMinor(exact(value), rounding))).toEqual(expected);
  });

  test('refuses a result beyond the safe integers', () => {
    expect(() => roundToMinor(exact('9007199254740992'), 'DOWN')).toThrow(RangeError);
  });
});

describe('divideRounded', () => {
  test.each([
    ['a half', 5, 2, [3, 2, 2, 3]],
    ['minus a half', -5, 2, [-3, -2, -2, -3]],
    ['a half above an odd number', 7, 2, [4, 4, 3, 4]],
    ['just below a half', 49, 100, [0, 0, 0, 1]],
    ['just above a half', 51, 100, [1, 1, 0, 1]],
    ['no rest', 12, 4, [3, 3, 3, 3]],
    [
      'a quotient that a double would round up',
      9_007_199_254_740_991,
      4,
      [2_251_799_813_685_248, 2_251_799_813_685_248, 2_251_799_813_685_247, 2_251_799_813_685_248],
    ],
  ] as const)('%s', (_name, numerator, denominator, expected) => {
    expect(ROUNDINGS.map((rounding) => divideRounded(numerator, denominator, rounding))).toEqual(expected);
  });

  test.each([
    ['a half below an even number', 3n, 2n, [2n, 2n, 1n, 2n]],
    ['a half above an even number', 5n, 2n, [3n, 2n, 2n, 3n]],
    ['less than a half of one', 1n, 3n, [0n, 0n, 0n, 1n]],
    ['more than a half of one', 2n, 3n, [1n, 1n, 0n, 1n]],
    ['just below a half', 49n, 100n, [0n, 0n, 0n, 1n]],
    ['just above a half', 51n, 100n, [1n, 1n, 0n, 1n]],
    ['no rest', 12n, 4n, [3n, 3n, 3n, 3n]],
    ['nothing', 0n, 7n, [0n, 0n, 0n, 0n]],
  ] as const)('of big integers: %s', (_name, numerator, denominator, expected) => {
    expect(ROUNDINGS.map((rounding) => divideRoundedBig(numerator, denominator, rounding))).toEqual(expected);
  });

  test('agrees with big integers', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: Number.MAX_SAFE_INTEGER }),
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.constantFrom(...ROUNDINGS),
        (numerator, denominator, rounding) => {
          const big = divideRoundedBig(BigInt(numerator), BigInt(denominator), rounding);
          expect(divideRounded(numerator, denominator, rounding)).toBe(Number(big));
        },
      ),
    );
  });
});

describe('applyRate', () => {
  test.each([
    ['SCH-1', 300_000, '0.0072', 2_160],
    ['SCH-2', 100_000, '0.007', 700],
    ['SCH-3', 120_000, '0.005', 600],
    ['MIN-4, 30.005 to 30.01', 30_005, '0.1', 3_001],
    ['MIN-6, 12.345 to 12.35', 12_345, '0.1', 1_235],
    ['MIN-6 mirrored', -12_345, '0.1', -1_235],
    ['a whole factor', 12_345, '2', 24_690],
    ['an exponent', 12_345, '1e-1', 1_235],
    ['a negative factor', 12_345, '-0.1', -1_235],
    ['no amount', 0, '0.5', 0],
  ] as const)('%s', (_id, amount, factor, expected) => {
    expect(applyRate(minor(amount), factor, 'HALF_UP')).toBe(expected);
    expect(applyRate(minor(amount), exact(factor), 'HALF_UP')).toBe(expected);
  });

  test('refuses a factor that is no decimal, and a result beyond the safe integers', () => {
    expect(() => applyRate(minor(1), 'half', 'HALF_UP')).toThrow(RangeError);
    expect(() => applyRate(minor(Number.MAX_SAFE_INTEGER), '2', 'HALF_UP')).toThrow(RangeError);
  });

  test('gives in integers what decimals give', () => {
    const factor = fc
      .tuple(fc.nat({ max: 5 }), fc.stringMatching(/^\d{1,17}$/))
      .map(([whole, fraction]) => `${whole}.${fraction}`);
    fc.assert(
      fc.property(
        fc.integer({ min: -1e15, max: 1e15 }),
        factor,
        fc.constantFrom(...ROUNDINGS),
        (amount, rate, rounding) => {
          expect(applyRate(minor(amount), rate, rounding)).toBe(applyRate(minor(amount), exact(rate), rounding));
        },
      ),
      { numRuns: 500 },
    );
  });
});
