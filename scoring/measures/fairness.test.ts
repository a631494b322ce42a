import { drivingFeatures, fairnessOf } from './fairness.js';

describe('fairnessOf', () => {
  // Ten of each group: eight of the first accepted, six of the second.
  const groups = [...new Array<string>(10).fill('first'), ...new Array<string>(10).fill('second')];
  const pd = Float64Array.from(groups, (group, row) => (row % 10 < (group === 'first' ? 8 : 6) ? 0.1 : 0.3));
  const isBad = Uint8Array.from(groups, (_, row) => (row % 10 === 9 ? 1 : 0));
  const audits = fairnessOf({ pd, isBad, groups }, 1 / 6);

  test('the ratio is against the group that is accepted most; below four fifths is marked', () => {
    expect(audits).toMatchObject([
      { group: 'first', rows: 10, acceptedShare: 0.8, acceptanceRatio: 1, isBelowFourFifths: false },
      { group: 'second', rows: 10, acceptedShare: 0.6, isBelowFourFifths: true },
    ]);
    expect(audits[1]?.acceptanceRatio).toBeCloseTo(0.75, 12);
  });

  test('observed to predicted: one bad where 1.4 were expected', () => {
    expect(audits[0]?.observedToPredicted).toBeCloseTo(1 / 1.4, 9);
  });

  test('a probability at the cut is not accepted', () => {
    const [audit] = fairnessOf(
      { pd: Float64Array.from([0.5, 0.25]), isBad: Uint8Array.from([0, 0]), groups: ['a', 'a'] },
      0.5,
    );
    expect(audit).toMatchObject({ acceptedShare: 0.5, auc: null });
  });
});

test('the features that cost a group most', () => {
  const points = [
    { feature: 'b', points: Int32Array.from([10, 10, 20, 20]) },
    { feature: 'a', points: Int32Array.from([10, 10, 20, 20]) },
    { feature: 'c', points: Int32Array.from([30, 30, 20, 20]) },
  ];
  expect(drivingFeatures(points, ['x', 'x', 'y', 'y'], 'x')).toEqual([
    { feature: 'a', pointsGap: -10 },
    { feature: 'b', pointsGap: -10 },
  ]);
});
