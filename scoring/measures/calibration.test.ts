import { syntheticPopulation } from '../data/synthetic.js';
import { calibrationOf } from './calibration.js';

const { truePd, isBad } = syntheticPopulation(40_000, 3);

describe('calibrationOf', () => {
  test('true probabilities have slope 1, intercept 0, and nearly all bands inside', () => {
    const { slope, intercept, bands } = calibrationOf(truePd, isBad);
    expect(Math.abs(slope - 1)).toBeLessThan(0.05);
    expect(Math.abs(intercept)).toBeLessThan(0.15);
    expect(bands).toHaveLength(10);
    expect(bands.filter(({ isInside }) => isInside).length).toBeGreaterThanOrEqual(8);
    expect(bands.reduce((sum, { rows }) => sum + rows, 0)).toBe(40_000);
  });

  test('probabilities that are too sure have a slope below 1', () => {
    const tooSure = truePd.map((p) => 1 / (1 + ((1 - p) / p) ** 2));
    expect(calibrationOf(tooSure, isBad).slope).toBeCloseTo(calibrationOf(truePd, isBad).slope / 2, 6);
  });

  test('Brier score: mean of the squared error', () => {
    const pd = Float64Array.from([0.1, 0.4, 0.8, 0.3]);
    const { brier } = calibrationOf(pd, Uint8Array.from([1, 0, 1, 0]), 2);
    expect(brier).toBeCloseTo((0.81 + 0.16 + 0.04 + 0.09) / 4, 12);
  });
});
