import { anchorDate, dueDateOf, firstBillDateAfter } from '../calendar/billing-calendar.js';
import type { PlainDate } from '../calendar/plain-date.js';
import type { LineTerms, PlanTerms } from '../plan/plan-terms.js';
import type { ScheduleDates } from '../schedule/schedule-terms.js';

/**
 * When an installment is to be paid by what is agreed, whatever bill it comes to stand on.
 *
 * @param nr from 1
 * @see products.md section 2, `installmentAnchor`
 */
export function agreedDueOn(
  formedOn: PlainDate,
  nr: number,
  { frequency }: Pick<PlanTerms, 'frequency'>,
  { billDay, dueRule }: Pick<LineTerms, 'billDay' | 'dueRule'>,
): PlainDate {
  return dueDateOf(firstBillDateAfter(anchorDate(formedOn, nr, frequency), billDay), dueRule);
}

/** When an agreement would be formed, and the calendar of its line on that day. */
export interface Forming extends Pick<LineTerms, 'billDay' | 'dueRule'> {
  readonly formedOn: PlainDate;
}

/** The first period of an agreement formed on a day, which its schedule is computed for. */
export const agreedDates = (
  formedOn: PlainDate,
  plan: Pick<PlanTerms, 'frequency'>,
  terms: Pick<LineTerms, 'billDay' | 'dueRule'>,
): ScheduleDates => ({ fromOn: formedOn, firstDueOn: agreedDueOn(formedOn, 1, plan, terms) });
