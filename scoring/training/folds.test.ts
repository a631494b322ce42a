import { shuffledOutcomes, stratifiedFolds } from './folds.js';

const isBad = Uint8Array.from({ length: 1_003 }, (_, row) => (row % 4 === 0 ? 1 : 0));

describe('stratifiedFolds', () => {
  test('every row is tested once and trained on in all other folds', () => {
    const folds = stratifiedFolds(isBad, 5, 1);
    expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual(Array.from(isBad, (_, row) => row));
    for (const { train, test } of folds) {
      expect(train).toHaveLength(isBad.length - test.length);
      expect(train.some((row) => test.includes(row))).toBe(false);
    }
  });

  test('every fold has the bad rate of the whole', () => {
    const bads = stratifiedFolds(isBad, 5, 1).map(({ test }) => test.reduce((sum, row) => sum + isBad[row]!, 0));
    expect(Math.max(...bads) - Math.min(...bads)).toBeLessThanOrEqual(1);
  });

  test('the same seed deals the same folds, another seed others', () => {
    expect(stratifiedFolds(isBad, 5, 1)).toEqual(stratifiedFolds(isBad, 5, 1));
    expect(stratifiedFolds(isBad, 5, 2)).not.toEqual(stratifiedFolds(isBad, 5, 1));
  });
});

test('shuffled outcomes keep the number of bads', () => {
  const shuffled = shuffledOutcomes(isBad, 3);
  expect(shuffled.reduce((sum, bad) => sum + bad, 0)).toBe(251);
  expect(shuffled).not.toEqual(isBad);
});
