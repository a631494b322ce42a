import { minor } from '../../money/minor.js';
import type { Authorize, Capture, VoidAuthorization } from '../commands.js';
import { accepted, refused, type Result } from '../refusals.js';
import { HOLDS_PER_LINE_MAX, type Hold } from '../state.js';
import { emit, newId, type Turn } from '../turn.js';
import type { Outcome } from '../engine.js';
import {
  firstOf,
  refuseAboveLimit,
  refuseByPlan,
  refuseClosed,
  refuseCurrency,
  refuseFullOfAgreements,
  refuseNewSpend,
  refuseSmallInstallment,
} from './checks.js';

const HOUR_MS = 3_600_000;

/**
 * Reserves an amount for an order. One order has one hold: the same order sent again gets the hold that it has, and
 * with other terms it is refused (golden SCH-9). Ended authorizations are remembered for a whole cycle after their term
 * and longer while there is room; beyond that the idempotency key of the command is what tells a repeat. An order whose
 * authorization was voided or has expired may be authorized anew.
 *
 * @see products.md section 10
 */
export function decideAuthorize(turn: Turn, command: Authorize): Result<Outcome> {
  const { state } = turn;
  const { orderId, merchantId, amountMinor, currency, plan, periods } = command;
  const earlier = state.holds.find(
    (hold) => hold.orderId === orderId && hold.status !== 'VOIDED' && hold.status !== 'EXPIRED',
  );
  if (earlier !== undefined) return repeated(turn, earlier, command);
  const refusal = firstOf(
    () => refuseNewSpend(turn),
    () => refuseCurrency(state, currency),
    () =>
      plan.subProduct === 'CASH_DRAW' ? refused({ type: 'plan-not-for-this', subProduct: plan.subProduct }) : null,
    () => refuseByPlan(plan, amountMinor, periods, currency),
    () => refuseAboveLimit(state, amountMinor),
    () =>
      state.holds.filter((hold) => hold.status === 'OPEN').length >= HOLDS_PER_LINE_MAX
        ? refused({ type: 'too-many', what: 'authorizations', max: HOLDS_PER_LINE_MAX })
        : null,
  );
  if (refusal !== null) return refusal;
  const authorizationId = newId(turn, 'auth');
  const expiresAt = turn.nowMs + state.terms.holdTtlHours * HOUR_MS;
  const held = emit(turn, {
    type: 'authorized',
    authorizationId,
    orderId,
    merchantId,
    amountMinor: minor(amountMinor),
    plan,
    periods,
    expiresAt,
  });
  if (command.capture === 'MANUAL') {
    return accepted({ turn: held, reply: { authorizationId, status: 'OPEN', expiresAt, agreementId: null } });
  }
  const agreementId = newId(held, 'agr');
  const captured = capture(held, authorizationId, amountMinor);
  return accepted({ turn: captured, reply: { authorizationId, status: 'CAPTURED', expiresAt, agreementId } });
}

function repeated(turn: Turn, hold: Hold, command: Authorize): Result<Outcome> {
  const { authorizationId, status, expiresAt, agreementId } = hold;
  const differs =
    hold.amountMinor !== command.amountMinor
      ? 'amountMinor'
      : hold.periods !== command.periods
        ? 'periods'
        : hold.plan.planId !== command.plan.planId
          ? 'planId'
          : hold.merchantId !== command.merchantId
            ? 'merchantId'
            : null;
  if (differs !== null) return refused({ type: 'order-reused', authorizationId, param: differs });
  return accepted({ turn, reply: { authorizationId, status, expiresAt, agreementId } });
}

/** Turns a hold into debt, in full or part; what is not captured stays held until it is released or expires. */
export function decideCapture(turn: Turn, command: Capture): Result<Outcome> {
  const { authorizationId, amountMinor } = command;
  const hold = turn.state.holds.find((candidate) => candidate.authorizationId === authorizationId);
  const refusal = firstOf(
    () => refuseClosed(turn.state),
    () => refuseUnlessOpen(hold),
    () => refuseFullOfAgreements(turn.state),
  );
  if (refusal !== null) return refusal;
  const openMinor = hold?.openMinor ?? minor(0);
  if (amountMinor > openMinor) return refused({ type: 'capture-above-authorized', openMinor });
  const tooSmall = hold === undefined ? null : refuseSmallInstallment(hold.plan, amountMinor, hold.periods);
  if (tooSmall !== null) return tooSmall;
  const agreementId = newId(turn, 'agr');
  return accepted({
    turn: capture(turn, authorizationId, amountMinor),
    reply: { authorizationId, agreementId, capturedMinor: amountMinor, openMinor: openMinor - amountMinor },
  });
}

export function decideVoid(turn: Turn, command: VoidAuthorization): Result<Outcome> {
  const { authorizationId } = command;
  const hold = turn.state.holds.find((candidate) => candidate.authorizationId === authorizationId);
  const refusal = refuseUnlessOpen(hold);
  if (refusal !== null) return refusal;
  const releasedMinor = hold?.openMinor ?? minor(0);
  return accepted({
    turn: emit(turn, { type: 'authorizationVoided', authorizationId, releasedMinor }),
    reply: { authorizationId, releasedMinor },
  });
}

function capture(turn: Turn, authorizationId: string, amountMinor: number): Turn {
  const hold = turn.state.holds.find((candidate) => candidate.authorizationId === authorizationId);
  if (hold === undefined) throw new RangeError('captured an authorization that is not there');
  const { plan, periods } = hold;
  const agreementId = newId(turn, 'agr');
  return emit(turn, {
    type: 'captured',
    authorizationId,
    agreementId,
    amountMinor: minor(amountMinor),
    valueOn: turn.today,
    plan,
    periods,
  });
}

function refuseUnlessOpen(hold: Hold | undefined): ReturnType<typeof refused> | null {
  if (hold === undefined) return refused({ type: 'authorization-unknown' });
  return hold.status === 'OPEN' ? null : refused({ type: 'authorization-not-open', status: hold.status });
}
