import { firstBillDateAfter } from '../calendar/billing-calendar.js';
import { addMonths, later, type PlainDate } from '../calendar/plain-date.js';
import type { LineTerms } from '../plan/plan-terms.js';
import type { LineState } from './state.js';

/** The next day on which a cycle is cut after a day: after a change of the bill day not before the bill it named. */
export function cutAfter(state: LineState, on: PlainDate): PlainDate {
  const billOn = firstBillDateAfter(on, state.billDay);
  const last = state.billDayChanges.at(-1);
  return last === undefined ? billOn : later(billOn, last.nextBillOn);
}

/** First day of the cycle that a cut ends. */
export function cycleFromOf(state: LineState, billOn: PlainDate): PlainDate {
  const change = state.billDayChanges.find(({ nextBillOn }) => nextBillOn === billOn);
  return change?.cycleFrom ?? addMonths(billOn, -1);
}

/** The bill day in force and the due dates that follow from it. */
export const calendarOf = ({ billDay, terms }: LineState): Pick<LineTerms, 'billDay' | 'dueRule'> => ({
  billDay,
  dueRule: terms.dueRule,
});
