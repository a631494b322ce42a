import fc from 'fast-check';
import { minor, sumMinor, ZERO } from './minor.js';

describe('minor', () => {
  test.each([0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])('takes %d', (value) => {
    expect(minor(value)).toBe(value);
  });

  test.each([0.5, Number.NaN, Infinity, -Infinity, Number.MAX_SAFE_INTEGER + 1, Number.MIN_SAFE_INTEGER - 1])(
    'refuses %d, naming the way out',
    (value) => {
      expect(() => minor(value)).toThrow(RangeError);
      expect(() => minor(value)).toThrow(/roundToMinor/);
    },
  );

  test('makes 0 of -0', () => {
    expect(Object.is(minor(-0), 0)).toBe(true);
    expect(ZERO).toBe(0);
  });
});

describe('sumMinor', () => {
  test.each([
    ['nothing', [], 0],
    ['one', [5], 5],
    ['signs', [100, -30, -70], 0],
    ['up to the last safe integer', [Number.MAX_SAFE_INTEGER - 1, 1], Number.MAX_SAFE_INTEGER],
  ] as const)('%s', (_name, values, expected) => {
    expect(sumMinor(values.map(minor))).toBe(expected);
  });

  test('refuses a partial sum out of range even when the total would be back in it', () => {
    const values = [Number.MAX_SAFE_INTEGER, 1, -5].map(minor);
    expect(() => sumMinor(values)).toThrow(RangeError);
    expect(() => sumMinor(values)).toThrow(/beyond the safe integers/);
  });

  test('is the exact sum in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e12, max: 1e12 }), { maxLength: 50 }), (values) => {
        const expected = Number(values.reduce((sum, value) => sum + BigInt(value), 0n));
        expect(sumMinor(values.map(minor))).toBe(expected);
        expect(sumMinor(values.toReversed().map(minor))).toBe(expected);
      }),
    );
  });
});
