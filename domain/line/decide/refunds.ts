import type { PlainDate } from '../../calendar/plain-date.js';
import { balanceOf } from '../../ledger/ledger.js';
import { minor, sumMinor, ZERO, type Minor } from '../../money/minor.js';
import type { CancelRefund, Refund } from '../commands.js';
import type { Outcome } from '../engine.js';
import { outstandingPrincipal, usedOf } from '../fold/open-amounts.js';
import { tendersOf } from '../fold/refund-purchase.js';
import type { AgreementPosition, Position } from '../position-types.js';
import { accepted, refused, type Result } from '../refusals.js';
import { emit, followDelinquency, newId, type Turn } from '../turn.js';
import { isCouponReturned } from './coupons.js';
import { firstOf, refuseClosed, refuseCurrency, refuseFullOfFacts, refuseValueDate } from './checks.js';

/**
 * Takes a merchant's refund of a purchase. What had been repaid becomes credit and is paid out to the account on file.
 * A purchase that was repaid before the correction window has left the line's books and is unknown here: nothing of it is
 * owed or held, so the merchant pays the customer without the line.
 *
 * @see products.md section 9
 */
export function decideRefund(turn: Turn, command: Refund): Result<Outcome> {
  const { state } = turn;
  const { agreementId, amountMinor, currency, valueOn } = command;
  const agreement = state.book.position.agreements.find((candidate) => candidate.agreementId === agreementId);
  if (agreement === undefined) return refused({ type: 'agreement-unknown' });
  const refundableMinor = refundableOf(agreement);
  const formedOn = agreement.formedOn;
  const refusal = firstOf(
    () => refuseClosed(state),
    () => refuseFullOfFacts(state),
    () => refuseCurrency(state, currency),
    () =>
      agreement.plan.subProduct === 'PURCHASE' || agreement.plan.subProduct === 'ORDER_INSTALLMENT'
        ? null
        : refused({ type: 'plan-not-for-this', subProduct: agreement.plan.subProduct }),
    () => refuseValueDate(turn, valueOn),
    () =>
      valueOn !== null && valueOn < formedOn
        ? refused({ type: 'value-date-out-of-range', earliestOn: formedOn, latestOn: turn.today })
        : null,
    () => (amountMinor > refundableMinor ? refused({ type: 'refund-above-purchase', refundableMinor }) : null),
  );
  if (refusal !== null) return refusal;
  const before = state.book.position;
  const refund = refundedEvent(turn, agreement, minor(amountMinor), valueOn ?? turn.today);
  const { refundId, downPaymentMinor, returnedCouponId } = refund;
  const booked = emit(turn, refund);
  const after = booked.state.book.position;
  const restoredMinor = minor(Math.max(0, usedOf(before) - usedOf(after)));
  const creditedMinor = minor(Math.max(0, after.creditMinor - before.creditMinor));
  const lineMinor = minor(amountMinor - downPaymentMinor);
  const funderMinor = minor(Math.max(0, funderOwes(before) - funderOwes(after)));
  const followed = followDelinquency(booked, turn.today);
  const toInstrumentsMinor = beyondInstallments(turn, booked, agreement, lineMinor) ?? creditedMinor;
  const payouts =
    agreement.plan.refundPaidSlice === 'CREDIT_BALANCE' ? [] : instrumentsOf(agreement, toInstrumentsMinor);
  return accepted({
    turn: payouts.reduce(
      (next, { accountRef, amountMinor: partMinor }) => payOut(next, partMinor, 'REFUND', accountRef),
      followed,
    ),
    reply: { refundId, downPaymentMinor, lineMinor, restoredMinor, creditedMinor, funderMinor, returnedCouponId },
  });
}

/** What can still be refunded of a purchase, its down payment included. Minor units. */
export const refundableOf = (agreement: AgreementPosition): Minor => {
  const { principalMinor, refundedMinor, downPaymentMinor, downPaymentRefundedMinor } = agreement;
  return minor(principalMinor - refundedMinor + downPaymentMinor - downPaymentRefundedMinor);
};

/** The event of a refund: what of it is beside the line, and whether the coupon comes back with it. */
export function refundedEvent(turn: Turn, agreement: AgreementPosition, amountMinor: Minor, valueOn: PlainDate) {
  const { agreementId } = agreement;
  const { downPaymentMinor, lineMinor } = tendersOf(agreement, amountMinor);
  const returned = { ...agreement, refundedMinor: minor(agreement.refundedMinor + lineMinor) };
  const returnedCouponId = isCouponReturned(returned) ? (agreement.funding?.couponId ?? null) : null;
  const refundId = newId(turn, 'rfd');
  const parts = { amountMinor, downPaymentMinor, returnedCouponId };
  return { type: 'refunded', refundId, agreementId, ...parts, valueOn } as const;
}

/** All that funders owe in the customer's place. */
const funderOwes = ({ ledger }: Position): Minor => balanceOf(ledger, 'FUNDER_RECEIVABLE');

/**
 * What of a refund goes back to who paid, where a part of the purchase is owed in the installments of its converted bill:
 * that part stays on the account. Null: no such part was refunded.
 *
 * @see products.md section 9, "With a statement installment the refund credits the account"
 */
function beyondInstallments(
  before: Turn,
  after: Turn,
  { agreementId }: AgreementPosition,
  lineMinor: Minor,
): Minor | null {
  const [was, is] = [before, after].map(({ state }) =>
    state.book.position.agreements.find((candidate) => candidate.agreementId === agreementId),
  );
  if (was === undefined || is === undefined) return null;
  const staysMinor = was.convertedMinor - is.convertedMinor;
  if (staysMinor === 0) return null;
  return minor(Math.max(0, lineMinor - outstandingPrincipal(was) - staysMinor));
}

/** What goes back to which account, from the latest payment back; null stands for the account on file. */
function instrumentsOf(
  { payments }: AgreementPosition,
  amountMinor: Minor,
): readonly { readonly accountRef: string | null; readonly amountMinor: Minor }[] {
  const byAccount = new Map<string | null, Minor>();
  let leftMinor = amountMinor;
  for (const payment of payments.filter(({ from }) => from === 'CUSTOMER').toReversed()) {
    const partMinor = minor(Math.min(leftMinor, payment.amountMinor));
    byAccount.set(payment.accountRef, sumMinor([byAccount.get(payment.accountRef) ?? ZERO, partMinor]));
    leftMinor = minor(leftMinor - partMinor);
  }
  byAccount.set(null, sumMinor([byAccount.get(null) ?? ZERO, leftMinor]));
  return [...byAccount].map(([accountRef, partMinor]) => ({ accountRef, amountMinor: partMinor }));
}

/** Pays credit out, to the account on file unless another is given; without one it stays credit for the next bill. */
export function payOut(
  turn: Turn,
  amountMinor: number,
  reason: 'REFUND' | 'CLOSURE' | 'OVERPAYMENT',
  toAccountRef: string | null = null,
): Turn {
  const { book } = turn.state;
  const accountRef = toAccountRef ?? turn.state.accountRef;
  const payableMinor = Math.min(amountMinor, book.position.creditMinor);
  if (accountRef === null || payableMinor <= 0) return turn;
  const payoutId = newId(turn, 'pout');
  return emit(turn, {
    type: 'payoutRequested',
    payoutId,
    amountMinor: minor(payableMinor),
    valueOn: turn.today,
    accountRef,
    reason,
  });
}

/**
 * Takes a refund back, as of the day it counted from: debt, charges and days past due are what they would have been. Money
 * that it has paid out is owed by the customer then, as credit below zero.
 *
 * @see features.md section 12: chargeback reversal
 */
export function decideCancelRefund(turn: Turn, command: CancelRefund): Result<Outcome> {
  const { refundId, reason } = command;
  const fact = turn.state.book.facts.find(
    (candidate) => candidate.kind === 'REFUND' && candidate.refundId === refundId,
  );
  if (fact?.kind !== 'REFUND') return refused({ type: 'refund-unknown' });
  if (fact.reversedBy !== null) return refused({ type: 'refund-already-canceled' });
  const refusal = firstOf(
    () => refuseClosed(turn.state),
    () => refuseValueDate(turn, fact.valueOn),
  );
  if (refusal !== null) return refusal;
  const { seq: refundedSeq, amountMinor } = fact;
  const canceled = emit(turn, { type: 'refundCanceled', refundId, refundedSeq, amountMinor, reason });
  return accepted({ turn: followDelinquency(canceled, turn.today), reply: { refundId } });
}
