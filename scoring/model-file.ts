import { hashOf } from '../domain/ledger/journal.js';
import { boostedReasons } from './boosting/boosted-reasons.js';
import { scoreRowsBoosted } from './boosting/boosted-batch.js';
import { scoreBoosted } from './boosting/boosted-trees.js';
import type { BoostedTrees } from './boosting/boosted-trees.js';
import { scoreRows } from './batch.js';
import type { InputValue } from './decision-record.js';
import type { MonitoringBaselines } from './monitoring.js';
import { scoreReasons } from './reasons.js';
import type { Reason } from './reasons.js';
import { checkedScorecard, scoreOf } from './scorecard.js';
import type { Scorecard } from './scorecard.js';
import type { FeatureTable } from './table.js';

/** What a model is for. A model of one purpose says nothing about another population. */
export type ModelPurpose = 'APPLICATION' | 'BEHAVIOR';

/**
 * A trained model with what has to be known about it. Written once: another training is another version.
 *
 * @see risk.md section 9
 */
export interface ModelFile {
  readonly id: string;
  readonly version: number;
  readonly purpose: ModelPurpose;
  readonly owner: string;
  readonly trainedBy: string;
  /** Civil dates. */
  readonly trainedOn: string;
  /** The last day on which it may decide. */
  readonly validUntil: string;
  readonly trainingWindow: { readonly from: string; readonly to: string };
  readonly data: {
    readonly id: string;
    /** Of the file as it was read. */
    readonly sha256: string;
    readonly rows: number;
    readonly badShare: number;
    readonly attribution: string;
  };
  readonly parameters: Readonly<Record<string, number>>;
  /** Every feature that the model reads. */
  readonly features: readonly string[];
  /** Means over the folds of a cross-validation. */
  readonly metrics: { readonly auc: number; readonly ks: number };
  readonly monitoring: MonitoringBaselines;
  readonly model: Scorecard | BoostedTrees;
  /** SHA-256 of the canonical JSON of everything else. */
  readonly hash: string;
}

export interface ModelScore {
  readonly score: number;
  /** Probability of default, six places. */
  readonly pd: string;
  readonly reasons: readonly Reason[];
}

const REASONS_MAX = 4;

/** Seals a model file with the hash of its content; one that was sealed before gets a new hash. */
export function sealModel(content: Omit<ModelFile, 'hash'>): ModelFile {
  return { ...content, hash: hashOf({ ...content, hash: undefined }) };
}

/**
 * Takes in a model file as it was stored.
 *
 * @throws RangeError when the content is not what the hash says, or could leave a value without a score
 */
export function checkedModelFile(file: ModelFile): ModelFile {
  const { hash, ...content } = file;
  if (hashOf(content) !== hash) throw new RangeError(`${file.id}-${file.version}: hash: the content was changed`);
  if (!isBoosted(file.model)) checkedScorecard(file.model);
  return file;
}

/** Whether a model is boosted trees; else it is a scorecard. */
export function isBoosted(model: Scorecard | BoostedTrees): model is BoostedTrees {
  return 'trees' in model;
}

/** Scores one customer. */
export function scoreWith({ model }: ModelFile, inputs: Readonly<Record<string, InputValue>>): ModelScore {
  if (isBoosted(model)) {
    const scored = scoreBoosted(model, inputs);
    return { score: scored.score, pd: scored.pd, reasons: boostedReasons(model, scored, REASONS_MAX) };
  }
  const { score, pd, points } = scoreOf(model, inputs);
  return { score, pd, reasons: scoreReasons(model, points, REASONS_MAX) };
}

/** Scores many customers: the same scores as one by one. */
export function scoreRowsWith({ model }: Pick<ModelFile, 'model'>, table: FeatureTable): Int32Array {
  return isBoosted(model) ? scoreRowsBoosted(model, table) : scoreRows(model, table);
}
