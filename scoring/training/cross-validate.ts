import { discrimination } from '../measures/discrimination.js';
import { takeRows } from '../table.js';
import type { FeatureTable, LabelledTable } from '../table.js';
import { stratifiedFolds } from './folds.js';

/** What a model says about rows it has not seen. */
export interface Prediction {
  /** Higher is better. */
  readonly ranking: Float64Array;
  readonly pd: Float64Array;
}

/** Trains on some rows and gives back how to predict others. */
export type Trainer = (train: LabelledTable) => (test: FeatureTable) => Prediction;

export interface CrossValidation {
  /** Means over the folds. */
  readonly auc: number;
  readonly ks: number;
  /** Spread of the AUC over the folds, as a standard deviation. */
  readonly aucSd: number;
  readonly foldAucs: readonly number[];
  /** Predictions of each row by the model that has not seen it, from the first repeat. */
  readonly outOfFold: Prediction;
}

export const FOLDS = 5;

/**
 * Stratified cross-validation: every row is predicted by a model that was trained without it, bins included.
 *
 * @param seed the fixed random state of the first repeat; each further one has the next
 * @see risk.md section 5
 */
export function crossValidate(table: LabelledTable, trainer: Trainer, seed: number, repeats = 1): CrossValidation {
  const outOfFold = { ranking: new Float64Array(table.rows), pd: new Float64Array(table.rows) };
  const measures: { readonly auc: number; readonly ks: number }[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const { train, test } of stratifiedFolds(table.isBad, FOLDS, seed + repeat)) {
      const testRows = takeRows(table, test);
      const predicted = trainer(takeRows(table, train))(testRows);
      measures.push(discrimination(predicted.ranking, testRows.isBad));
      if (repeat > 0) continue;
      test.forEach((row, at) => {
        outOfFold.ranking[row] = predicted.ranking[at] ?? 0;
        outOfFold.pd[row] = predicted.pd[at] ?? 0;
      });
    }
  }
  const foldAucs = measures.map(({ auc }) => auc);
  const auc = meanOf(foldAucs);
  const aucSd = Math.sqrt(meanOf(foldAucs.map((each) => (each - auc) ** 2)));
  return { auc, ks: meanOf(measures.map(({ ks }) => ks)), aucSd, foldAucs, outOfFold };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
