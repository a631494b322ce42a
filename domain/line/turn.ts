import { addDays, type PlainDate } from '../calendar/plain-date.js';
import { dateAt, instantAt } from '../calendar/zone.js';
import { bucketOf, DPD_MILESTONES } from '../delinquency/days-past-due.js';
import { ledgerDifference } from '../ledger/ledger.js';
import { assertBalanced } from '../ledger/postings.js';
import type { LineEvent, LineEventBody } from './events.js';
import { bookAfter } from './book-event.js';
import { withEvent } from './evolve.js';
import { positionOn } from './fold/fold-facts.js';
import { daysPastDueOf } from './fold/lateness.js';
import { oldestOverdue, overdueOf } from './fold/open-amounts.js';
import { isWrittenOff } from './fold/recover.js';
import type { LineState } from './state.js';

/** One decision in the making: the state so far and the events that led to it. */
export interface Turn {
  readonly state: LineState;
  readonly events: readonly LineEvent[];
  readonly nowMs: number;
  /** Civil day of `nowMs` in the line's zone. */
  readonly today: PlainDate;
}

export function beginTurn(state: LineState, nowMs: number): Turn {
  return { state, events: [], nowMs, today: dateAt(state.terms.zone, nowMs) };
}

/**
 * The day for which money counts that comes in now: today, after the cut-off the next day.
 *
 * @see products.md section 2, `dueCutoff`; golden CAL-7, CAL-8
 */
export function valueDateOf({ state, nowMs }: Turn): PlainDate {
  const { zone, dueCutoff } = state.terms;
  const on = dateAt(zone, nowMs);
  return nowMs < instantAt(zone, on, dueCutoff) ? on : addDays(on, 1);
}

/** Books an event: numbers it, folds its fact, and writes the change of the ledger into its entries. */
export function emit(turn: Turn, body: LineEventBody): Turn {
  const { state, nowMs } = turn;
  const seq = state.seq + 1;
  const book = bookAfter(state, { ...body, seq });
  const entries = ledgerDifference(state.book.position.ledger, book.position.ledger);
  assertBalanced(entries);
  const event: LineEvent = { ...body, seq, bookedAt: nowMs, bookedOn: dateAt(state.terms.zone, nowMs), entries };
  return { ...turn, state: withEvent(state, event, book), events: [...turn.events, event] };
}

/** The id of something that the next event brings into being: it cannot be given twice on a line. */
export function newId(turn: Turn, prefix: 'auth' | 'agr' | 'pay' | 'rfd' | 'pout' | 'stm' | 'tmp' | 'wvr'): string {
  return `${prefix}_${turn.state.lineId.replace(/^line_/, '')}_${turn.state.seq + 1}`;
}

/**
 * Announces what money or time has changed about the line being late: a milestone of days past due was passed, or the
 * arrears were paid. From the freezing milestone on the line takes no new spend. Paying the arrears lifts that, but not
 * once the line was so late that it is closed for new use: then a person has to decide.
 *
 * @see products.md section 5, `usageLadder`; one announcement per crossing (COL-02)
 */
export function followDelinquency(turn: Turn, asOn: PlainDate): Turn {
  const { state } = turn;
  const position = positionOn(state.book.position, asOn, state.terms);
  const oldest = oldestOverdue(position, asOn);
  const dpd = daysPastDueOf(position, asOn);
  const milestone = milestoneOf(dpd);
  const announced = milestoneOf(state.announcedDpd);
  if (milestone === announced) return turn;
  const next = emit(turn, {
    type: 'delinquencyChanged',
    from: state.bucket,
    to: bucketOf(dpd),
    daysPastDue: dpd,
    overdueMinor: overdueOf(position, asOn),
    oldestDueOn: oldest?.dueOn ?? null,
  });
  const isFrozen = state.freezeCauses.includes('OVERDUE');
  if (milestone >= FREEZE_FROM_DPD) return isFrozen ? next : emit(next, { type: 'frozen', cause: 'OVERDUE' });
  if (!isFrozen || announced < FREEZE_FROM_DPD) return next;
  // By value date nothing was ever late: a correction takes the consequences back, however far they had gone.
  const wasNeverLate = milestone === 0 && position.bills.every((bill) => bill.isMinimumMet !== false);
  if (isWrittenOff(position)) return next; // nothing is late any more, yet nobody has paid
  return state.isClosedForNew && !wasNeverLate ? next : emit(next, { type: 'unfrozen', cause: 'OVERDUE' });
}

const milestoneOf = (dpd: number): number => DPD_MILESTONES.filter((days) => days <= dpd).at(-1) ?? 0;

/** @see risk.md section 6.2, `freezeFromDpd` */
const FREEZE_FROM_DPD = 8;
