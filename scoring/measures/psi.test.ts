import fc from 'fast-check';
import { chiSquare95, psiOf, stabilityOf } from './psi.js';

const QUARTERS = [0.25, 0.25, 0.25, 0.25];

describe('psiOf', () => {
  test.each([
    ['equal', QUARTERS, 0],
    ['stable', [0.2, 0.25, 0.25, 0.3], 0.02027],
    ['watch', [0.1, 0.2, 0.3, 0.4], 0.22822],
  ])('%s', (_name, actual, psi) => {
    expect(psiOf(QUARTERS, actual)).toBeCloseTo(psi, 5);
  });

  test('an empty bin counts as 1e-4', () => {
    expect(psiOf([0.5, 0.5], [1, 0])).toBeCloseTo(psiOf([0.5, 0.5], [1, 1e-4]), 12);
  });

  test('is symmetric and never below 0', () => {
    const shares = fc
      .array(fc.integer({ min: 0, max: 100 }), { minLength: 5, maxLength: 5 })
      .filter((counts) => counts.some((count) => count > 0))
      .map((counts) => counts.map((count) => count / counts.reduce((sum, each) => sum + each, 0)));
    fc.assert(
      fc.property(shares, shares, (a, b) => {
        expect(psiOf(a, b)).toBeCloseTo(psiOf(b, a), 12);
        expect(psiOf(a, b)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('refuses other bins', () => {
    expect(() => psiOf([0.5, 0.5], [1])).toThrow('actual');
  });
});

describe('stabilityOf', () => {
  test.each([
    ['the same', [2_500, 2_500, 2_500, 2_500], 'STABLE', false],
    ['moved a little, many rows', [2_000, 2_500, 2_500, 3_000], 'STABLE', true],
    ['to watch', [1_000, 2_000, 3_000, 4_000], 'WATCH', true],
    ['to act on', [500, 1_500, 3_000, 5_000], 'ACT', true],
    ['so few rows may do that by chance', [1, 2, 3, 4], 'STABLE', false],
    ['none', [0, 0, 0, 0], 'STABLE', false],
  ] as const)('%s', (_name, counts, band, isSignificant) => {
    expect(stabilityOf(QUARTERS, counts)).toMatchObject({ band, isSignificant });
  });
});

// The percentage points printed in any table of the distribution.
test.each([
  [2, 5.991],
  [3, 7.815],
  [9, 16.919],
  [20, 31.41],
])('chi-square with %d degrees of freedom exceeds %d in one case of twenty', (degrees, expected) => {
  expect(Math.abs(chiSquare95(degrees) / expected - 1)).toBeLessThan(0.02);
});
