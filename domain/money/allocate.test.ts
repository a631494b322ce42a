import fc from 'fast-check';
import { allocateByWeights, PARTS_MAX, splitEqually } from './allocate.js';
import { minor, sumMinor } from './minor.js';

const amount = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const PLACEMENTS = ['FIRST', 'LAST', 'LARGEST_REMAINDER'] as const;

describe('splitEqually', () => {
  test.each([
    ['SCH-2', 100_000, 3, 'LAST', [33_333, 33_333, 33_334]],
    ['residue first', 100_000, 3, 'FIRST', [33_334, 33_333, 33_333]],
    ['less than one cent each', 2, 3, 'LAST', [0, 0, 2]],
    ['less than one cent each, first', 2, 3, 'FIRST', [2, 0, 0]],
    ['largest remainder', 2, 3, 'LARGEST_REMAINDER', [1, 1, 0]],
    ['largest remainder, two left', 100_001, 3, 'LARGEST_REMAINDER', [33_334, 33_334, 33_333]],
    ['nothing left over', 120_000, 3, 'LARGEST_REMAINDER', [40_000, 40_000, 40_000]],
    ['one part', 7, 1, 'FIRST', [7]],
    ['nothing to split', 0, 2, 'LAST', [0, 0]],
  ] as const)('%s', (_id, total, parts, residue, expected) => {
    expect(splitEqually(minor(total), parts, residue)).toEqual(expected);
  });

  test.each([0, -1, 1.5, PARTS_MAX + 1, Number.NaN])('refuses %d parts', (parts) => {
    expect(() => splitEqually(minor(1), parts, 'LAST')).toThrow(RangeError);
    expect(() => splitEqually(minor(1), parts, 'LAST')).toThrow(/^parts is .* from 1 to 1200$/);
  });

  test('takes the most parts there may be', () => {
    expect(splitEqually(minor(PARTS_MAX), PARTS_MAX, 'LAST')).toHaveLength(PARTS_MAX);
  });

  test('refuses a negative total', () => {
    expect(() => splitEqually(minor(-1), 2, 'LAST')).toThrow(/without its sign/);
  });

  test('keeps the total, and only the named parts take more than the share', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 60 }), fc.constantFrom(...PLACEMENTS), (total, parts, residue) => {
        const split = splitEqually(minor(total), parts, residue);
        expect(sumMinor(split)).toBe(total);
        const share = Math.min(...split);
        const larger = split.flatMap((part, index) => (part > share ? [index] : []));
        const left = split.filter((part) => part > share).reduce((sum, part) => sum + (part - share), 0);
        expect(left).toBeLessThan(parts);
        if (residue === 'FIRST') expect(larger).toEqual(left > 0 ? [0] : []);
        if (residue === 'LAST') expect(larger).toEqual(left > 0 ? [parts - 1] : []);
        if (residue === 'LARGEST_REMAINDER') expect(larger).toEqual(Array.from({ length: left }, (_, index) => index));
      }),
    );
  });
});

describe('allocateByWeights', () => {
  test.each([
    ['100.01 at 30/70', 10_001, ['0.30', '0.70'], [3_000, 7_001]],
    ['the same as numbers', 10_001, [30, 70], [3_000, 7_001]],
    ['a reversal of it', -10_001, ['0.3', '0.7'], [-3_000, -7_001]],
    ['ties to the earlier', 1, [1, 1, 1], [1, 0, 0]],
    ['ties to the earlier, two left', 2, ['0.1', '0.1', '0.1'], [1, 1, 0]],
    ['the largest remainder before the earlier', 10, [1, 2, 3], [2, 3, 5]],
    ['weight 0 gets nothing', 1, [0, 1, 0], [0, 1, 0]],
    ['one weight', 99, ['0.001'], [99]],
    // 62.5 and 687.5 tie: the unit left goes to the earlier
    ['weights of different length', 1_000, ['1', '0.25', '2.75'], [250, 63, 687]],
    ['a weight of minus zero is none', 5, [-0, 1], [0, 5]],
    // 33.33 each: ties of thirds stay ties, the unit left goes to the first
    ['thirds', 100, [1, 1, 1], [34, 33, 33]],
    ['no money', 0, [1, 2], [0, 0]],
  ] as const)('%s', (_id, total, weights, expected) => {
    expect(allocateByWeights(minor(total), weights)).toEqual(expected);
  });

  test.each([
    ['no weights', [], /give at least one part a weight/],
    ['only zeros', [0, '0.00'], /give at least one part a weight/],
    ['a negative weight', [2, -1], /weight -1 is negative/],
    ['no number', ['half'], /half is not a finite decimal/],
  ])('refuses %s', (_name, weights, message) => {
    expect(() => allocateByWeights(minor(1), weights)).toThrow(RangeError);
    expect(() => allocateByWeights(minor(1), weights)).toThrow(message);
  });

  test('keeps the total and is never a whole unit off the exact share', () => {
    const weights = fc
      .array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 12 })
      .filter((all) => all.some((weight) => weight > 0));
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), weights, (total, all) => {
        const parts = allocateByWeights(minor(total), all);
        expect(sumMinor(parts)).toBe(total);
        const sum = BigInt(all.reduce((a, b) => a + b, 0));
        parts.forEach((part, index) => {
          const off = BigInt(part) * sum - BigInt(total) * BigInt(all[index]!);
          expect(off < sum && off > -sum).toBe(true);
        });
      }),
    );
  });
});
