import fc from 'fast-check';
import { featureNamed } from '../catalogue/catalogue.js';
import { syntheticPopulation } from '../data/synthetic.js';
import { discrimination } from '../measures/discrimination.js';
import { scoreRows } from '../batch.js';
import { inputsOfRow } from '../table.js';
import type { LabelledTable } from '../table.js';
import { quantileBounds } from '../training/binning.js';
import { fitScorecard } from '../training/fit-scorecard.js';
import { boostedReasons } from './boosted-reasons.js';
import { logOddsOfRows, scoreRowsBoosted } from './boosted-batch.js';
import { pdOfLogOdds, scoreBoosted, scorerOfLogOdds } from './boosted-trees.js';
import { boostingParameters, fitBoosted } from './fit-boosted.js';

const population = syntheticPopulation(6_000, 6);
const late = population.columns['lateOf6'];
const lateOf6 = late?.type === 'NUMBER' ? late.values : new Float64Array();
const table: LabelledTable = {
  ...population,
  columns: {
    ...population.columns,
    lateOf6: { type: 'NUMBER', values: lateOf6.map((value, row) => (row % 9 === 0 ? Number.NaN : value)) },
    job: {
      type: 'CATEGORY',
      values: Array.from(lateOf6, (value) => (value > 1 ? 'none' : value === 1 ? 'new' : 'old')),
    },
  },
};
const features = Object.keys(table.columns).map((name) => featureNamed(name));
const parameters = { ...boostingParameters(table.rows), trees: 40 };
const model = fitBoosted({ id: 'test', version: 1 }, table, features, parameters);

describe('boosted trees', () => {
  test('the same rows and seed give the same trees, another seed others', () => {
    expect(fitBoosted({ id: 'test', version: 1 }, table, features, parameters)).toEqual(model);
    expect(fitBoosted({ id: 'test', version: 1 }, table, features, { ...parameters, seed: 21 })).not.toEqual(model);
  });

  test('online and batch give the same log-odds and score for every row', () => {
    const [logOdds, scores] = [logOddsOfRows(model, table), scoreRowsBoosted(model, table)];
    for (let row = 0; row < 2_000; row += 1) {
      const scored = scoreBoosted(model, inputsOfRow(table, row));
      expect(scored.logOddsMicro).toBe(logOdds[row]);
      expect(scored.score).toBe(scores[row]);
    }
  });

  test('the first split is the best of all that there are', () => {
    const only = fitBoosted({ id: 'one', version: 1 }, table, [featureNamed('utilization')], {
      ...parameters,
      trees: 1,
      depth: 1,
      rowShare: 1,
    });
    const column = table.columns['utilization']!;
    const values = column.type === 'NUMBER' ? column.values : new Float64Array();
    const bads = table.isBad.reduce((sum, bad) => sum + bad, 0);
    const p = bads / table.rows;
    /** Loss drop of a cut by adding up every row anew. */
    const gainOf = (below: number) => {
      let gain = 0;
      for (const isLeft of [true, false]) {
        const side = [...values.keys()].filter((row) => values[row]! < below === isLeft);
        if (side.length < parameters.minLeafRows) return 0;
        const gradient = side.reduce((sum, row) => sum + p - table.isBad[row]!, 0);
        gain += gradient ** 2 / (side.length * p * (1 - p) + parameters.l2);
      }
      return gain;
    };
    const chosen = gainOf(only.trees[0]!.below[0]!);
    expect(chosen).toBeCloseTo(Math.max(...quantileBounds(values, parameters.bins).map(gainOf)), 6);
  });

  test.each(['lateOf6', 'cashShare', 'inquiries30d', 'monthlyIncomeMinor', 'monthsOnBook'])(
    '%s: risk keeps its direction whatever else holds',
    (feature) => {
      const { risk } = featureNamed(feature);
      const value = fc.double({ min: 0, max: 1, noNaN: true });
      const scale = { lateOf6: 6, cashShare: 1, inquiries30d: 6, monthlyIncomeMinor: 3_000_000, monthsOnBook: 36 }[
        feature
      ]!;
      fc.assert(
        fc.property(fc.nat(table.rows - 1), value, value, (row, a, b) => {
          const riskAt = (share: number) =>
            scoreBoosted(model, { ...inputsOfRow(table, row), [feature]: share * scale }).logOddsMicro;
          const [low, high] = [riskAt(Math.min(a, b)), riskAt(Math.max(a, b))];
          return risk === 'RISING' ? high >= low : high <= low;
        }),
      );
    },
  );

  test('they rank as well as a scorecard on the same rows', () => {
    const other = syntheticPopulation(20_000, 8);
    const own = features.filter(({ name }) => name in other.columns);
    const boosted = fitBoosted({ id: 'test', version: 1 }, population, own);
    const { card } = fitScorecard({ id: 'test', version: 1 }, population, own);
    const boostedAuc = discrimination(
      logOddsOfRows(boosted, other).map((micro) => -micro),
      other.isBad,
    ).auc;
    expect(boostedAuc).toBeGreaterThan(discrimination(scoreRows(card, other), other.isBad).auc - 0.015);
  });

  test('an absent value, a null and an unlisted code are missing', () => {
    const scored = scoreBoosted(model, { lateOf6: null, job: 'astronaut' });
    expect(scored.values.every((value) => Number.isNaN(value))).toBe(true);
    expect(() => scoreBoosted(model, { lateOf6: true })).toThrow('lateOf6');
  });

  test('parameters by the number of rows', () => {
    expect(boostingParameters(4_999)).toMatchObject({ trees: 120, depth: 3, minLeafRows: 15 });
    expect(boostingParameters(5_000)).toMatchObject({
      trees: 200,
      depth: 4,
      minLeafRows: 40,
      learningRate: 0.06,
      rowShare: 0.7,
      l2: 5,
      bins: 64,
    });
  });
});

describe('reasons of boosted trees', () => {
  test('contributions add up to the log-odds', () => {
    const roots = model.trees.reduce((sum, tree) => sum + tree.valueMicro[0]!, model.baseMicro);
    for (const row of [0, 17, 42]) {
      const { contributionsMicro, logOddsMicro } = scoreBoosted(model, inputsOfRow(table, row));
      expect(contributionsMicro.reduce((sum, added) => sum + added, roots)).toBe(logOddsMicro);
    }
  });

  test('at most four, most important first, and never a feature that helped', () => {
    const inputs = { ...inputsOfRow(table, 1), lateOf6: 6, cashShare: 0.9, job: 'none', inquiries30d: 5 };
    const scored = scoreBoosted(model, inputs);
    const reasons = boostedReasons(model, scored, 4);
    const added = reasons.map(({ rule }) => {
      const at = model.inputs.findIndex(({ feature }) => rule === `test-1/${feature}`);
      return scored.contributionsMicro[at]!;
    });
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.length).toBeLessThanOrEqual(4);
    expect(added).toEqual([...added].sort((a, b) => b - a));
    expect(Math.min(...added)).toBeGreaterThan(0);
  });
});

describe('scale of boosted trees', () => {
  const SCALE = { baseScore: 600, baseOdds: '50', pdo: 20 };

  test.each([
    ['odds of one to one', 0, 487, '0.5'],
    ['PD 2 %', Math.round(Math.log(0.02 / 0.98) * 1e6), 599, '0.02'],
    ['PD 20 %', Math.round(Math.log(0.25) * 1e6), 527, '0.2'],
  ])('%s', (_name, logOddsMicro, score, pd) => {
    expect(scorerOfLogOdds(SCALE)(logOddsMicro)).toBe(score);
    expect(pdOfLogOdds(logOddsMicro).toFixed()).toBe(pd);
  });
});
