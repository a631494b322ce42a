import { firstBillDateAfter, nextBillDate } from '../../calendar/billing-calendar.js';
import { addDays, type PlainDate } from '../../calendar/plain-date.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import type { BillDayMoved } from '../facts.js';
import type { Draft } from './draft.js';

/**
 * Moves the bill day. An installment stays with the cycle that holds its anchor, so that two may come to stand on the
 * bill of a longer one; where a plan asks for one on each bill, anchors move with the bills.
 *
 * @see products.md section 2, `installmentAnchor`; golden CAL-4
 */
export function moveBillDay(draft: Draft, fact: BillDayMoved, terms: LineTerms): void {
  const oldDay = draft.billDay ?? terms.billDay;
  for (const { plan, installments } of draft.agreements) {
    if (plan.installmentAnchor !== 'ONE_PER_BILL') continue;
    for (const row of installments) {
      if (row.billOn !== null) continue;
      const billOn = movedBill(fact, firstBillDateAfter(row.anchorOn, oldDay), oldDay);
      row.anchorOn = addDays(billOn, -1);
    }
  }
  draft.billDay = fact.billDay;
}

/** The bill that takes the place of one on the old day: as many bills from the day of the change on. */
function movedBill(fact: BillDayMoved, billOn: PlainDate, oldDay: number): PlainDate {
  let moved = fact.nextBillOn;
  for (let old = firstBillDateAfter(fact.valueOn, oldDay); old < billOn; old = nextBillDate(old, oldDay))
    moved = nextBillDate(moved, fact.billDay);
  return moved;
}
