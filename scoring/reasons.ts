import type { CharacteristicPoints } from './decision-record.js';
import { binLabel, MISSING, UNSEEN } from './scorecard.js';
import type { Characteristic, Scorecard } from './scorecard.js';

export interface Reason {
  readonly code: string;
  readonly rule: string;
}

export type ReasonReference = 'MAX' | 'MEAN';

/**
 * Why the score is not higher: the characteristics that fall short of the points they could give, largest shortfall
 * first, ties by characteristic id.
 *
 * @param max at most so many
 * @param reference what a characteristic is measured against: its best points, or those of the average customer
 * @returns codes that name a specific cause; none when every characteristic has its best points
 * @see risk.md section 3, "Reason codes", `reasonReference`
 */
export function scoreReasons(
  card: Scorecard,
  points: readonly CharacteristicPoints[],
  max: number,
  reference: ReasonReference = 'MAX',
): Reason[] {
  return card.characteristics
    .map((characteristic) => ({
      characteristic,
      own: points.find((each) => each.characteristic === characteristic.id),
    }))
    .map(({ characteristic, own }) => ({
      characteristic,
      own,
      shortfall: own === undefined ? 0 : referencePoints(characteristic, reference) - own.points,
    }))
    .filter(({ shortfall }) => shortfall > 0)
    .sort((a, b) => b.shortfall - a.shortfall || (a.characteristic.id < b.characteristic.id ? -1 : 1))
    .slice(0, max)
    .map(({ characteristic, own }) => ({
      code: codeOf(characteristic, own?.bin ?? MISSING),
      rule: `${card.id}-${card.version}/${characteristic.id}`,
    }));
}

function referencePoints(characteristic: Characteristic, reference: ReasonReference): number {
  if (reference === 'MEAN' && characteristic.meanPoints !== undefined) return characteristic.meanPoints;
  const { missing, bins, groups = [] } = characteristic;
  return Math.max(missing.points, ...bins.map((bin) => bin.points), ...groups.map((group) => group.points));
}

function codeOf(characteristic: Characteristic, label: string): string {
  if (label === MISSING) return characteristic.missing.reason;
  if (label === UNSEEN) return characteristic.unseen?.reason ?? characteristic.missing.reason;
  const bins = [...characteristic.bins, ...(characteristic.groups ?? [])];
  return bins.find((bin) => binLabel(bin) === label)?.reason ?? characteristic.reason;
}
