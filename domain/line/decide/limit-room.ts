import { sumShares, takeShares, type BucketKind, type BucketShare } from '../../limits/buckets.js';
import { minor, type Minor } from '../../money/minor.js';
import type { PlanTerms } from '../../plan/plan-terms.js';
import { cashFiguresOf, limitFiguresOf, roomsFor, selfCapRoom } from '../limits.js';
import { accepted, refused, type Result } from '../refusals.js';
import type { Turn } from '../turn.js';

/** What new spend is for. */
export interface Spend {
  readonly amountMinor: number;
  readonly scene: string | null;
  readonly plan: PlanTerms;
  readonly periods: number;
}

/**
 * Finds room for new spend in the buckets that it may use.
 *
 * @returns what it takes of each, in the order of use
 * @see products.md section 1, `bucketDrawOrder`; section 10, `temporaryInstallable`; golden HLD-1, HLD-2
 */
export function takeRoom(turn: Turn, spend: Spend): Result<readonly BucketShare[]> {
  const { state, today } = turn;
  const { amountMinor, scene, plan, periods } = spend;
  const figures = limitFiguresOf(state, today);
  const isTemporaryUsable = periods === 1 || plan.use.temporaryInstallable;
  const { usable, notInstallableMinor } = roomsFor(state, figures, { scene, isTemporaryUsable });
  const availableMinor = sumShares(usable);
  if (amountMinor > availableMinor) {
    const ofKind = (kind: BucketKind): Minor => sumShares(usable.filter((share) => share.kind === kind));
    return amountMinor <= availableMinor + notInstallableMinor
      ? refused({
          type: 'temporary-not-installable',
          rule: 'temporaryInstallable',
          availableMinor,
          temporaryMinor: notInstallableMinor,
        })
      : refused({
          type: 'limit-exceeded',
          availableMinor,
          baseMinor: ofKind('BASE'),
          temporaryMinor: ofKind('TEMPORARY'),
          sceneMinor: ofKind('SCENE'),
        });
  }
  const capRoomMinor = selfCapRoom(state, figures);
  if (amountMinor > capRoomMinor)
    return refused({
      type: 'self-cap-exceeded',
      selfCapMinor: state.selfCapMinor ?? 0,
      availableMinor: Math.min(capRoomMinor, availableMinor),
    });
  return accepted(takeShares(minor(amountMinor), usable));
}

/**
 * Cash is drawn within bounds of its own: one draw, and all that is owed in cash.
 *
 * @see products.md section 11
 */
export function refuseCash(turn: Turn, plan: PlanTerms, amountMinor: number): ReturnType<typeof refused> | null {
  const { cashDrawEnabled, cashSingleMaxMinor, cashSubLimitShare } = plan.use;
  if (!cashDrawEnabled) return refused({ type: 'cash-draw-disabled', rule: 'cashDrawEnabled' });
  if (amountMinor > cashSingleMaxMinor)
    return refused({ type: 'cash-single-max', rule: 'cashSingleMax', maxMinor: cashSingleMaxMinor });
  const figures = cashFiguresOf(turn.state, cashSubLimitShare, turn.today);
  return amountMinor <= figures.availableMinor
    ? null
    : refused({ type: 'cash-sub-limit-exceeded', rule: 'cashSubLimitShare', ...figures });
}
