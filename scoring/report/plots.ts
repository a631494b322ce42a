import type { CalibrationBand } from '../measures/calibration.js';
import { rocPoints } from '../measures/discrimination.js';
import { binLabel } from '../scorecard.js';
import type { Scorecard } from '../scorecard.js';
import { lineChart, stripChart } from './svg.js';
import type { Point } from './svg.js';
import type { ValidatedData } from './validation.js';

const CURVE_POINTS = 200;

/** Bads refused over goods refused, for both models on the rows that each had not seen. */
export function rocPlot(name: string, { table, scorecard, boosted, figures }: ValidatedData): string {
  const curve = (ranking: Float64Array): Point[] => {
    const points = rocPoints(ranking, table.isBad);
    const step = Math.max(1, Math.floor(points.length / CURVE_POINTS));
    const kept = points.filter((_, at) => at % step === 0 || at === points.length - 1);
    return [{ x: 0, y: 0 }, ...kept.map(({ goodShare, badShare }) => ({ x: goodShare, y: badShare }))];
  };
  return lineChart({
    title: `${name}: ROC, out of fold`,
    xLabel: 'share of the goods refused',
    yLabel: 'share of the bads refused',
    xMax: 1,
    yMax: 1,
    series: [
      { name: `scorecard, AUC ${figures.scorecard.auc.toFixed(4)}`, points: curve(scorecard.ranking) },
      { name: `boosted trees, AUC ${figures.boosted.auc.toFixed(4)}`, points: curve(boosted.ranking) },
    ],
    guides: [{ from: { x: 0, y: 0 }, to: { x: 1, y: 1 }, label: '' }],
  });
}

/** Observed over predicted bad share by decile. */
export function calibrationPlot(name: string, { figures }: ValidatedData): string {
  const dots = (bands: readonly CalibrationBand[]) =>
    bands.map(({ predicted, observed }) => ({ x: predicted, y: observed }));
  const all = [...figures.scorecard.calibration.bands, ...figures.boosted.calibration.bands];
  const max = Math.min(
    1,
    Math.ceil(Math.max(...all.flatMap(({ predicted, observed }) => [predicted, observed])) * 10) / 10,
  );
  return lineChart({
    title: `${name}: calibration by decile, out of fold`,
    xLabel: 'predicted probability of default',
    yLabel: 'observed bad share',
    xMax: max,
    yMax: max,
    series: [
      { name: 'scorecard', points: dots(figures.scorecard.calibration.bands), isDotted: true },
      { name: 'boosted trees', points: dots(figures.boosted.calibration.bands), isDotted: true },
    ],
    guides: [{ from: { x: 0, y: 0 }, to: { x: max, y: max }, label: '' }],
  });
}

/** PSI of features by months before the latest, with the bands. */
export function psiPlot(
  name: string,
  drift: readonly { readonly feature: string; readonly psi: readonly number[] }[],
): string {
  const periods = Math.max(...drift.map(({ psi }) => psi.length));
  const yMax = Math.max(0.5, Math.ceil(Math.max(...drift.flatMap(({ psi }) => psi)) * 10) / 10);
  const guide = (psi: number, label: string) => ({ from: { x: 0, y: psi }, to: { x: periods, y: psi }, label });
  return lineChart({
    title: `${name}: PSI against the latest month`,
    xLabel: 'months before',
    yLabel: 'population stability index',
    xMax: periods,
    yMax,
    series: drift.map(({ feature, psi }) => ({
      name: feature,
      points: psi.map((y, at) => ({ x: at + 1, y })),
    })),
    guides: [guide(0.1, 'watch'), guide(0.25, 'act')],
  });
}

/** The points of every bin. */
export function pointsPlot(name: string, card: Scorecard): string {
  return stripChart(
    `${name}: points by bin, lowest values on the left, missing on the right`,
    card.characteristics.map(({ id, bins, groups = [], missing }) => ({
      name: id,
      cells: [
        ...[...bins, ...groups].map((bin) => ({ label: binLabel(bin), value: bin.points })),
        { label: 'missing', value: missing.points },
      ],
    })),
  );
}
