import { featureNamed } from '../catalogue/catalogue.js';
import { syntheticPopulation } from '../data/synthetic.js';
import { gatesOf } from './gates.js';
import { reportPage } from './page.js';
import { calibrationPlot, pointsPlot, psiPlot, rocPlot } from './plots.js';
import { driftOf, validateData, validateShuffled } from './validation.js';

const table = syntheticPopulation(3_000, 12);
const features = Object.keys(table.columns).map((name) => featureNamed(name));
const validated = validateData(table, features, 1);
const good = { scorecard: { auc: 0.77, ks: 0.41 }, boosted: { auc: 0.785, ks: 0.43 } };

describe('gatesOf', () => {
  const missed = (figures: Parameters<typeof gatesOf>[0]) =>
    gatesOf(figures)
      .filter(({ isMet }) => !isMet)
      .map(({ name }) => name);

  test.each([
    ['all met', { taiwan: good, german: { ...good, boosted: good.scorecard }, shuffled: { auc: 0.5 } }, []],
    ['KS too low', { taiwan: { ...good, scorecard: { auc: 0.77, ks: 0.399 } } }, ['Taiwan scorecard KS']],
    ['at the bound', { taiwan: { ...good, scorecard: { auc: 0.765, ks: 0.4 } } }, []],
    ['too good to be true', { german: { ...good, scorecard: { auc: 0.82, ks: 0.5 } } }, ['German scorecard AUC']],
    ['something leaks', { shuffled: { auc: 0.53 } }, ['Shuffled outcomes AUC']],
    ['no data', {}, []],
  ])('%s', (_name, figures, expected) => {
    expect(missed(figures)).toEqual(expected);
  });
});

describe('validation', () => {
  test('both models rank, and the audit knows the groups', () => {
    expect(validated.figures.scorecard.auc).toBeGreaterThan(0.7);
    expect(validated.figures.boosted.auc).toBeGreaterThan(0.7);
    expect(validated.figures.scorecard.calibration.bands).toHaveLength(10);
    expect(validated.figures.fairness).toMatchObject([{ attribute: 'sex', groups: [{}, {}] }]);
  });

  test('a model that is trained on outcomes in random order ranks nobody', () => {
    const { auc } = validateShuffled(syntheticPopulation(30_000, 13), features, 1);
    expect(Math.abs(auc - 0.5)).toBeLessThanOrEqual(0.03);
  });

  test('drift against a population that has moved', () => {
    const [same, moved] = driftOf({ utilization: table.columns['utilization']! }, [
      table.columns,
      { utilization: table.columns['cashShare']! },
    ])[0]!.psi;
    expect(same).toBeCloseTo(0, 6);
    expect(moved).toBeGreaterThan(0.25);
  });
});

describe('page and plots', () => {
  const plots = [
    rocPlot('a < b & "c"', validated),
    calibrationPlot('t', validated),
    psiPlot('t', [{ feature: 'f', psi: [0.1, 0.3] }]),
    pointsPlot('t', validated.fitted.card),
  ];

  test('plots are closed SVG with nothing that is not a number, and escaped text', () => {
    for (const svg of plots) {
      expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
    expect(plots[0]).toContain('a &lt; b &amp; &quot;c&quot;');
  });

  test('the page has a row for each gate, decile, characteristic and group', () => {
    const page = reportPage({
      gates: gatesOf({ taiwan: good }),
      data: [{ title: 'T', attribution: 'A', validated, plots: [{ file: 'f.svg', title: 'F' }] }],
      shuffledAuc: 0.5,
      shipped: [],
    });
    expect(page).toContain('![F](f.svg)');
    for (const { id } of validated.fitted.card.characteristics) expect(page).toContain(`| ${id} |`);
    expect(page.match(/^\| \d+ \| 300 \|/gm)).toHaveLength(10);
    expect(page).toContain('| sex | male |');
  });
});
