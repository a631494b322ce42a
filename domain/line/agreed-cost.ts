import type { PlainDate } from '../calendar/plain-date.js';
import { hashOf } from '../ledger/journal.js';
import type { Minor } from '../money/minor.js';
import { costTable, type CostTable } from '../plan/cost-table.js';
import type { FeeFunding } from '../plan/fee-funding.js';
import { scheduleOf } from '../plan/plan-schedule.js';
import type { LineTerms, PlanTerms } from '../plan/plan-terms.js';
import { agreedDates } from './agreed-due.js';
import { calendarOf } from './cycles.js';
import type { LineEvent } from './events.js';
import type { LineState } from './state.js';

/** What an agreement's cost follows from: its pinned plan, and the calendar of its line when it was formed. */
export interface Agreed {
  readonly plan: PlanTerms;
  readonly principalMinor: Minor;
  readonly periods: number;
  /** Who else pays charges: the table counts what the customer pays. Absent: whom the plan names. */
  readonly funding?: FeeFunding | null;
  readonly formedOn: PlainDate;
  readonly billDay: number;
  readonly dueRule: LineTerms['dueRule'];
}

/**
 * The cost table that the customer signs with an agreement.
 *
 * @param agreed with the plan as agreed, of one price
 * @throws RangeError, ScheduleTermsError as `scheduleOf`
 * @see products.md section 3; regulation.md CNB-3
 */
export function costTableOf({ plan, principalMinor, periods, funding, formedOn, billDay, dueRule }: Agreed): CostTable {
  const dates = agreedDates(formedOn, plan, { billDay, dueRule });
  const rows = scheduleOf(plan, principalMinor, periods, dates, funding?.share);
  return costTable(plan, principalMinor, rows, { regime: 'STATEMENT', billDay, dueRule });
}

/** Names the cost table that was signed: SHA-256 of its canonical JSON, in hex. */
export const costTableHashOf = (agreed: Agreed): string => hashOf(costTableOf(agreed));

/** The cost table of the debt that events form, or will form once it is captured; null where they form none. */
export function costTableOfEvents(events: readonly LineEvent[], state: LineState): CostTable | null {
  const forming = events.findLast(
    (event) =>
      event.type === 'authorized' ||
      event.type === 'captured' ||
      event.type === 'drawn' ||
      event.type === 'statementConverted',
  );
  if (forming === undefined) return null;
  const { plan, periods, amountMinor, bookedOn, type } = forming;
  const funding = type === 'drawn' || type === 'statementConverted' ? null : forming.funding;
  const formedOn = type === 'statementConverted' ? convertedFrom(state, plan, bookedOn) : bookedOn;
  return costTableOf({ plan, periods, funding, principalMinor: amountMinor, formedOn, ...calendarOf(state) });
}

/** The day that the dates of a conversion follow from: with THIS_BILL they are those of the cycle that was cut. */
export const convertedFrom = ({ latestStatement }: LineState, plan: PlanTerms, today: PlainDate): PlainDate =>
  plan.statementInstallmentStart === 'THIS_BILL' ? (latestStatement?.cycleFrom ?? today) : today;
