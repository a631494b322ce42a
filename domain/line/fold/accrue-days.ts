import { earlier, type PlainDate } from '../../calendar/plain-date.js';
import { chargesOf } from '../../delinquency/late-charge.js';
import { minor, sumMinor, type Minor } from '../../money/minor.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import { accrueDailyInterest, postDailyInterest } from './daily-interest.js';
import { accrueBill, judgeMinimums } from './accrue-bill.js';
import { book, type ChargeDraft, type DraftBill } from './draft.js';

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
      .filter((bill) => bill.isMinimumMet === null)
      .flatMap((bill) => [bill.dueOn, bill.timelyUntilOn])
      .concat(draft.pauses.flatMap(({ fromOn, untilOn }) => [fromOn, untilOn]))
      .filter((on) => on > draft.asOn)
      .reduce(earlier, toOn);
    for (const bill of draft.bills) accrueBill(draft, bill, stopOn, terms);
    accrueDailyInterest(draft, stopOn);
    draft.asOn = stopOn;
    // Charged on the day on which it falls due, whenever somebody looks: the penalty counts from it.
    if (draft.bills.some((bill) => bill.dueOn === stopOn)) postDailyInterest(draft);
  }
}

/**
 * Posts what has accrued up to the draft's day: each charge rounded once on its whole sum, so that the moments of
 * posting do not change the total. Under the cap a minor unit may pass from penalty to carry fee; a posted penalty is
 * never taken back for that, the carry fee yields instead.
 */
export function postCharges(draft: ChargeDraft): void {
  for (const bill of draft.bills) {
    const charged = chargesOfBill(bill);
    const penaltyMinor = minor(Math.max(charged.penaltyMinor, bill.penaltyMinor));
    const carryMinor = minor(bill.carryBroughtMinor + charged.carryMinor + charged.penaltyMinor - penaltyMinor);
    book(draft, 'CARRY_RECEIVABLE', 'CARRY_INCOME', minor(carryMinor - bill.carryMinor), bill);
    book(draft, 'PENALTY_RECEIVABLE', 'PENALTY_INCOME', minor(penaltyMinor - bill.penaltyMinor), bill);
    bill.carryMinor = carryMinor;
    bill.penaltyMinor = penaltyMinor;
  }
  postDailyInterest(draft);
}

function chargesOfBill({ accruals }: DraftBill): { readonly carryMinor: Minor; readonly penaltyMinor: Minor } {
  const charges = accruals.map(({ accrual, late }) => chargesOf(accrual, late));
  return {
    carryMinor: sumMinor(charges.map(({ carryMinor }) => carryMinor)),
    penaltyMinor: sumMinor(charges.map(({ penaltyMinor }) => penaltyMinor)),
  };
}
