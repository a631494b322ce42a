import fc from 'fast-check';
import { minor } from './minor.js';
import { splitToMultiple } from './split-to-multiple.js';

describe('splitToMultiple', () => {
  test.each([
    ['up', 100_000, 6, 100, 'HALF_UP', [16_700, 16_700, 16_700, 16_700, 16_700, 16_500]],
    ['cut down', 37_500, 2, 100, 'DOWN', [18_700, 18_800]],
    ['a half to the even multiple', 37_500, 2, 500, 'HALF_EVEN', [19_000, 18_500]],
    ['less than the multiple each', 3, 3, 100, 'UP', [3, 0, 0]],
    ['one part', 12_345, 1, 100, 'HALF_UP', [12_345]],
    ['nothing', 0, 2, 1, 'HALF_UP', [0, 0]],
  ] as const)('%s', (_name, total, parts, multiple, rounding, expected) => {
    expect(splitToMultiple(minor(total), parts, minor(multiple), rounding)).toEqual(expected);
  });

  test('keeps the total, and no part is negative', () => {
    const anyRounding = fc.constantFrom('HALF_UP' as const, 'HALF_EVEN' as const, 'DOWN' as const, 'UP' as const);
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 1_000 }),
        anyRounding,
        (total, parts, multiple, rounding) => {
          const split = splitToMultiple(minor(total), parts, minor(multiple), rounding);
          expect(split.reduce((sum, part) => sum + part, 0)).toBe(total);
          expect(split.every((part) => part >= 0)).toBe(true);
        },
      ),
    );
  });

  test.each([
    [-1, 1, 1, /^total is -1/],
    [1, 0, 1, /^parts is 0/],
    [1, 1.5, 1, /^parts is 1.5/],
    [1, 1, 0, /^multiple is 0/],
  ])('refuses %s in %s parts of %s', (total, parts, multiple, message) => {
    expect(() => splitToMultiple(minor(total), parts, minor(multiple), 'DOWN')).toThrow(RangeError);
    expect(() => splitToMultiple(minor(total), parts, minor(multiple), 'DOWN')).toThrow(message);
  });
});
