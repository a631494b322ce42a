import { scoreRows } from '../batch.js';
import { featureNamed } from '../catalogue/catalogue.js';
import { discrimination } from '../measures/discrimination.js';
import { fitScorecard } from '../training/fit-scorecard.js';
import { syntheticPopulation } from './synthetic.js';

const large = syntheticPopulation(400_000, 1);
const trueAuc = discrimination(
  large.truePd.map((p) => -p),
  large.isBad,
).auc;

test('GEN-1: base rate 5.1 %, true AUC 0.807', () => {
  const baseRate = large.truePd.reduce((sum, p) => sum + p, 0) / large.rows;
  expect(Math.abs(baseRate - 0.051)).toBeLessThanOrEqual(0.002);
  expect(Math.abs(trueAuc - 0.807)).toBeLessThanOrEqual(0.004);
});

test('GEN-2: a scorecard fitted on 50,000 rows reaches the true AUC less 0.015', () => {
  const features = Object.keys(large.columns).map((name) => featureNamed(name));
  const { card } = fitScorecard({ id: 'gen-2', version: 1 }, syntheticPopulation(50_000, 2), features);
  expect(discrimination(scoreRows(card, large), large.isBad).auc).toBeGreaterThanOrEqual(trueAuc - 0.015);
});

test('one number makes the whole population again', () => {
  expect(syntheticPopulation(100, 9)).toEqual(syntheticPopulation(100, 9));
  expect(syntheticPopulation(100, 10).isBad).not.toEqual(large.isBad.slice(0, 100));
});
