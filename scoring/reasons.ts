import type { CharacteristicPoints } from './decision-record.js';
import { binLabel, MISSING } from './scorecard.js';
import type { Characteristic, Scorecard } from './scorecard.js';

export interface Reason {
  readonly code: string;
  readonly rule: string;
}

/**
 * Why the score is not higher: the characteristics that fall short of the best points they can give, largest shortfall
 * first, ties by characteristic id.
 *
 * @param max at most so many
 * @returns codes that name a specific cause; none when every characteristic has its best points
 * @see risk.md section 3, "Reason codes", `reasonReference` MAX
 */
export function scoreReasons(card: Scorecard, points: readonly CharacteristicPoints[], max: number): Reason[] {
  return card.characteristics
    .map((characteristic) => ({
      characteristic,
      own: points.find((each) => each.characteristic === characteristic.id),
    }))
    .map(({ characteristic, own }) => ({
      characteristic,
      own,
      shortfall: own === undefined ? 0 : bestPoints(characteristic) - own.points,
    }))
    .filter(({ shortfall }) => shortfall > 0)
    .sort((a, b) => b.shortfall - a.shortfall || (a.characteristic.id < b.characteristic.id ? -1 : 1))
    .slice(0, max)
    .map(({ characteristic, own }) => ({
      code: codeOf(characteristic, own?.bin ?? MISSING),
      rule: `${card.id}-${card.version}/${characteristic.id}`,
    }));
}

function bestPoints(characteristic: Characteristic): number {
  return Math.max(characteristic.missing.points, ...characteristic.bins.map((bin) => bin.points));
}

function codeOf(characteristic: Characteristic, label: string): string {
  if (label === MISSING) return characteristic.missing.reason;
  return characteristic.bins.find((bin) => binLabel(bin) === label)?.reason ?? characteristic.reason;
}
