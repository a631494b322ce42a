import { discrimination } from './discrimination.js';

/** What the audit looks at: predictions and outcomes beside the groups. Nothing of it ever reaches a decision. */
export interface AuditedRows {
  readonly pd: Float64Array;
  readonly isBad: Uint8Array;
  readonly groups: readonly string[];
}

export interface GroupAudit {
  readonly group: string;
  readonly rows: number;
  readonly badShare: number;
  /** Share with a probability of default below the cut. */
  readonly acceptedShare: number;
  /** Against the group that is accepted most; below 0.80 it has to be explained. */
  readonly acceptanceRatio: number;
  readonly isBelowFourFifths: boolean;
  /** Null where the group has only goods or only bads. */
  readonly auc: number | null;
  /** Observed bads for each predicted one: above 1 the group is scored too well. */
  readonly observedToPredicted: number;
}

const FOUR_FIFTHS = 0.8;

/**
 * Acceptance, discrimination and calibration by group, most accepted first.
 *
 * @param acceptBelowPd the cut: accepted below it
 * @see risk.md section 11
 */
export function fairnessOf({ pd, isBad, groups }: AuditedRows, acceptBelowPd: number): readonly GroupAudit[] {
  const audits = [...new Set(groups)].map((group) => {
    const isOwn = (_: number, row: number) => groups[row] === group;
    return auditOf(group, pd.filter(isOwn), isBad.filter(isOwn), acceptBelowPd);
  });
  const highest = Math.max(...audits.map(({ acceptedShare }) => acceptedShare));
  return audits
    .map((audit) => {
      const acceptanceRatio = highest === 0 ? 1 : audit.acceptedShare / highest;
      return { ...audit, acceptanceRatio, isBelowFourFifths: acceptanceRatio < FOUR_FIFTHS };
    })
    .sort((a, b) => b.acceptanceRatio - a.acceptanceRatio || (a.group < b.group ? -1 : 1));
}

function auditOf(
  group: string,
  pd: Float64Array,
  isBad: Uint8Array,
  acceptBelowPd: number,
): Omit<GroupAudit, 'acceptanceRatio' | 'isBelowFourFifths'> {
  const rows = pd.length;
  const bads = isBad.reduce((sum, bad) => sum + bad, 0);
  const predicted = pd.reduce((sum, p) => sum + p, 0);
  const hasBoth = bads > 0 && bads < rows;
  return {
    group,
    rows,
    badShare: bads / rows,
    acceptedShare: pd.filter((p) => p < acceptBelowPd).length / rows,
    auc: hasBoth
      ? discrimination(
          pd.map((p) => -p),
          isBad,
        ).auc
      : null,
    observedToPredicted: bads / predicted,
  };
}

export interface DrivingFeature {
  readonly feature: string;
  /** Mean points of the group less those of all others. */
  readonly pointsGap: number;
}

/** The characteristics that cost a group most against all others, largest gap first. */
export function drivingFeatures(
  points: readonly { readonly feature: string; readonly points: Int32Array }[],
  groups: readonly string[],
  group: string,
  max = 3,
): readonly DrivingFeature[] {
  return points
    .map(({ feature, points: own }) => ({
      feature,
      pointsGap: meanWhere(own, (row) => groups[row] === group) - meanWhere(own, (row) => groups[row] !== group),
    }))
    .filter(({ pointsGap }) => pointsGap < 0)
    .sort((a, b) => a.pointsGap - b.pointsGap || (a.feature < b.feature ? -1 : 1))
    .slice(0, max);
}

function meanWhere(values: Int32Array, isMeant: (row: number) => boolean): number {
  const own = values.filter((_, row) => isMeant(row));
  return own.length === 0 ? 0 : own.reduce((sum, value) => sum + value, 0) / own.length;
}
