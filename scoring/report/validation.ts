import { pointsOfRows } from '../batch.js';
import { boundedLogit, calibrationLine, calibrationOf } from '../measures/calibration.js';
import type { Calibration } from '../measures/calibration.js';
import { giniOf } from '../measures/discrimination.js';
import { drivingFeatures, fairnessOf } from '../measures/fairness.js';
import type { DrivingFeature, GroupAudit } from '../measures/fairness.js';
import { stabilityOfColumn, baselineOf } from '../monitoring.js';
import { withOutcomes } from '../table.js';
import type { LabelledTable } from '../table.js';
import { crossValidate, FOLDS } from '../training/cross-validate.js';
import type { CrossValidation, Prediction } from '../training/cross-validate.js';
import { fitScorecard } from '../training/fit-scorecard.js';
import type { FittedScorecard } from '../training/fit-scorecard.js';
import { shuffledOutcomes, stratifiedFolds } from '../training/folds.js';
import { FOLD_SEED } from '../training/train-model.js';
import { boostedTrainer, scorecardTrainer } from '../training/trainers.js';
import type { FeatureDefinition } from '../catalogue/feature.js';

export interface ModelFigures {
  readonly auc: number;
  readonly aucSd: number;
  readonly ks: number;
  readonly gini: number;
  readonly calibration: Calibration;
}

export interface AttributeAudit {
  readonly attribute: string;
  readonly groups: readonly (GroupAudit & { readonly drivers: readonly DrivingFeature[] })[];
}

export interface DataValidation {
  readonly rows: number;
  readonly badShare: number;
  readonly scorecard: ModelFigures;
  readonly boosted: ModelFigures;
  /** By protected attribute, for the scorecard's predictions. */
  readonly fairness: readonly AttributeAudit[];
}

/** Everything that the page's plots need beside the figures. */
export interface ValidatedData {
  readonly figures: DataValidation;
  readonly table: LabelledTable;
  readonly scorecard: Prediction;
  readonly boosted: Prediction;
  readonly fitted: FittedScorecard;
}

const CALIBRATION_SEED = 23;

/** Accepted in the audit: one bad costs as much as five goods bring (risk.md section 4, cost 5 : 1). */
export const AUDIT_ACCEPT_BELOW_PD = 1 / 6;

/**
 * Validates both kinds of model on one data set by stratified five-fold cross-validation.
 *
 * @param repeats of the cross-validation with other folds: small data sets need more
 * @see risk.md sections 4, 5 and 11
 */
export function validateData(
  table: LabelledTable,
  features: readonly FeatureDefinition[],
  repeats: number,
): ValidatedData {
  const scorecard = crossValidate(table, scorecardTrainer(features), FOLD_SEED, repeats);
  const boosted = calibrated(crossValidate(table, boostedTrainer(features), FOLD_SEED, repeats), table.isBad);
  const fitted = fitScorecard({ id: 'all-rows', version: 1 }, table, features);
  const bads = table.isBad.reduce((sum, bad) => sum + bad, 0);
  return {
    figures: {
      rows: table.rows,
      badShare: bads / table.rows,
      scorecard: figuresOf(scorecard, table.isBad),
      boosted: figuresOf(boosted, table.isBad),
      fairness: audit(table, scorecard.outOfFold.pd, fitted),
    },
    table,
    scorecard: scorecard.outOfFold,
    boosted: boosted.outOfFold,
    fitted,
  };
}

/**
 * The same training on outcomes in random order: a scorecard that then still ranks has seen what it must not see. It
 * keeps characteristics of any information value: else none would be left, and nothing would be tested.
 *
 * @see risk.md section 5: AUC, as a mean over the folds, from 0.48 to 0.52
 */
export function validateShuffled(
  table: LabelledTable,
  features: readonly FeatureDefinition[],
  seed: number,
): CrossValidation {
  const shuffled = withOutcomes(table, shuffledOutcomes(table.isBad, seed));
  return crossValidate(shuffled, scorecardTrainer(features, { ivMin: 0 }), FOLD_SEED);
}

/**
 * How a feature moved: PSI of other columns of the same name against the baseline's.
 *
 * @param periods columns of each earlier period, latest first
 */
export function driftOf(
  baseline: LabelledTable['columns'],
  periods: readonly LabelledTable['columns'][],
): readonly { readonly feature: string; readonly psi: readonly number[] }[] {
  return Object.entries(baseline).map(([feature, column]) => ({
    feature,
    psi: periods.map((columns) => stabilityOfColumn(baselineOf(column), columns[feature] ?? column).psi),
  }));
}

/** Calibrates the trees as the shipped file is; each fifth of the rows by the line of the other four. */
function calibrated(validation: CrossValidation, isBad: Uint8Array): CrossValidation {
  const { ranking, pd: own } = validation.outOfFold;
  const pd = own.slice();
  for (const { train, test } of stratifiedFolds(isBad, FOLDS, CALIBRATION_SEED)) {
    const { slope, intercept } = calibrationLine(
      Float64Array.from(train, (row) => own[row] ?? 0),
      Uint8Array.from(train, (row) => isBad[row] ?? 0),
    );
    for (const row of test) pd[row] = 1 / (1 + Math.exp(-(intercept + slope * boundedLogit(own[row] ?? 0))));
  }
  return { ...validation, outOfFold: { ranking, pd } };
}

function figuresOf({ auc, aucSd, ks, outOfFold }: CrossValidation, isBad: Uint8Array): ModelFigures {
  return { auc, aucSd, ks, gini: giniOf(auc), calibration: calibrationOf(outOfFold.pd, isBad) };
}

function audit(table: LabelledTable, pd: Float64Array, { card }: FittedScorecard): readonly AttributeAudit[] {
  const points = pointsOfRows(card, table).map((own, at) => ({
    feature: card.characteristics[at]?.feature ?? '',
    points: own,
  }));
  return Object.entries(table.audit).map(([attribute, groups]) => ({
    attribute,
    groups: fairnessOf({ pd, isBad: table.isBad, groups }, AUDIT_ACCEPT_BELOW_PD).map((group) => ({
      ...group,
      drivers: group.isBelowFourFifths ? drivingFeatures(points, groups, group.group) : [],
    })),
  }));
}
