import { mergeShares, takeShares, type BucketShare } from '../../limits/buckets.js';
import { minor, ZERO, type Minor } from '../../money/minor.js';
import type { AdjustAuthorization, Authorize, Capture, VoidAuthorization } from '../commands.js';
import { calendarOf } from '../cycles.js';
import { accepted, refused, type Result } from '../refusals.js';
import { HOLDS_PER_LINE_MAX, type Hold } from '../state.js';
import { emit, newId, type Turn } from '../turn.js';
import type { Outcome } from '../engine.js';
import { costTableHashOf } from '../agreed-cost.js';
import type { FeeFunding } from '../../plan/fee-funding.js';
import { downPaymentOfFinanced, financingOf } from '../../plan/down-payment.js';
import { agreedDates } from '../agreed-due.js';
import { fundingFor } from './coupons.js';
import { planFor } from './plan-for.js';
import {
  firstOf,
  refuseByPlan,
  refuseClosed,
  refuseCurrency,
  refuseFullOfAgreements,
  refuseNewSpend,
  refuseInstallments,
  refusePlanTerms,
} from './checks.js';
import { takeRoom } from './limit-room.js';

const HOUR_MS = 3_600_000;

type Refused = ReturnType<typeof refused> | null;

/**
 * Reserves an amount for an order. One order has one hold: the same order sent again gets the hold that it has, and
 * with other terms it is refused (golden SCH-9). Ended authorizations are remembered for a whole cycle after their term
 * and longer while there is room; beyond that the idempotency key of the command is what tells a repeat. An order whose
 * authorization was voided or has expired may be authorized anew.
 *
 * @see products.md section 10
 */
export function decideAuthorize(turn: Turn, command: Authorize): Result<Outcome> {
  const { scene = null } = command;
  const earlier = holdOfOrder(turn, command.orderId);
  if (earlier !== undefined) return repeated(turn, earlier, command);
  const plan = planFor(turn, command);
  const misfit = refuseNewSpend(turn) ?? refusePlanTerms(plan);
  if (misfit !== null) return misfit;
  const { downPaymentMinor, financedMinor } = financingOf(plan, minor(command.amountMinor));
  const funding = fundingFor(turn.state, plan, command);
  if (!funding.ok) return funding;
  const purchase = { ...command, plan, amountMinor: financedMinor, downPaymentMinor, funding: funding.value, scene };
  const shares = takeHold(turn, purchase);
  if (!shares.ok) return shares;
  const held = hold(turn, purchase, shares.value);
  const { authorizationId, expiresAt } = held;
  const reply = { authorizationId, expiresAt, downPaymentMinor };
  if (command.capture === 'MANUAL') {
    return accepted({ turn: held.turn, reply: { ...reply, status: 'OPEN', agreementId: null } });
  }
  const agreementId = newId(held.turn, 'agr');
  const captured = capture(held.turn, { authorizationId, amountMinor: financedMinor, isFinal: true });
  return accepted({ turn: captured, reply: { ...reply, status: 'CAPTURED', agreementId } });
}

/** A purchase on the plan as agreed; its amount is what is financed. */
type Purchase = Omit<Authorize, 'type' | 'capture' | 'scene' | 'coupon'> & {
  readonly scene: string | null;
  readonly downPaymentMinor: Minor;
  readonly funding: FeeFunding | null;
};

/** What a purchase may hold of the limit, or why it may not be made. */
function takeHold(turn: Turn, purchase: Purchase): Result<readonly BucketShare[]> {
  const { state } = turn;
  const { amountMinor, currency, plan, periods } = purchase;
  const forming = { formedOn: turn.today, ...calendarOf(state) };
  const refusal = firstOf(
    () => refuseNewSpend(turn),
    () => refuseCurrency(state, currency),
    () =>
      plan.subProduct === 'PURCHASE' || plan.subProduct === 'ORDER_INSTALLMENT'
        ? null
        : refused({ type: 'plan-not-for-this', subProduct: plan.subProduct }),
    () => refuseByPlan(plan, amountMinor, periods, currency, forming),
  );
  if (refusal !== null) return refusal;
  const shares = takeRoom(turn, purchase);
  if (!shares.ok) return shares;
  const isFull = state.holds.filter(({ status }) => status === 'OPEN').length >= HOLDS_PER_LINE_MAX;
  return isFull ? refused({ type: 'too-many', what: 'authorizations', max: HOLDS_PER_LINE_MAX }) : shares;
}

function hold(turn: Turn, purchase: Purchase, shares: readonly BucketShare[]) {
  const { orderId, merchantId, amountMinor, downPaymentMinor, funding, plan, periods, scene } = purchase;
  const authorizationId = newId(turn, 'auth');
  const expiresAt = turn.nowMs + turn.state.terms.holdTtlHours * HOUR_MS;
  const held = emit(turn, {
    type: 'authorized',
    authorizationId,
    orderId,
    merchantId,
    amountMinor: minor(amountMinor),
    downPaymentMinor,
    funding,
    plan,
    periods,
    expiresAt,
    scene,
    shares,
  });
  return { turn: held, authorizationId, expiresAt };
}

function repeated(turn: Turn, known: Hold, command: Authorize): Result<Outcome> {
  const { authorizationId, status, expiresAt, agreementId, downPaymentMinor } = known;
  const differs =
    known.amountMinor + downPaymentMinor !== command.amountMinor
      ? 'amountMinor'
      : known.periods !== command.periods
        ? 'periods'
        : known.plan.planId !== command.plan.planId
          ? 'planId'
          : known.merchantId !== command.merchantId
            ? 'merchantId'
            : known.scene !== (command.scene ?? null)
              ? 'scene'
              : (known.funding?.couponId ?? null) !== (command.coupon?.couponId ?? null)
                ? 'coupon'
                : null;
  if (differs !== null) return refused({ type: 'order-reused', authorizationId, param: differs });
  return accepted({ turn, reply: { authorizationId, status, expiresAt, agreementId, downPaymentMinor } });
}

/** The one authorization of an order that has not ended without debt. */
const holdOfOrder = ({ state }: Turn, orderId: string): Hold | undefined =>
  state.holds.find((known) => known.orderId === orderId && known.status !== 'VOIDED' && known.status !== 'EXPIRED');

/**
 * Turns a hold into debt, in full or part; what is not captured stays held until it is released or expires. A final
 * capture, as after a fall of the price, releases it at once.
 *
 * @see products.md section 10, `partialCapture`, `captureAfterExpiry`; golden HLD-3, HLD-4
 */
export function decideCapture(turn: Turn, command: Capture): Result<Outcome> {
  const { authorizationId, amountMinor, isFinal = false } = command;
  const known = turn.state.holds.find((candidate) => candidate.authorizationId === authorizationId);
  const closed = refuseClosed(turn.state);
  if (closed !== null) return closed;
  if (known?.status === 'EXPIRED') return captureExpired(turn, known, command);
  const refusal = firstOf(
    () => refuseUnlessOpen(known),
    () => refuseFullOfAgreements(turn.state),
  );
  if (refusal !== null) return refusal;
  const openMinor = known?.openMinor ?? ZERO;
  if (amountMinor > openMinor) return refused({ type: 'capture-above-authorized', openMinor });
  const inPart = known === undefined ? null : refuseInPart(turn, known, command);
  if (inPart !== null) return inPart;
  const agreementId = newId(turn, 'agr');
  const leftMinor = isFinal ? 0 : openMinor - amountMinor;
  return accepted({
    turn: capture(turn, command),
    reply: { authorizationId, agreementId, capturedMinor: amountMinor, openMinor: leftMinor },
  });
}

function refuseInPart(turn: Turn, { plan, periods, openMinor }: Hold, { amountMinor, isFinal }: Capture): Refused {
  if (!plan.use.partialCapture && isFinal !== true && amountMinor < openMinor)
    return refused({ type: 'capture-in-parts', rule: 'partialCapture', openMinor });
  return refuseInstallments(plan, amountMinor, periods, agreedDates(turn.today, plan, calendarOf(turn.state)));
}

/**
 * A capture after the hold has ended. Where the policy allows it the purchase is authorized anew for what is captured,
 * under an id of its own, if there is room by now; a second such capture of the order finds that one.
 *
 * @see products.md section 10, golden HLD-4
 */
function captureExpired(turn: Turn, expired: Hold, { amountMinor }: Capture): Result<Outcome> {
  if (turn.state.terms.limits.captureAfterExpiry === 'REFUSE')
    return refused({ type: 'hold-expired', rule: 'captureAfterExpiry', expiredAt: expired.expiresAt });
  const other = holdOfOrder(turn, expired.orderId);
  if (other !== undefined)
    return refused({ type: 'order-reused', authorizationId: other.authorizationId, param: 'authorizationId' });
  const openMinor = expired.amountMinor - expired.capturedMinor;
  if (amountMinor > openMinor) return refused({ type: 'capture-above-authorized', openMinor });
  const purchase = { ...expired, amountMinor, currency: turn.state.terms.currency };
  const shares = takeHold(turn, purchase);
  if (!shares.ok) return shares;
  const held = hold(turn, purchase, shares.value);
  const { authorizationId } = held;
  const agreementId = newId(held.turn, 'agr');
  return accepted({
    turn: capture(held.turn, { authorizationId, amountMinor, isFinal: true }),
    reply: { authorizationId, agreementId, capturedMinor: amountMinor, openMinor: 0 },
  });
}

/**
 * Follows a price that has changed before the capture. A higher one needs room as a new purchase does; a lower one gives
 * back first what was taken last. The term of the hold stays.
 *
 * @see products.md section 10
 */
export function decideAdjust(turn: Turn, command: AdjustAuthorization): Result<Outcome> {
  const { authorizationId, amountMinor } = command;
  const known = turn.state.holds.find((candidate) => candidate.authorizationId === authorizationId);
  const refusal = firstOf(
    () => refuseClosed(turn.state),
    () => refuseUnlessOpen(known),
  );
  if (refusal !== null || known === undefined) return refusal ?? refused({ type: 'authorization-unknown' });
  const { plan, periods, scene, shares, openMinor, capturedMinor } = known;
  const reply = { authorizationId, amountMinor, openMinor: amountMinor - capturedMinor };
  if (amountMinor === known.amountMinor) return accepted({ turn, reply });
  if (amountMinor < capturedMinor) {
    const maxMinor = plan.maxAmountMinor;
    return refused({ type: 'amount-out-of-range', param: 'amountMinor', minMinor: capturedMinor, maxMinor });
  }
  const adjusted = (held: readonly BucketShare[]): Result<Outcome> => {
    const body = { authorizationId, amountMinor: minor(amountMinor), openMinor: minor(reply.openMinor), shares: held };
    return accepted({ turn: emit(turn, { type: 'authorizationAdjusted', ...body }), reply });
  };
  const { terms } = turn.state;
  const forming = { formedOn: turn.today, ...calendarOf(turn.state) };
  const misfit = refuseByPlan(plan, amountMinor, periods, terms.currency, forming);
  if (misfit !== null) return misfit;
  const moreMinor = reply.openMinor - openMinor;
  if (moreMinor < 0) return adjusted(takeShares(minor(reply.openMinor), shares));
  const blocked = refuseNewSpend(turn);
  if (blocked !== null) return blocked;
  const more = takeRoom(turn, { amountMinor: moreMinor, scene, plan, periods });
  return more.ok ? adjusted(mergeShares(shares, more.value)) : more;
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

function capture(turn: Turn, { authorizationId, amountMinor, isFinal = false }: Omit<Capture, 'type'>): Turn {
  const known = turn.state.holds.find((candidate) => candidate.authorizationId === authorizationId);
  if (known === undefined) throw new RangeError('captured an authorization that is not there');
  const { plan, periods, shares, openMinor, funding } = known;
  const forming = { formedOn: turn.today, ...calendarOf(turn.state) };
  const agreementId = newId(turn, 'agr');
  return emit(turn, {
    type: 'captured',
    authorizationId,
    agreementId,
    amountMinor: minor(amountMinor),
    downPaymentMinor: downPaymentOf(known, amountMinor),
    funding,
    valueOn: turn.today,
    firstDueOn: agreedDates(turn.today, plan, forming).firstDueOn,
    costTableHash: costTableHashOf({ plan, periods, funding, principalMinor: minor(amountMinor), ...forming }),
    plan,
    periods,
    shares: takeShares(minor(amountMinor), shares),
    releasedMinor: isFinal ? minor(openMinor - amountMinor) : ZERO,
  });
}

/** A capture in parts takes its part of the down payment with it; the last one takes the rest. */
function downPaymentOf({ amountMinor, capturedMinor, downPaymentMinor, plan }: Hold, captureMinor: number): Minor {
  const financing = { downPaymentMinor, financedMinor: amountMinor };
  return downPaymentOfFinanced(financing, capturedMinor, minor(captureMinor), plan.rounding);
}

function refuseUnlessOpen(known: Hold | undefined): Refused {
  if (known === undefined) return refused({ type: 'authorization-unknown' });
  return known.status === 'OPEN' ? null : refused({ type: 'authorization-not-open', status: known.status });
}
