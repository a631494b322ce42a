import { fitBoosted } from '../boosting/fit-boosted.js';
import { logOddsOfRows } from '../boosting/boosted-batch.js';
import { scoreRows } from '../batch.js';
import type { FeatureDefinition } from '../catalogue/feature.js';
import { factorOf, offsetOf } from '../scale.js';
import type { Trainer } from './cross-validate.js';
import { fitScorecard, scorecardParameters } from './fit-scorecard.js';
import type { ScorecardParameters } from './fit-scorecard.js';

const MICRO = 1_000_000;

/**
 * Trains scorecards and predicts with their whole points, as decisions do.
 *
 * @param changed parameters other than those of the rows' number
 */
export function scorecardTrainer(
  features: readonly FeatureDefinition[],
  changed: Partial<ScorecardParameters> = {},
): Trainer {
  return (train) => {
    const parameters = { ...scorecardParameters(train.rows), ...changed };
    const { card } = fitScorecard({ id: 'fold', version: 1 }, train, features, parameters);
    const factor = factorOf(card.scale).toNumber();
    const offset = offsetOf(card.scale).toNumber();
    return (test) => {
      const ranking = Float64Array.from(scoreRows(card, test));
      return { ranking, pd: ranking.map((score) => 1 / (1 + Math.exp((score - offset) / factor))) };
    };
  };
}

/** Trains boosted trees. */
export function boostedTrainer(features: readonly FeatureDefinition[]): Trainer {
  return (train) => {
    const model = fitBoosted({ id: 'fold', version: 1 }, train, features);
    return (test) => {
      const logOddsMicro = logOddsOfRows(model, test);
      return {
        ranking: logOddsMicro.map((micro) => -micro),
        pd: logOddsMicro.map((micro) => 1 / (1 + Math.exp(-micro / MICRO))),
      };
    };
  };
}
