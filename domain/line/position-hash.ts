import { hashOfText } from '../ledger/journal.js';
import type { AgreementPosition, Bill, FundedCharges, Installment, Position } from './position-types.js';
import type { LineState } from './state.js';

/**
 * Names the folded position: two states with the same hash owe the same to the cent, and will be charged the same.
 *
 * The figures alone are hashed, in a fixed order and without their names: a line takes the hash at every write, and a
 * large one would spend most of its time on the text. A plan version never changes, so its name stands for its terms.
 */
export const positionHash = (state: LineState): string => hashOfText(JSON.stringify(figuresOf(state.book.position)));

const figuresOf = ({
  asOn,
  agreements,
  bills,
  creditMinor,
  creditSinceOn,
  creditFinalOn,
  chargesWrittenOffMinor,
  ledger,
  pauses,
  billDay,
}: Position): readonly unknown[] => [
  asOn,
  creditMinor,
  creditSinceOn,
  creditFinalOn,
  chargesWrittenOffMinor,
  billDay,
  pauses.map(({ fromOn, untilOn }) => [fromOn, untilOn]),
  Object.entries(ledger).sort(byKey),
  bills.map(billFigures),
  agreements.map(agreementFigures),
];

const billFigures = (bill: Bill): readonly unknown[] => [
  bill.billOn,
  bill.dueOn,
  bill.minDueMinor,
  bill.balanceMinor,
  bill.percentSpendMinor,
  bill.paidMinor,
  bill.isMinimumMet,
  bill.timelyUntilOn,
  bill.toleranceMinor,
  bill.isTolerated,
  bill.accruals.map(({ regime, accrual, ifCarried, ifMissed }) => [
    regime,
    ...[accrual, ifCarried, ifMissed].map((each) => [
      each.carryBaseDays,
      each.penaltyBaseDays,
      each.penaltyMinDays,
      each.capBaseDays,
      each.penaltyByDayMinor,
    ]),
  ]),
  bill.carryMinor,
  bill.carryBroughtMinor,
  bill.carryPaidMinor,
  bill.penaltyMinor,
  bill.penaltyPaidMinor,
  Object.entries(bill.bearing).sort(byKey),
  Object.entries(bill.balances).sort(byKey),
];

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const agreementFigures = (agreement: AgreementPosition): readonly unknown[] => [
  agreement.agreementId,
  agreement.plan.planId,
  agreement.plan.version,
  agreement.periods,
  agreement.formedOn,
  agreement.firstDueOn,
  agreement.costTableHash,
  agreement.billDay,
  agreement.principalMinor,
  agreement.status,
  agreement.settledOn,
  agreement.refundedMinor,
  agreement.downPaymentMinor,
  agreement.downPaymentRefundedMinor,
  agreement.funding === null ? null : fundingFigures(agreement.funding),
  agreement.interestDays,
  agreement.prepaidMinor,
  agreement.convertedMinor,
  agreement.waivedMinor,
  agreement.writtenOffMinor,
  agreement.recoveredMinor,
  agreement.reductions.map(({ valuedOn, finalOn, amountMinor }) => [valuedOn, finalOn, amountMinor]),
  agreement.shares.map(({ kind, ref, amountMinor }) => [kind, ref, amountMinor]),
  agreement.payments.map(({ nr, valuedOn, amountMinor, accountRef, from }) => [
    nr,
    valuedOn,
    amountMinor,
    accountRef,
    from,
  ]),
  agreement.installments.map(installmentFigures),
  Object.entries(agreement.balances).sort(byKey),
];

const fundingFigures = ({ couponId, funder, funderId, share, charges }: FundedCharges): readonly unknown[] => [
  couponId,
  funder,
  funderId,
  share,
  charges.map(({ nr, amountMinor, earnedMinor }) => [nr, amountMinor, earnedMinor]),
];

const installmentFigures = (row: Installment): readonly unknown[] => [
  row.nr,
  row.anchorOn,
  row.principalMinor,
  row.interestMinor,
  row.feeMinor,
  row.principalPaidMinor,
  row.interestPaidMinor,
  row.feePaidMinor,
  row.billOn,
  row.isCarried,
];
