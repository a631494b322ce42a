import { informationBand, weightOfEvidence } from './woe.js';

const COUNTS = [
  { good: 400, bad: 20 },
  { good: 350, bad: 40 },
  { good: 250, bad: 40 },
];

describe('weightOfEvidence', () => {
  test.each([
    ['SC-3 unsmoothed', 0, [0.6931, -0.1335, -0.47], 0.2158],
    ['SC-3 smoothed', 0.5, [0.6831, -0.1311, -0.467], 0.2112],
  ])('%s', (_id, smoothing, woe, iv) => {
    const found = weightOfEvidence(COUNTS, smoothing);
    expect(found.woe.map((weight) => Number(weight.toFixed(4)))).toEqual(woe);
    expect(found.iv.toFixed(4)).toBe(String(iv));
  });

  test('an empty bin needs smoothing', () => {
    const counts = [...COUNTS, { good: 5, bad: 0 }];
    expect(() => weightOfEvidence(counts, 0)).toThrow('bin 3');
    expect(Number.isFinite(weightOfEvidence(counts).iv)).toBe(true);
  });
});

test.each([
  [0.0199, 'USELESS'],
  [0.02, 'WEAK'],
  [0.1, 'MEDIUM'],
  [0.3, 'STRONG'],
  [0.5, 'STRONG'],
  [0.5001, 'SUSPICIOUS'],
])('an information value of %d is %s', (iv, band) => {
  expect(informationBand(iv)).toBe(band);
});
