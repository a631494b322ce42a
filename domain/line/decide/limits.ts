import { addDays } from '../../calendar/plain-date.js';
import { dateAt, instantAt } from '../../calendar/zone.js';
import { BASE, isSameBucket, type BucketId } from '../../limits/buckets.js';
import { minor, ZERO, type Minor } from '../../money/minor.js';
import type { ChangeLimit, GrantTemporaryLimit, RevokeTemporaryLimit, SetSceneLimit, SetSelfCap } from '../commands.js';
import type { Outcome } from '../engine.js';
import { limitFiguresOf, temporaryExcessOf } from '../limits.js';
import { accepted, refused, type Result } from '../refusals.js';
import { SCENES_PER_LINE_MAX } from '../state.js';
import { emit, newId, type Turn } from '../turn.js';
import { refuseClosed } from './checks.js';

/** A limit never falls below what is outstanding and held of it (risk.md section 6.2). */
export function decideChangeLimit(turn: Turn, command: ChangeLimit): Result<Outcome> {
  const { state } = turn;
  const refusal = refuseClosed(state) ?? refuseBelowUse(turn, BASE, command.limitMinor, 'limitMinor');
  if (refusal !== null) return refusal;
  const reply = { limitMinor: command.limitMinor };
  if (command.limitMinor === state.limitMinor) return accepted({ turn, reply });
  const toMinor = minor(command.limitMinor);
  return accepted({
    turn: emit(turn, { type: 'limitChanged', fromMinor: state.limitMinor, toMinor, reason: command.reason }),
    reply,
  });
}

/**
 * Adds to the limit until an instant. While one is in force another grant changes its amount and end; after it has ended
 * a new one starts unused.
 *
 * @see products.md section 1, bucket TEMPORARY
 */
export function decideGrantTemporary(turn: Turn, command: GrantTemporaryLimit): Result<Outcome> {
  const { state } = turn;
  const { amountMinor, end } = command;
  const grantId = state.temporaryLimit?.grantId ?? newId(turn, 'tmp');
  const refusal =
    refuseClosed(state) ??
    refuseEnd(turn, end) ??
    refuseBelowUse(turn, { kind: 'TEMPORARY', ref: grantId }, amountMinor, 'amountMinor');
  if (refusal !== null) return refusal;
  const { zone } = state.terms;
  const expiresAt = 'expiresAt' in end ? end.expiresAt : instantAt(zone, addDays(end.untilOn, 1), '00:00');
  const granted = emit(turn, { type: 'temporaryLimitGranted', grantId, amountMinor: minor(amountMinor), expiresAt });
  return accepted({ turn: granted, reply: { grantId, amountMinor, expiresAt } });
}

/** It ends after now, on a day that the calendar of the line's zone still knows. */
function refuseEnd(turn: Turn, end: GrantTemporaryLimit['end']): ReturnType<typeof refused> | null {
  const { zone } = turn.state.terms;
  const param = 'expiresAt' in end ? 'expiresAt' : 'untilOn';
  const isPast = 'expiresAt' in end ? end.expiresAt <= turn.nowMs : end.untilOn < turn.today;
  if (isPast) return refused({ type: 'expiry-in-the-past', param });
  const latestOn = addDays(dateAt(zone, zone.untilMs - 1), -1);
  const isKnown =
    'expiresAt' in end ? Number.isInteger(end.expiresAt) && end.expiresAt < zone.untilMs : end.untilOn <= latestOn;
  return isKnown ? null : refused({ type: 'expiry-too-late', param, latestOn });
}

export function decideRevokeTemporary(turn: Turn, command: RevokeTemporaryLimit): Result<Outcome> {
  const refusal = refuseClosed(turn.state);
  if (refusal !== null) return refusal;
  const { temporaryLimit } = turn.state;
  if (temporaryLimit === null) return refused({ type: 'temporary-not-granted' });
  const { grantId } = temporaryLimit;
  const ended = endTemporaryLimit(turn, grantId, command.reason);
  return accepted({ turn: ended, reply: { grantId, excessMinor: temporaryExcessOf(ended.state) } });
}

/** Ends the temporary limit; what was used of it weighs on the base from now on. @param reason null: it has expired */
export function endTemporaryLimit(turn: Turn, grantId: string, reason: string | null): Turn {
  const excessMinor = temporaryExcessOf({ ...turn.state, temporaryLimit: null });
  return emit(turn, { type: 'temporaryLimitEnded', grantId, reason, excessMinor });
}

/** Lists a scene with a limit of its own, changes it, or with 0 takes it off the list. */
export function decideSetSceneLimit(turn: Turn, command: SetSceneLimit): Result<Outcome> {
  const { scene, amountMinor } = command;
  const { sceneLimits } = turn.state;
  const listed = sceneLimits.find((limit) => limit.scene === scene);
  const refusal =
    refuseClosed(turn.state) ?? refuseBelowUse(turn, { kind: 'SCENE', ref: scene }, amountMinor, 'amountMinor');
  if (refusal !== null) return refusal;
  if (listed === undefined && amountMinor === 0)
    return refused({ type: 'scene-not-listed', scenes: sceneLimits.map((limit) => limit.scene) });
  if (listed === undefined && sceneLimits.length >= SCENES_PER_LINE_MAX)
    return refused({ type: 'too-many', what: 'scenes', max: SCENES_PER_LINE_MAX });
  const reply = { scene, amountMinor };
  if (listed?.amountMinor === amountMinor) return accepted({ turn, reply });
  return accepted({ turn: emit(turn, { type: 'sceneLimitSet', scene, amountMinor: minor(amountMinor) }), reply });
}

/** The customer caps the own spending. What is in use may be above a new cap: then there is no new spend until it falls. */
export function decideSetSelfCap(turn: Turn, command: SetSelfCap): Result<Outcome> {
  const { state } = turn;
  const { selfCapMinor } = command;
  const refusal = refuseClosed(state);
  if (refusal !== null) return refusal;
  const { selfCapMinMinor } = state.terms.limits;
  if (selfCapMinor !== null && selfCapMinor < selfCapMinMinor)
    return refused({ type: 'self-cap-too-small', rule: 'selfCapMin', minMinor: selfCapMinMinor });
  const reply = { selfCapMinor };
  if (selfCapMinor === state.selfCapMinor) return accepted({ turn, reply });
  const toMinor = selfCapMinor === null ? null : minor(selfCapMinor);
  return accepted({ turn: emit(turn, { type: 'selfCapSet', selfCapMinor: toMinor }), reply });
}

function refuseBelowUse(
  turn: Turn,
  id: BucketId,
  amountMinor: number,
  param: string,
): ReturnType<typeof refused> | null {
  const inUseMinor = inUseOf(turn, id);
  return amountMinor < inUseMinor ? refused({ type: 'limit-below-use', param, inUseMinor }) : null;
}

function inUseOf(turn: Turn, id: BucketId): Minor {
  const bucket = limitFiguresOf(turn.state, turn.today).buckets.find((candidate) => isSameBucket(candidate, id));
  return bucket === undefined ? ZERO : minor(bucket.usedMinor + bucket.heldMinor);
}
