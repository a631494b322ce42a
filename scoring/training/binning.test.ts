import fc from 'fast-check';
import { binOf, monotoneMerge, quantileBounds, shortestBetween } from './binning.js';

describe('quantileBounds', () => {
  test.each([
    ['four equal parts', [1, 2, 3, 4, 5, 6, 7, 8], 4, [3, 5, 7]],
    ['many equal values share a bin', [0, 0, 0, 0, 0, 0, 1, 2], 4, [0.5]],
    ['one value has one bin', [3, 3, 3], 10, []],
    ['nothing to cut', [], 10, []],
    ['one bin', [1, 2, 3], 1, []],
  ])('%s', (_name, values, bins, expected) => {
    expect(quantileBounds(Float64Array.from(values), bins)).toEqual(expected);
  });

  test('no bin is empty, and the order of the rows does not matter', () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 12 }), (rows, bins) => {
        const bounds = quantileBounds(Float64Array.from(rows), bins);
        const used = new Set(rows.map((value) => binOf(bounds, value)));
        expect(used.size).toBe(bounds.length + 1);
        expect(bounds.length).toBeLessThan(bins);
        expect(quantileBounds(Float64Array.from([...rows].reverse()), bins)).toEqual(bounds);
      }),
    );
  });
});

test('a value at a bound belongs to the bin above it', () => {
  expect([9.9, 10, 10.1, 20].map((value) => binOf([10, 20], value))).toEqual([0, 1, 1, 2]);
});

test('the shortest decimal parts two neighbours', () => {
  expect(shortestBetween(0, 1)).toBe(0.5);
  expect(shortestBetween(123_456, 123_999)).toBe(123_700);
  const number = fc.double({ noNaN: true, min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(number, number, (a, b) => {
      fc.pre(a !== b);
      const between = shortestBetween(Math.min(a, b), Math.max(a, b));
      return between > Math.min(a, b) && between <= Math.max(a, b);
    }),
  );
});

describe('monotoneMerge', () => {
  test.each([
    ['already rising', [10, 20, 30], 'RISING', [0, 1, 2]],
    ['one step back', [10, 30, 20, 40], 'RISING', [0, 2, 3]],
    ['all the wrong way', [30, 20, 10], 'RISING', [2]],
    ['falling', [30, 20, 25, 10], 'FALLING', [0, 2, 3]],
    ['equal rates are one bin', [10, 10, 20], 'RISING', [1, 2]],
    ['none', [], 'RISING', []],
  ] as const)('%s', (_name, badPercents, direction, expected) => {
    const counts = badPercents.map((bad) => ({ good: 100 - bad, bad }));
    expect(monotoneMerge(counts, direction)).toEqual(expected);
  });

  test('bad rates only rise after it', () => {
    const count = fc.record({ good: fc.integer({ min: 1, max: 99 }), bad: fc.integer({ min: 1, max: 99 }) });
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 15 }), (counts) => {
        const lasts = monotoneMerge(counts, 'RISING');
        const rates = lasts.map((last, at) => {
          const pool = counts.slice(at === 0 ? 0 : lasts[at - 1]! + 1, last + 1);
          const bad = pool.reduce((sum, each) => sum + each.bad, 0);
          return bad / pool.reduce((sum, each) => sum + each.bad + each.good, 0);
        });
        expect(lasts.at(-1)).toBe(counts.length - 1);
        return rates.every((rate, at) => at === 0 || rate > rates[at - 1]!);
      }),
    );
  });
});
