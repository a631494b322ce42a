import { daysBetween, earlier, type PlainDate } from '../../calendar/plain-date.js';
import { accrue, chargesOf } from '../../delinquency/late-charge.js';
import { minor, sumMinor } from '../../money/minor.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import { accrueDailyInterest, postDailyInterest } from './daily-interest.js';
import { bear, book, type ChargeDraft, type DraftBill } from './draft.js';
import { isMissing, openFee, openInterest, openPrincipal } from './open-amounts.js';
import { segmentOf } from './segment.js';

/**
 * Moves a draft to the start of a day. Days are counted with what was open at the end of each: a payment on the due
 * date ends the day without a charge, one on the day after bears one day.
 *
 * @see products.md sections 4 and 5; golden MIN-7, LATE-1
 */
export function advanceTo(draft: ChargeDraft, toOn: PlainDate, terms: LineTerms): void {
  while (draft.asOn < toOn) {
    judgeMinimums(draft);
    const stopOn = draft.bills
      .filter((bill) => bill.isMinimumMet === null && bill.dueOn > draft.asOn)
      .reduce((stop, bill) => earlier(stop, bill.dueOn), toOn);
    for (const bill of draft.bills) accrueBill(draft, bill, stopOn, terms);
    accrueDailyInterest(draft, stopOn);
    draft.asOn = stopOn;
    // Charged on the day on which it falls due, whenever somebody looks: the penalty counts from it.
    if (draft.bills.some((bill) => bill.dueOn === stopOn)) postDailyInterest(draft);
  }
}

/** A due date that the draft's day has reached is judged with everything that was valued on it. */
function judgeMinimums(draft: ChargeDraft): void {
  for (const bill of draft.bills) {
    if (bill.isMinimumMet === null && bill.dueOn <= draft.asOn) bill.isMinimumMet = !isMissing(draft, bill);
  }
}

function accrueBill(draft: ChargeDraft, bill: DraftBill, stopOn: PlainDate, terms: LineTerms): void {
  const isPastDue = bill.dueOn <= draft.asOn;
  const days = daysBetween(draft.asOn, stopOn);
  const baseDays: Record<string, number> = {};
  const bearing = draft.agreements.flatMap(({ plan, installments }) => {
    const rows = installments.filter((row) => row.billOn === bill.billOn && (isPastDue || row.isCarried));
    const baseMinor = sumMinor(rows.map(openPrincipal));
    if (baseMinor > 0) baseDays[segmentOf(plan)] = (baseDays[segmentOf(plan)] ?? 0) + baseMinor * days;
    return rows;
  });
  if (bearing.length === 0) return;
  const principalMinor = sumMinor(bearing.map(openPrincipal));
  const chargesMinor = sumMinor(bearing.map((row) => minor(openFee(row) + openInterest(row))));
  const isOverdue = isPastDue && bill.isMinimumMet === false;
  bill.accrual = accrue(
    bill.accrual,
    {
      carryBaseMinor: principalMinor,
      penaltyBaseMinor: isOverdue ? minor(principalMinor + chargesMinor) : minor(0),
      days,
    },
    terms.late,
  );
  bear(draft, bill, baseDays);
}

/**
 * Posts what has accrued up to the draft's day: each charge rounded once on its whole sum, so that the moments of
 * posting do not change the total. Under the cap a minor unit may pass from penalty to carry fee; a posted penalty is
 * never taken back for that, the carry fee yields instead.
 */
export function postCharges(draft: ChargeDraft, terms: LineTerms): void {
  for (const bill of draft.bills) {
    const charged = chargesOf(bill.accrual, terms.late);
    const penaltyMinor = minor(Math.max(charged.penaltyMinor, bill.penaltyMinor));
    const carryMinor = minor(bill.carryBroughtMinor + charged.carryMinor + charged.penaltyMinor - penaltyMinor);
    book(draft, 'CARRY_RECEIVABLE', 'CARRY_INCOME', minor(carryMinor - bill.carryMinor), bill);
    book(draft, 'PENALTY_RECEIVABLE', 'PENALTY_INCOME', minor(penaltyMinor - bill.penaltyMinor), bill);
    bill.carryMinor = carryMinor;
    bill.penaltyMinor = penaltyMinor;
  }
  postDailyInterest(draft);
}
