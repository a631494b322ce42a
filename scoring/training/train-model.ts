import { addMonths, plainDate } from '../../domain/calendar/plain-date.js';
import { boostingParameters, fitBoosted } from '../boosting/fit-boosted.js';
import type { FeatureDefinition } from '../catalogue/feature.js';
import { calibrationLine } from '../measures/calibration.js';
import { scoreRowsWith, sealModel } from '../model-file.js';
import type { ModelFile } from '../model-file.js';
import { baselinesOf } from '../monitoring.js';
import type { LabelledTable } from '../table.js';
import { crossValidate } from './cross-validate.js';
import { fitScorecard, scorecardParameters } from './fit-scorecard.js';
import { boostedTrainer, scorecardTrainer } from './trainers.js';

/** Random state of the folds that a model's own figures come from. */
export const FOLD_SEED = 7;

/** Months for which a model may decide. */
const VALID_MONTHS = 12;

const MICRO = 1_000_000;
const METRIC_PLACES = 4;

export interface TrainingOrder {
  readonly id: string;
  readonly version: number;
  readonly kind: 'SCORECARD' | 'BOOSTED_TREES';
  readonly purpose: ModelFile['purpose'];
  readonly owner: string;
  readonly trainedBy: string;
  /** Civil date. */
  readonly trainedOn: string;
  readonly trainingWindow: ModelFile['trainingWindow'];
  readonly data: Pick<ModelFile['data'], 'id' | 'sha256' | 'attribution'>;
  readonly features: readonly FeatureDefinition[];
}

/** Trains a model on all rows and writes down what has to be known about it. The same rows give the same model. */
export function trainModel(order: TrainingOrder, table: LabelledTable): ModelFile {
  const { id, version, purpose, owner, trainedBy, trainedOn, trainingWindow } = order;
  const { model, features, parameters, validation } =
    order.kind === 'SCORECARD' ? trainScorecard(order, table) : trainBoosted(order, table);
  const { auc, ks } = validation;
  const bads = table.isBad.reduce((sum, bad) => sum + bad, 0);
  return sealModel({
    id,
    version,
    purpose,
    owner,
    trainedBy,
    trainedOn,
    validUntil: addMonths(plainDate(trainedOn), VALID_MONTHS),
    trainingWindow,
    data: { ...order.data, rows: table.rows, badShare: rounded(bads / table.rows) },
    parameters,
    features,
    metrics: { auc: rounded(auc), ks: rounded(ks) },
    monitoring: baselinesOf(table, features, scoreRowsWith({ model }, table)),
    model,
  });
}

function trainScorecard(order: TrainingOrder, table: LabelledTable) {
  const { bins, lambda, ivMin } = scorecardParameters(table.rows);
  const { card: model } = fitScorecard({ id: order.id, version: order.version }, table, order.features);
  const features = model.characteristics.map(({ feature }) => feature);
  const validation = crossValidate(table, scorecardTrainer(order.features), FOLD_SEED);
  return { model, features, parameters: { bins, lambda, ivMin }, validation };
}

function trainBoosted(order: TrainingOrder, table: LabelledTable) {
  const { trees, depth, learningRate, rowShare, minLeafRows, l2, bins, seed } = boostingParameters(table.rows);
  const validation = crossValidate(table, boostedTrainer(order.features), FOLD_SEED);
  const { slope, intercept } = calibrationLine(validation.outOfFold.pd, table.isBad);
  const calibration = { slopeMicro: Math.round(slope * MICRO), interceptMicro: Math.round(intercept * MICRO) };
  const model = { ...fitBoosted({ id: order.id, version: order.version }, table, order.features), calibration };
  const features = model.inputs.map(({ feature }) => feature);
  const parameters = { trees, depth, learningRate, rowShare, minLeafRows, l2, bins, seed };
  return { model, features, parameters, validation };
}

function rounded(value: number): number {
  return Number(value.toFixed(METRIC_PLACES));
}
