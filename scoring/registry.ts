import { epochDay, plainDate } from '../domain/calendar/plain-date.js';
import { hashOfText } from '../domain/ledger/journal.js';
import { FEATURE_CATALOGUE } from './catalogue/catalogue.js';
import type { FeatureCatalogue } from './catalogue/feature.js';
import { isBoosted } from './model-file.js';
import type { ModelFile, ModelPurpose } from './model-file.js';

export const MODEL_STATES = ['DRAFT', 'SHADOW', 'CHALLENGER', 'CHAMPION', 'RETIRED'] as const;
export type ModelState = (typeof MODEL_STATES)[number];

/** A model and where it stands in its life. */
export interface RegisteredModel {
  readonly file: ModelFile;
  readonly state: ModelState;
  /** Who allowed the present state; null for a draft. */
  readonly approvedBy: string | null;
}

/** All models of a lender, by version; a value that is never changed in place. */
export type ModelRegistry = readonly RegisteredModel[];

export type RegistryRefusal =
  | { readonly type: 'model-unknown'; readonly model: string }
  | { readonly type: 'model-known'; readonly model: string }
  | { readonly type: 'transition-not-allowed'; readonly from: ModelState; readonly to: ModelState }
  | { readonly type: 'approver-is-trainer'; readonly approvedBy: string }
  | { readonly type: 'feature-unknown'; readonly feature: string }
  | { readonly type: 'feature-protected'; readonly feature: string }
  | { readonly type: 'feature-not-approved'; readonly feature: string }
  | { readonly type: 'model-expired'; readonly validUntil: string; readonly on: string };

export type RegistryResult =
  { readonly ok: true; readonly value: ModelRegistry } | { readonly ok: false; readonly refusal: RegistryRefusal };

/** One state forward at a time; any state can be retired, and nothing comes back from there. */
const NEXT: Readonly<Record<ModelState, readonly ModelState[]>> = {
  DRAFT: ['SHADOW', 'RETIRED'],
  SHADOW: ['CHALLENGER', 'RETIRED'],
  CHALLENGER: ['CHAMPION', 'RETIRED'],
  CHAMPION: ['RETIRED'],
  RETIRED: [],
};

/** Names one version of a model. */
export function modelKey({ id, version }: Pick<ModelFile, 'id' | 'version'>): string {
  return `${id}-${version}`;
}

/** Adds a model as a draft; take it in with `checkedModelFile` first. */
export function register(registry: ModelRegistry, file: ModelFile): RegistryResult {
  if (find(registry, modelKey(file)) !== undefined) {
    return { ok: false, refusal: { type: 'model-known', model: modelKey(file) } };
  }
  return { ok: true, value: [...registry, { file, state: 'DRAFT', approvedBy: null }] };
}

export interface Promotion {
  /** As `modelKey` names it. */
  readonly model: string;
  readonly to: ModelState;
  readonly approvedBy: string;
  /** Civil date of the approval. */
  readonly on: string;
}

/**
 * Moves a model to another state. A new champion retires the one before it; a new challenger the other challenger.
 *
 * @see risk.md section 9: approver is not the trainer, every feature has `DECISION` use
 */
export function moveModel(
  registry: ModelRegistry,
  promotion: Promotion,
  catalogue: FeatureCatalogue = FEATURE_CATALOGUE,
): RegistryResult {
  const moved = find(registry, promotion.model);
  if (moved === undefined) return { ok: false, refusal: { type: 'model-unknown', model: promotion.model } };
  const refusal = refusalOf(moved, promotion, catalogue);
  if (refusal !== null) return { ok: false, refusal };
  const { to, approvedBy } = promotion;
  const value = registry.map((each) => {
    if (each === moved) return { ...each, state: to, approvedBy };
    const isReplaced = each.state === to && each.file.purpose === moved.file.purpose && isSingle(to);
    return isReplaced ? { ...each, state: 'RETIRED' as const, approvedBy } : each;
  });
  return { ok: true, value };
}

function refusalOf(
  { file, state }: RegisteredModel,
  { to, approvedBy, on }: Promotion,
  catalogue: FeatureCatalogue,
): RegistryRefusal | null {
  if (!NEXT[state].includes(to)) return { type: 'transition-not-allowed', from: state, to };
  if (to === 'RETIRED') return null; // taking a model out of use needs no second opinion
  if (approvedBy === file.trainedBy) return { type: 'approver-is-trainer', approvedBy };
  if (on > file.validUntil) return { type: 'model-expired', validUntil: file.validUntil, on };
  return featureRefusal(file.features, catalogue);
}

/** The first feature that a decision model may not hold; null: all have `DECISION` use. */
export function featureRefusal(features: readonly string[], catalogue = FEATURE_CATALOGUE): RegistryRefusal | null {
  for (const feature of features) {
    const definition = catalogue[feature];
    if (definition === undefined) return { type: 'feature-unknown', feature };
    if (definition.isProtected) return { type: 'feature-protected', feature };
    if (!definition.allowedUses.includes('DECISION') || definition.lawfulBasis === null) {
      return { type: 'feature-not-approved', feature };
    }
  }
  return null;
}

function isSingle(state: ModelState): boolean {
  return state === 'CHAMPION' || state === 'CHALLENGER';
}

function find(registry: ModelRegistry, model: string): RegisteredModel | undefined {
  return registry.find(({ file }) => modelKey(file) === model);
}

export interface Routing {
  readonly purpose: ModelPurpose;
  /** Whoever the decision is about: the same subject always meets the same model. */
  readonly subjectId: string;
  /** Civil date of the decision. */
  readonly on: string;
  /** Parts in ten thousand of the subjects that the challenger decides on; 0: it only watches. */
  readonly challengerShareBp: number;
}

export type Routed =
  | {
      readonly file: ModelFile;
      readonly role: 'CHAMPION' | 'CHALLENGER' | 'FALLBACK';
      /** Why the model that was meant does not decide; null when it does. */
      readonly fallback: 'model-expired' | 'no-champion' | null;
    }
  | { readonly file: null; readonly role: 'REFER'; readonly fallback: 'no-valid-model' };

/**
 * The model that decides on a subject. An expired model does not: then the latest valid scorecard that was approved
 * once, in use or replaced since; else a person.
 *
 * @see risk.md section 9
 */
export function routeModel(registry: ModelRegistry, routing: Routing): Routed {
  const own = registry.filter(({ file }) => file.purpose === routing.purpose);
  const champion = own.find(({ state }) => state === 'CHAMPION');
  const challenger = own.find(({ state }) => state === 'CHALLENGER');
  const isChallenged = challenger !== undefined && isInShare(routing.subjectId, routing.challengerShareBp);
  if (isChallenged && isValid(challenger.file, routing.on)) {
    return { file: challenger.file, role: 'CHALLENGER', fallback: null };
  }
  const reason = isChallenged ? 'model-expired' : null;
  if (champion !== undefined && isValid(champion.file, routing.on)) {
    return { file: champion.file, role: 'CHAMPION', fallback: reason };
  }
  const stand = own
    .filter(({ file, state }) => state !== 'DRAFT' && !isBoosted(file.model) && isValid(file, routing.on))
    .sort((a, b) => epochDay(plainDate(b.file.trainedOn)) - epochDay(plainDate(a.file.trainedOn)))[0];
  if (stand === undefined) return { file: null, role: 'REFER', fallback: 'no-valid-model' };
  return { file: stand.file, role: 'FALLBACK', fallback: champion === undefined ? 'no-champion' : 'model-expired' };
}

/** Whether a model may decide on a civil date. */
export function isValid({ validUntil }: Pick<ModelFile, 'validUntil'>, on: string): boolean {
  return on <= validUntil;
}

const SHARE_WHOLE_BP = 10_000;
const HASH_DIGITS = 12;

/**
 * Whether a subject belongs to the challenger's share: by the hash of its id, so that it never changes sides while the
 * share stays, and a larger share only adds subjects.
 */
export function isInShare(subjectId: string, shareBp: number): boolean {
  const hash = Number.parseInt(hashOfText(`challenger/${subjectId}`).slice(0, HASH_DIGITS), 16);
  return (hash / 16 ** HASH_DIGITS) * SHARE_WHOLE_BP < shareBp;
}
