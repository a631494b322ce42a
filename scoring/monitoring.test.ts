import { baselineOf, baselinesOf, hasDrifted, stabilityOfColumn, stabilityOfModel } from './monitoring.js';
import { syntheticPopulation } from './data/synthetic.js';

const table = syntheticPopulation(5_000, 1);
const score = Int32Array.from({ length: table.rows }, (_, row) => 500 + (row % 100));
const baselines = baselinesOf(table, ['lateOf6', 'utilization'], score);

describe('monitoring', () => {
  test('the same rows have not moved', () => {
    const found = stabilityOfModel(baselines, table, score);
    expect(found.score.psi).toBeCloseTo(0, 6);
    expect(Object.values(found.features).map(({ band }) => band)).toEqual(['STABLE', 'STABLE']);
    expect(hasDrifted(found)).toBe(false);
  });

  test('another sample of the population is stable, a shifted score is not', () => {
    const other = syntheticPopulation(5_000, 2);
    expect(hasDrifted(stabilityOfModel(baselines, other, score))).toBe(false);
    const found = stabilityOfModel(
      baselines,
      other,
      score.map((each) => each + 40),
    );
    expect(found.score.band).toBe('ACT');
    expect(hasDrifted(found)).toBe(true);
  });

  test('missing values and codes that are new have bins of their own', () => {
    const codes = baselineOf({ type: 'CATEGORY', values: ['a', 'b', 'b', null] });
    expect(codes).toEqual({ bounds: [], codes: ['a', 'b'], shares: [0.25, 0.5, 0, 0.25] });
    const today = { type: 'CATEGORY', values: new Array<string>(1_000).fill('c') } as const;
    expect(stabilityOfColumn(codes, today).band).toBe('ACT');
    const numbers = baselineOf({ type: 'NUMBER', values: Float64Array.from([1, 2, Number.NaN, 2]) });
    expect(numbers).toEqual({ bounds: [2], codes: [], shares: [0.25, 0.5, 0.25] });
  });
});
