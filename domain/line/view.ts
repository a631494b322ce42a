import type { PlainDate } from '../calendar/plain-date.js';
import { dateAt } from '../calendar/zone.js';
import { bucketOf } from '../delinquency/days-past-due.js';
import { accountTotals } from '../ledger/ledger.js';
import { minor, sumMinor, ZERO, type Minor } from '../money/minor.js';
import { nextBillOn, nextItem } from './agenda.js';
import { heldOf, statusOf } from './decide/checks.js';
import { clearingOf } from './fold/clearing.js';
import { positionOn } from './fold/fold-facts.js';
import { daysPastDueOf, daysPastDueOfAgreement } from './fold/lateness.js';
import {
  billedOpen,
  isMissing,
  openOfInstallment,
  outstandingPrincipal,
  overdueOf,
  usedOf,
} from './fold/open-amounts.js';
import { availableOf, limitFiguresOf } from './limits.js';
import { positionHash } from './position-hash.js';
import type { AgreementPosition, Bill, FundedCharges, Installment, Position } from './position-types.js';
import type { Hold, LineState } from './state.js';
import type { AgreementView, AuthorizationView, FundingView, InstallmentView, LineView } from './views.js';

export { positionHash } from './position-hash.js';

/** The line as of an instant: charges to date are in, nothing is posted by looking. */
export function lineView(state: LineState, nowMs: number): LineView {
  const { terms, mandate } = state;
  const asOn = dateAt(terms.zone, nowMs);
  const position = positionOn(state.book.position, asOn, terms);
  const dpd = daysPastDueOf(position, asOn);
  const bill = position.bills.at(-1);
  const isDue = bill !== undefined && billedOpen(position) > 0;
  return {
    lineId: state.lineId,
    customerId: state.customerId,
    applicationId: state.applicationId,
    lenderId: terms.lenderId,
    currency: terms.currency,
    zone: terms.zone.id,
    status: statusOf(state),
    freezeCauses: state.freezeCauses,
    openedOn: state.openedOn,
    closedAt: state.closedAt,
    limitMinor: state.limitMinor,
    usedMinor: usedOf(position),
    heldMinor: heldOf(state),
    availableMinor: availableOf(state, asOn),
    ...limitParts(state, asOn),
    billedMinor: billedOpen(position),
    overdueMinor: overdueOf(position, asOn),
    creditMinor: position.creditMinor,
    daysPastDue: dpd,
    delinquencyBucket: bucketOf(dpd),
    billDay: state.billDay,
    nextBillOn: nextBillOn(state),
    dueOn: isDue ? bill.dueOn : null,
    minDueMinor: isDue ? bill.minDueMinor : ZERO,
    minDueOpenMinor: isDue ? minimumOpen(position, bill, asOn) : ZERO,
    statementCount: state.statementCount,
    autopay: mandate,
    authorizations: state.holds.map(authorizationView),
    pending: state.pending.map((movement) => ({
      kind: movement.kind,
      id:
        movement.kind === 'DEBIT'
          ? movement.paymentId
          : movement.kind === 'PAYOUT'
            ? movement.payoutId
            : movement.agreementId,
      amountMinor: movement.amountMinor,
    })),
    planIds: planIdsOf(state),
    ledger: accountTotals(state.book.position.ledger),
    asOn,
    nextItemAt: nextItem(state)?.at ?? null,
    seq: state.seq,
    positionHash: positionHash(state),
  };
}

/** The parts of the limit, each with its own figures, and what is repaid but not free again. */
function limitParts(
  state: LineState,
  asOn: PlainDate,
): Pick<LineView, 'buckets' | 'excessMinor' | 'clearingMinor' | 'selfCapMinor'> {
  const { buckets, excessMinor } = limitFiguresOf(state, asOn);
  return {
    buckets: buckets.map(({ kind, ref, limitMinor, usedMinor, heldMinor, availableMinor }) => ({
      kind,
      scene: kind === 'SCENE' ? ref : null,
      expiresAt: kind === 'TEMPORARY' ? (state.temporaryLimit?.expiresAt ?? null) : null,
      limitMinor,
      usedMinor,
      heldMinor,
      availableMinor,
    })),
    excessMinor,
    clearingMinor: sumMinor(state.book.position.agreements.map((agreement) => clearingOf(agreement, asOn))),
    selfCapMinor: state.selfCapMinor,
  };
}

function authorizationView(hold: Hold): AuthorizationView {
  const { authorizationId, orderId, merchantId, amountMinor, capturedMinor, openMinor, scene, status } = hold;
  const { expiresAt, agreementId } = hold;
  const amounts = { amountMinor, capturedMinor, openMinor };
  return { authorizationId, orderId, merchantId, ...amounts, scene, status, expiresAt, agreementId };
}

/** What has to be paid now: the rest of the minimum, and all that is overdue, which a missed minimum no longer limits. */
function minimumOpen(position: Position, bill: Bill, asOn: PlainDate): Minor {
  const missingMinor = isMissing(position, bill) ? bill.minDueMinor - bill.paidMinor : 0;
  return minor(Math.min(Math.max(missingMinor, overdueOf(position, asOn)), billedOpen(position)));
}

/** Plan versions of the agreements on which something is open, each once. */
export function planIdsOf(state: LineState): readonly string[] {
  const open = state.book.position.agreements.filter((agreement) =>
    agreement.installments.some((row) => openOfInstallment(row) > 0),
  );
  return [...new Set(open.map(({ plan }) => `${plan.planId}@${plan.version}`))].sort();
}

/** The agreements that the state still holds; those that left it are closed and stay as they were last seen. */
export function agreementViews(state: LineState): readonly AgreementView[] {
  const position = positionOn(state.book.position, state.bookedOn, state.terms);
  const views = state.book.position.agreements.map((agreement) => agreementView(state, agreement, position));
  return [...views, ...canceledViews(state)];
}

function agreementView(state: LineState, agreement: AgreementPosition, position: Position): AgreementView {
  const { plan } = agreement;
  const outstandingMinor = outstandingPrincipal(agreement);
  const isOpen = agreement.installments.some((row) => openOfInstallment(row) > 0);
  const isPending = state.pending.some(
    (movement) => movement.kind === 'DISBURSEMENT' && movement.agreementId === agreement.agreementId,
  );
  return {
    agreementId: agreement.agreementId,
    lineId: state.lineId,
    planId: plan.planId,
    planVersion: plan.version,
    subProduct: plan.subProduct,
    periods: agreement.periods,
    currency: plan.currency,
    formedOn: agreement.formedOn,
    settledOn: agreement.settledOn,
    costTableHash: agreement.costTableHash,
    principalMinor: agreement.principalMinor,
    outstandingMinor,
    refundedMinor: agreement.refundedMinor,
    downPaymentMinor: agreement.downPaymentMinor,
    downPaymentRefundedMinor: agreement.downPaymentRefundedMinor,
    funding: agreement.funding === null ? null : fundingView(agreement.funding),
    waivedMinor: agreement.waivedMinor,
    writtenOffMinor: agreement.writtenOffMinor,
    recoveredMinor: agreement.recoveredMinor,
    convertedMinor: agreement.convertedMinor,
    daysPastDue: daysPastDueOfAgreement(position, agreement.agreementId, state.bookedOn),
    status: isPending ? 'PENDING' : agreement.status === 'ACTIVE' && !isOpen ? 'PAID' : agreement.status,
    installments: agreement.installments.map((row) => installmentView(row, agreement.refundedMinor > 0)),
    seq: state.seq,
  };
}

/** Draws that the bank could not pay out and conversions that were undone: known by their undone facts, owed by nobody. */
function canceledViews(state: LineState): readonly AgreementView[] {
  return state.book.facts.flatMap((fact) => {
    if (fact.reversedBy === null || (fact.kind !== 'AGREEMENT_FORMED' && fact.kind !== 'STATEMENT_CONVERTED'))
      return [];
    const { plan, agreementId, periods } = fact;
    const { principalMinor, downPaymentMinor } =
      fact.kind === 'AGREEMENT_FORMED' ? fact : { principalMinor: fact.amountMinor, downPaymentMinor: ZERO };
    return [
      {
        agreementId,
        lineId: state.lineId,
        planId: plan.planId,
        planVersion: plan.version,
        subProduct: plan.subProduct,
        periods,
        currency: plan.currency,
        formedOn: fact.valueOn,
        settledOn: null,
        costTableHash: fact.costTableHash,
        principalMinor,
        outstandingMinor: ZERO,
        refundedMinor: ZERO,
        downPaymentMinor,
        downPaymentRefundedMinor: ZERO,
        funding: null,
        waivedMinor: ZERO,
        writtenOffMinor: ZERO,
        recoveredMinor: ZERO,
        convertedMinor: ZERO,
        daysPastDue: 0,
        status: 'CANCELED',
        installments: [],
        seq: state.seq,
      },
    ];
  });
}

const fundingView = ({ couponId, funder, funderId, share, charges }: FundedCharges): FundingView => ({
  couponId,
  funder,
  funderId,
  share,
  agreedMinor: sumMinor(charges.map((each) => each.amountMinor)),
  owedMinor: sumMinor(charges.map((each) => each.earnedMinor)),
});

function installmentView(row: Installment, isRefunded: boolean): InstallmentView {
  const { nr, anchorOn, billOn, principalMinor, interestMinor, feeMinor } = row;
  const paidMinor = sumMinor([row.principalPaidMinor, row.interestPaidMinor, row.feePaidMinor]);
  return {
    nr,
    anchorOn,
    billOn,
    principalMinor,
    interestMinor,
    feeMinor,
    paidMinor,
    status: installmentStatus(row, isRefunded),
  };
}

function installmentStatus(row: Installment, isRefunded: boolean): InstallmentView['status'] {
  if (isRefunded && row.principalMinor === 0 && openOfInstallment(row) === 0) return 'REFUNDED';
  if (openOfInstallment(row) === 0) return 'PAID';
  if (row.billOn === null) return 'OPEN';
  return row.isCarried ? 'CARRIED' : 'BILLED';
}
