import fc from 'fast-check';
import { pointsOfRows, scoreRows } from '../batch.js';
import { featureNamed } from '../catalogue/catalogue.js';
import { syntheticPopulation } from '../data/synthetic.js';
import { discrimination } from '../measures/discrimination.js';
import { scoreReasons } from '../reasons.js';
import { factorOf, offsetOf } from '../scale.js';
import { MISSING, scoreOf, UNSEEN } from '../scorecard.js';
import { inputsOfRow, takeRows } from '../table.js';
import type { LabelledTable } from '../table.js';
import { crossValidate } from './cross-validate.js';
import { fitScorecard, scorecardParameters } from './fit-scorecard.js';
import type { FittedScorecard } from './fit-scorecard.js';
import { stratifiedFolds } from './folds.js';
import { scorecardTrainer } from './trainers.js';

const population = syntheticPopulation(8_000, 4);
const isKnown = (_: number, row: number) => row % 7 !== 0;
/** With missing values and a feature of codes that goes with the number of late cycles. */
const table: LabelledTable = {
  ...population,
  columns: {
    ...population.columns,
    cashShare: {
      type: 'NUMBER',
      values: numbers('cashShare').map((value, row) => (isKnown(value, row) ? value : Number.NaN)),
    },
    job: {
      type: 'CATEGORY',
      values: Array.from(numbers('lateOf6'), (late) => (late > 1 ? 'none' : late === 1 ? 'new' : 'old')),
    },
  },
};
const features = Object.keys(table.columns).map((name) => featureNamed(name));
const fitted = fitScorecard({ id: 'test', version: 1 }, table, features);

function numbers(name: string): Float64Array {
  const column = population.columns[name]!;
  return column.type === 'NUMBER' ? column.values : new Float64Array();
}

describe('a trained scorecard', () => {
  test('the points of all bins are the scaled log-odds, but for half a point each', () => {
    const { card, intercept, terms } = fitted;
    const scores = scoreRows(card, table);
    const [factor, offset] = [factorOf(card.scale).toNumber(), offsetOf(card.scale).toNumber()];
    for (let row = 0; row < 500; row += 1) {
      const logOdds = terms.reduce((sum, { bins, coefficient }) => sum + coefficient * bins.rowWoe[row]!, intercept);
      expect(Math.abs(scores[row]! - (offset + factor * logOdds))).toBeLessThanOrEqual(0.5 * terms.length);
    }
  });

  test('online and batch give the same score for every row', () => {
    const scores = scoreRows(fitted.card, table);
    for (let row = 0; row < table.rows; row += 1) {
      expect(scoreOf(fitted.card, inputsOfRow(table, row)).score).toBe(scores[row]);
    }
  });

  test('risk goes the way the catalogue says', () => {
    for (const { bins, coefficient } of fitted.terms) {
      expect(coefficient).toBeGreaterThan(0);
      if (bins.feature.risk === null) continue;
      const ordered = [...bins.woe].sort((a, b) => (bins.feature.risk === 'RISING' ? b - a : a - b));
      expect(bins.woe).toEqual(ordered);
    }
  });

  test('a missing value and an unseen code have bins of their own; the unseen one has no weight', () => {
    const { points } = scoreOf(fitted.card, { ...inputsOfRow(table, 1), cashShare: null, job: 'astronaut' });
    const binOf = (id: string) => points.find(({ characteristic }) => characteristic === id);
    expect(binOf('cashShare')?.bin).toBe(MISSING);
    expect(binOf('job')?.bin).toBe(UNSEEN);
    const job = fitted.card.characteristics.find(({ id }) => id === 'job');
    const groups = job?.groups?.map(({ points: own }) => own) ?? [];
    expect(binOf('job')?.points).toBe(job?.unseen?.points);
    expect(job?.unseen?.points).toBeGreaterThan(Math.min(...groups));
    expect(job?.unseen?.points).toBeLessThan(Math.max(...groups));
  });

  test('the same rows give the same card', () => {
    expect(fitScorecard({ id: 'test', version: 1 }, table, features).card).toEqual(fitted.card);
  });

  test('fewer than 2,000 rows get 6 bins', () => {
    expect([scorecardParameters(1_999).bins, scorecardParameters(2_000).bins]).toEqual([6, 10]);
  });

  test('nothing is fitted where nothing tells goods from bads', () => {
    const noise = takeRows(
      table,
      Int32Array.from({ length: 2_000 }, (_, row) => row),
    );
    const isBad = Uint8Array.from({ length: 2_000 }, (_, row) => row % 2);
    expect(() => fitScorecard({ id: 'test', version: 1 }, { ...noise, isBad }, [featureNamed('monthsOnBook')])).toThrow(
      'features',
    );
  });
});

describe('reasons of a trained scorecard', () => {
  const rows = fc.nat(table.rows - 1);
  const reasonsOf = (row: number, { card }: FittedScorecard = fitted) =>
    scoreReasons(card, scoreOf(card, inputsOfRow(table, row)).points, 4);

  test('at most four, and the same list each time', () => {
    fc.assert(
      fc.property(rows, (row) => {
        expect(reasonsOf(row).length).toBeLessThanOrEqual(4);
        expect(reasonsOf(row)).toEqual(reasonsOf(row));
      }),
    );
  });

  test('improving what the first reason names raises the score', () => {
    const points = pointsOfRows(fitted.card, table);
    const bestRow = points.map((own) => own.indexOf(Math.max(...own)));
    fc.assert(
      fc.property(rows, (row) => {
        const [first] = reasonsOf(row);
        if (first === undefined) return true;
        const at = fitted.card.characteristics.findIndex(({ id }) => first.rule.endsWith(`/${id}`));
        const { feature } = fitted.card.characteristics[at]!;
        const own = inputsOfRow(table, row);
        const improved = { ...own, [feature]: inputsOfRow(table, bestRow[at]!)[feature] ?? null };
        return scoreOf(fitted.card, improved).score > scoreOf(fitted.card, own).score;
      }),
    );
  });

  test('against the average customer fewer characteristics fall short', () => {
    const { card } = fitted;
    const { points } = scoreOf(card, inputsOfRow(table, 0));
    const [best, mean] = (['MAX', 'MEAN'] as const).map((reference) => scoreReasons(card, points, 9, reference).length);
    expect(mean).toBeLessThan(best!);
  });

  test('unused credit is another cause than over-used credit', () => {
    const code = (utilization: number) => {
      const { points } = scoreOf(fitted.card, { ...inputsOfRow(table, 0), utilization });
      return scoreReasons(fitted.card, points, 9).find(({ rule }) => rule.endsWith('/utilization'))?.code;
    };
    expect([code(0), code(0.99)]).toEqual(['unused-credit', 'high-utilization']);
  });
});

describe('cross-validation', () => {
  const found = crossValidate(table, scorecardTrainer(features), 7);

  test('every row is predicted once, by a model that has not seen it', () => {
    const [fold] = stratifiedFolds(table.isBad, 5, 7);
    const predict = scorecardTrainer(features)(takeRows(table, fold!.train));
    const { pd } = predict(takeRows(table, fold!.test));
    expect([...pd]).toEqual([...fold!.test].map((row) => found.outOfFold.pd[row]));
  });

  test('figures are the means of the folds', () => {
    const byFold = stratifiedFolds(table.isBad, 5, 7).map(({ test: rows }) =>
      discrimination(
        Array.from(rows, (row) => found.outOfFold.ranking[row]!),
        takeRows(table, rows).isBad,
      ),
    );
    expect(found.auc).toBeCloseTo(
      byFold.reduce((sum, { auc }) => sum + auc / 5, 0),
      12,
    );
    expect(found.ks).toBeCloseTo(
      byFold.reduce((sum, { ks }) => sum + ks / 5, 0),
      12,
    );
  });
});
