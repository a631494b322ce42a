import { firstBillDateAfter } from '../calendar/billing-calendar.js';
import { daysBetween, type PlainDate } from '../calendar/plain-date.js';
import { minor, sumMinor, ZERO, type Minor } from '../money/minor.js';
import { roundToMinor } from '../money/rounding.js';
import { exact } from '../money/decimal.js';
import { openFee, openInterest } from './fold/open-amounts.js';
import { positionOn } from './fold/fold-facts.js';
import type { AgreementPosition, Installment } from './position-types.js';
import type { LineState } from './state.js';

/** Charges that were earned by a day and are not income yet. Minor units. */
export interface Accrued {
  readonly feeMinor: Minor;
  readonly interestMinor: Minor;
  readonly carryMinor: Minor;
  readonly penaltyMinor: Minor;
}

/**
 * What has been earned by the start of a day and is not booked: income is booked when it is billed or posted. The fee and
 * interest of an installment are earned evenly by the day from the bill of the one before it (the day of formation for
 * the first) to its own; each agreement's sum is rounded once.
 *
 * @param asOn not before the last fact
 */
export function accruedOn(state: LineState, asOn: PlainDate): Accrued {
  const { position } = state.book;
  const later = positionOn(position, asOn, state.terms);
  const chargedBy = (pick: (bill: (typeof later.bills)[number]) => number): Minor =>
    minor(
      later.bills.reduce((sum, bill) => sum + pick(bill), 0) -
        position.bills.reduce((sum, bill) => sum + pick(bill), 0),
    );
  const earned = (openOf: (row: Installment) => Minor): Minor =>
    sumMinor(position.agreements.map((agreement) => earnedOf(agreement, asOn, state, openOf)));
  return {
    feeMinor: earned(openFee),
    interestMinor: earned(openInterest),
    carryMinor: chargedBy((bill) => bill.carryMinor),
    penaltyMinor: chargedBy((bill) => bill.penaltyMinor),
  };
}

function earnedOf(
  agreement: AgreementPosition,
  asOn: PlainDate,
  { terms }: LineState,
  openOf: (row: Installment) => Minor,
): Minor {
  if (agreement.status !== 'ACTIVE') return ZERO;
  const rows = agreement.installments;
  const parts = rows
    .map((row, index) => ({ row, before: rows[index - 1] }))
    .filter(({ row }) => row.billOn === null && openOf(row) > 0)
    .map(({ row, before }) => {
      const fromOn = before === undefined ? agreement.formedOn : firstBillDateAfter(before.anchorOn, terms.billDay);
      const toOn = firstBillDateAfter(row.anchorOn, terms.billDay);
      const days = Math.max(1, daysBetween(fromOn, toOn));
      const ran = Math.min(days, Math.max(0, daysBetween(fromOn, asOn)));
      return exact(openOf(row)).times(ran).dividedBy(days);
    });
  return parts.length === 0
    ? ZERO
    : roundToMinor(
        parts.reduce((sum, part) => sum.plus(part)),
        agreement.plan.rounding,
      );
}
