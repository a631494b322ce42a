import type { FeatureDefinition } from '../catalogue/feature.js';
import { factorOf, offsetOf } from '../scale.js';
import type { ScoreScale } from '../scale.js';
import { checkedScorecard } from '../scorecard.js';
import type { Characteristic, Scorecard } from '../scorecard.js';
import type { LabelledTable } from '../table.js';
import { binCharacteristic } from './characteristic-bins.js';
import type { CharacteristicBins } from './characteristic-bins.js';
import { fitLogistic } from './logistic.js';

export interface ScorecardParameters {
  readonly bins: number;
  readonly lambda: number;
  /** Characteristics of less information value are left out. */
  readonly ivMin: number;
  readonly scale: ScoreScale;
}

const SMALL_BELOW_ROWS = 2_000;

/** The parameters of risk.md section 3 for so many rows. */
export function scorecardParameters(rows: number): ScorecardParameters {
  return {
    bins: rows < SMALL_BELOW_ROWS ? 6 : 10,
    lambda: 1,
    ivMin: 0.02,
    scale: { baseScore: 600, baseOdds: '50', pdo: 20 },
  };
}

export interface FittedScorecard {
  readonly card: Scorecard;
  /** Log-odds of good at average weights. */
  readonly intercept: number;
  /** In the card's order. */
  readonly terms: readonly { readonly bins: CharacteristicBins; readonly coefficient: number }[];
}

/**
 * Trains a scorecard: bins, weights of evidence, L2 logistic regression, points.
 *
 * A characteristic whose coefficient has the wrong sign is taken out, the worst first, and the rest is fitted again: with
 * it a customer in a worse bin would get more points, and a reason given for the score would be false.
 *
 * @param features what it may use, as the catalogue defines it
 * @throws RangeError when no characteristic is left
 * @see risk.md section 3
 */
export function fitScorecard(
  name: Pick<Scorecard, 'id' | 'version'>,
  table: LabelledTable,
  features: readonly FeatureDefinition[],
  parameters: ScorecardParameters = scorecardParameters(table.rows),
): FittedScorecard {
  const isGood = table.isBad.map((bad) => 1 - bad);
  let kept = features
    .map((feature) => binCharacteristic(table, feature, parameters.bins))
    .filter(({ iv }) => iv >= parameters.ivMin);
  let start: readonly number[] = [];
  while (kept.length > 0) {
    const columns = kept.map(({ rowWoe }) => rowWoe);
    const { intercept, coefficients } = fitLogistic(columns, isGood, parameters.lambda, start);
    const lowest = Math.min(...coefficients);
    if (lowest > 0) {
      const terms = kept.map((bins, at) => ({ bins, coefficient: coefficients[at] ?? 0 }));
      return { card: cardOf(name, terms, intercept, parameters.scale), intercept, terms };
    }
    kept = kept.filter((_, at) => coefficients[at] !== lowest);
    start = [intercept, ...coefficients.filter((coefficient) => coefficient !== lowest)];
  }
  throw new RangeError(`features: none tells goods from bads (information value below ${parameters.ivMin})`);
}

function cardOf(
  { id, version }: Pick<Scorecard, 'id' | 'version'>,
  terms: FittedScorecard['terms'],
  intercept: number,
  scale: ScoreScale,
): Scorecard {
  const factor = factorOf(scale).toNumber();
  const base = (offsetOf(scale).toNumber() + factor * intercept) / terms.length;
  return checkedScorecard({
    id,
    version,
    kind: 'POINTS_TABLE',
    judgement: 'Trained: weights of evidence and L2 logistic regression, points rounded to whole numbers.',
    scale,
    characteristics: terms.map(({ bins, coefficient }) =>
      characteristicOf(bins, (woe) => Math.round(base + factor * coefficient * woe)),
    ),
  });
}

function characteristicOf(bins: CharacteristicBins, pointsOf: (woe: number) => number): Characteristic {
  const { feature, bounds, codes, woe, missingWoe } = bins;
  const { high, low, missing } = feature.reasons;
  const best = woe.indexOf(Math.max(...woe));
  const meanWoe = bins.rowWoe.reduce((sum, weight) => sum + weight, 0) / bins.rowWoe.length;
  const common = {
    id: feature.name,
    feature: feature.name,
    unit: feature.unit,
    reason: high,
    missing: { points: pointsOf(missingWoe), reason: missing },
    meanPoints: pointsOf(meanWoe),
  };
  if (feature.type === 'CATEGORY') {
    const groups = codes.map((code, bin) => ({ codes: [code], points: pointsOf(woe[bin] ?? 0) }));
    return { ...common, bins: [], groups, unseen: { points: pointsOf(0), reason: high } };
  }
  return {
    ...common,
    bins: woe.map((weight, bin) => ({
      below: bin < bounds.length ? String(bounds[bin]) : null,
      points: pointsOf(weight),
      // Below the best bin the cause is another one than above it: unused credit is not over-used credit.
      ...(bin < best && low !== high ? { reason: low } : {}),
    })),
  };
}
