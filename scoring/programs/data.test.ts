import { featureRefusal, register, moveModel, modelKey } from '../registry.js';
import { scoreRowsWith, scoreWith } from '../model-file.js';
import { inputsOfRow } from '../table.js';
import type { LabelledTable } from '../table.js';
import { binCharacteristic } from '../training/characteristic-bins.js';
import { fitScorecard } from '../training/fit-scorecard.js';
import { loadTrainedModels } from '../trained-models.js';
import { newestModel } from './model-files.js';
import { DATA_DIR_DEFAULT, GERMAN, loadSource, TAIWAN } from './sources.js';
import { featureNamed } from '../catalogue/catalogue.js';
import { syntheticPopulation } from '../data/synthetic.js';

const IDS = ['behavior-scorecard', 'behavior-boosted', 'application-scorecard', 'application-boosted'] as const;

describe.each(IDS)('the model that ships: %s', (id) => {
  const file = newestModel(id);

  test('has a sound hash and may be promoted by somebody else than its trainer', () => {
    expect(file).not.toBeNull();
    const registered = register([], file!);
    const promotion = {
      model: modelKey(file!),
      to: 'SHADOW',
      approvedBy: 'somebody else',
      on: file!.trainedOn,
    } as const;
    expect(registered.ok && moveModel(registered.value, promotion).ok).toBe(true);
  });

  test('reads only features with decision use, and has a baseline for each', () => {
    expect(featureRefusal(file!.features)).toBeNull();
    expect(Object.keys(file!.monitoring.features).sort()).toEqual([...file!.features].sort());
    expect(file!.monitoring.score.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
  });

  test('scores a customer of whom nothing is known, with reasons', () => {
    const { score, pd, reasons } = scoreWith(file!, {});
    expect(Number.isInteger(score)).toBe(true);
    expect(Number(pd)).toBeGreaterThan(0);
    expect(reasons.length).toBeLessThanOrEqual(4);
  });
});

test('the files that ship are the newest there are', () => {
  const shipped = loadTrainedModels().map(modelKey).sort();
  expect(shipped).toEqual(IDS.map((id) => modelKey(newestModel(id)!)).sort());
});

test('a model file with a protected feature cannot be promoted', () => {
  const file = { ...newestModel('behavior-scorecard')!, features: ['lateOf6', 'maritalStatus'] };
  const registered = register([], file);
  const promotion = { model: modelKey(file), to: 'SHADOW', approvedBy: 'somebody else', on: file.trainedOn } as const;
  expect(registered.ok && moveModel(registered.value, promotion)).toEqual({
    ok: false,
    refusal: { type: 'feature-protected', feature: 'maritalStatus' },
  });
});

test('two trainings on the generated population are equal', () => {
  const features = ['lateOf6', 'cashShare'].map((name) => featureNamed(name));
  const train = () => fitScorecard({ id: 'g', version: 1 }, syntheticPopulation(2_000, 5), features).card;
  expect(train()).toEqual(train());
});

const taiwan = loadSource(TAIWAN, DATA_DIR_DEFAULT);
const german = loadSource(GERMAN, DATA_DIR_DEFAULT);
const withTaiwan = taiwan === null ? describe.skip : describe;
const withGerman = german === null ? describe.skip : describe;

/** Information value of a column over ten bins without merging, as the rule document measured it. */
function ivOf(table: LabelledTable, name: string, values: Float64Array): number {
  const feature = { ...featureNamed('utilization'), name, risk: null };
  return binCharacteristic({ ...table, columns: { [name]: { type: 'NUMBER', values } } }, feature, 10).iv;
}

withTaiwan('Taiwan (skipped where ../shared/data is not there)', () => {
  test.each([
    ['X6', 0.87],
    ['X7', 0.544],
    ['X8', 0.414],
    ['X9', 0.363],
    ['X10', 0.334],
    ['X11', 0.292],
    ['X1', 0.178],
    ['X18', 0.171],
  ])('SC-4: information value of %s is %d', (column, iv) => {
    expect(Math.abs(ivOf(taiwan!.rows, column, taiwan!.csv.number(column)) - iv)).toBeLessThanOrEqual(0.01);
  });

  test('30,000 customers, 6,636 bad; on-time streaks as in risk.md section 6.3', () => {
    const { rows, isBad, columns } = taiwan!.rows;
    expect([rows, isBad.reduce((sum, bad) => sum + bad, 0)]).toEqual([30_000, 6_636]);
    const streak = columns['onTimeStreak']!;
    const counts = [0, 1, 2, 3, 4, 5, 6].map((cycles) =>
      streak.type === 'NUMBER' ? streak.values.filter((value) => value === cycles).length : 0,
    );
    expect(counts).toEqual([6_818, 447, 1_175, 709, 406, 514, 19_931]);
  });

  test.each(['behavior-scorecard', 'behavior-boosted'])('%s: batch and online scores are the same', (id) => {
    const file = newestModel(id)!;
    const scores = scoreRowsWith(file, taiwan!.rows);
    for (let row = 0; row < 500; row += 1) {
      expect(scoreWith(file, inputsOfRow(taiwan!.rows, row)).score).toBe(scores[row]);
    }
  });
});

withGerman('German (skipped where ../shared/data is not there)', () => {
  test('SC-4: information values', () => {
    const ivs = ['checkingAccount', 'creditHistory', 'durationMonths'].map((name) => {
      const feature = { ...featureNamed(name), risk: null };
      return binCharacteristic(german!.rows, feature, 10).iv;
    });
    [0.659, 0.291, 0.242].forEach((iv, at) => expect(Math.abs(ivs[at]! - iv)).toBeLessThanOrEqual(0.01));
  });

  test('1,000 applicants, 300 bad', () => {
    expect([german!.rows.rows, german!.rows.isBad.reduce((sum, bad) => sum + bad, 0)]).toEqual([1_000, 300]);
  });
});
