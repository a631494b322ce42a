import { exact } from '../domain/money/decimal.js';
import { hashOf } from '../domain/ledger/journal.js';
import type { ArtifactRef, CharacteristicPoints, InputValue } from './decision-record.js';
import expertV1 from './models/expert-1.json' with { type: 'json' };
import { pdOfScore } from './scale.js';
import type { ScoreScale } from './scale.js';

/** Values up to, but not including, `below`; null: all that are left. */
export interface Bin {
  readonly below: string | null;
  readonly points: number;
  /** Where this bin's reason differs from the characteristic's. */
  readonly reason?: string;
}

/** The bin of some codes of a feature that is no number. */
export interface CodeGroup {
  readonly codes: readonly string[];
  readonly points: number;
  readonly reason?: string;
}

export interface Characteristic {
  readonly id: string;
  /** The input it reads. */
  readonly feature: string;
  readonly unit: string;
  /** Code of the cause that the customer is told when its points are missing from the score. */
  readonly reason: string;
  readonly missing: { readonly points: number; readonly reason: string };
  readonly bins: readonly Bin[];
  /** For a feature of codes, instead of `bins`. */
  readonly groups?: readonly CodeGroup[];
  /** Points for a code that no group has. */
  readonly unseen?: { readonly points: number; readonly reason: string };
  /** Points of the average customer it was trained on; a table made by hand has none. */
  readonly meanPoints?: number;
}

/** A points table: the score is the sum of one bin's points for each characteristic. */
export interface Scorecard {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly judgement: string;
  readonly scale: ScoreScale;
  readonly characteristics: readonly Characteristic[];
}

export interface Score {
  readonly score: number;
  /** Probability of default, six places. */
  readonly pd: string;
  readonly points: readonly CharacteristicPoints[];
}

/** Bin label of a value that is not there. */
export const MISSING = 'missing';

/** Bin label of a code that the table was not made for: a flag that its data have changed. */
export const UNSEEN = 'unseen';

export const EXPERT_1: Scorecard = checkedScorecard(expertV1);

/** Names a model by its content. */
export function scorecardRef(card: Scorecard): ArtifactRef {
  return { id: card.id, version: card.version, hash: hashOf(card) };
}

/**
 * Scores the inputs of an application. An input that is absent or null takes its characteristic's missing bin.
 *
 * @throws RangeError for a value that is no number: the edge should have refused it
 * @see risk.md section 3
 */
export function scoreOf(card: Scorecard, inputs: Readonly<Record<string, InputValue>>): Score {
  const points = card.characteristics.map((characteristic) => pointsOf(characteristic, inputs[characteristic.feature]));
  const score = points.reduce((sum, each) => sum + each.points, 0);
  return { score, pd: pdOfScore(card.scale, score).toFixed(), points };
}

function pointsOf(characteristic: Characteristic, value: InputValue | undefined): CharacteristicPoints {
  const characteristicId = characteristic.id;
  if (value === undefined || value === null) {
    return { characteristic: characteristicId, bin: MISSING, points: characteristic.missing.points };
  }
  if (typeof value === 'boolean') throw new RangeError(`${characteristic.feature}: is a boolean, not a number`);
  if (characteristic.groups !== undefined) return pointsOfCode(characteristic, characteristic.groups, value);
  const at = exact(value);
  const bin = characteristic.bins.find(({ below }) => below === null || at.lt(below));
  if (bin === undefined) throw new RangeError(`${characteristicId}: no bin for ${at.toString()}`);
  return { characteristic: characteristicId, bin: binLabel(bin), points: bin.points };
}

function pointsOfCode(
  { id, unseen, missing }: Characteristic,
  groups: readonly CodeGroup[],
  value: string | number,
): CharacteristicPoints {
  const group = groups.find(({ codes }) => codes.includes(String(value)));
  if (group !== undefined) return { characteristic: id, bin: binLabel(group), points: group.points };
  return { characteristic: id, bin: UNSEEN, points: (unseen ?? missing).points };
}

/** How a bin is named in a record. */
export function binLabel(bin: Bin | CodeGroup): string {
  if ('codes' in bin) return bin.codes.join(' | ');
  return bin.below === null ? 'rest' : `<${bin.below}`;
}

/**
 * Refuses a table that could leave a value without points.
 *
 * @throws RangeError naming the characteristic: a mistake in a shipped file
 */
export function checkedScorecard(card: Scorecard): Scorecard {
  for (const { id, bins, groups } of card.characteristics) {
    if (groups !== undefined) {
      const codes = groups.flatMap((group) => group.codes);
      if (new Set(codes).size < codes.length) throw new RangeError(`${id}: a code stands in two groups`);
      continue;
    }
    const open = bins.findIndex(({ below }) => below === null);
    if (open !== bins.length - 1) throw new RangeError(`${id}: the last bin, and only it, takes all that is left`);
    const bounds = bins.slice(0, -1).map(({ below }) => exact(below ?? '0'));
    const rising = bounds.every((bound, at) => at === 0 || bound.gt(bounds[at - 1] ?? bound));
    if (!rising) throw new RangeError(`${id}: the bins' bounds must rise`);
  }
  return card;
}
