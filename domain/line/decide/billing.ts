import { decideBillDayChange } from '../../calendar/bill-day-change.js';
import { timelyUntil } from '../../calendar/business-days.js';
import { firstBillDateAfter } from '../../calendar/billing-calendar.js';
import { addDays, addMonths, type PlainDate } from '../../calendar/plain-date.js';
import type { ChangeBillDay, PauseDelinquency, ResumeDelinquency } from '../commands.js';
import type { Outcome } from '../engine.js';
import { positionOn } from '../fold/fold-facts.js';
import { oldestOverdue } from '../fold/open-amounts.js';
import { accepted, refused, type Refusal, type Result } from '../refusals.js';
import type { LineState } from '../state.js';
import { emit, followDelinquency, type Turn } from '../turn.js';
import { correctableFrom, firstOf, refuseClosed, refuseFullOfFacts } from './checks.js';

const PAUSE_DAYS_MAX = 366;

type BillDayRefusal = Extract<Refusal, { type: 'bill-day-not-changeable' }>['rule'];

/**
 * Moves the bill day. The bill that is out stays as it is; the next one is cut on the new day of the following calendar
 * month. A change after which the next bill would be cut before the present one has been judged is refused.
 *
 * @see products.md section 2; golden CAL-3, CAL-4
 */
export function decideChangeBillDay(turn: Turn, command: ChangeBillDay): Result<Outcome> {
  const { state, today } = turn;
  const refusal = firstOf(
    () => refuseClosed(state),
    () => refuseFullOfFacts(state),
  );
  if (refusal !== null) return refusal;
  const { terms } = state;
  const oldest = oldestOverdue(positionOn(state.book.position, today, terms), today);
  const lastBillDate = cycleStart(state, today);
  const change = decideBillDayChange(
    {
      oldBillDay: state.billDay,
      newBillDay: command.billDay,
      lastBillDate,
      requestedOn: today,
      openedOn: state.openedOn,
      lastChangeOn: state.billDayChanges.at(-1)?.changedOn ?? null,
      oldestOverdueOn: oldest?.dueOn ?? null,
    },
    { dueRule: terms.dueRule, ...terms.billDayChange },
  );
  const rule =
    refusedRule(turn, change.reason) ??
    (judgedOn(turn, change.currentDueOn) >= change.nextBillOn ? 'BEFORE_DUE_DATE' : null);
  if (rule !== null) return refused({ type: 'bill-day-not-changeable', rule });
  if (command.billDay === state.billDay) return refused({ type: 'bill-day-not-changeable', rule: 'SAME_DAY' });
  const { nextBillOn, nextDueOn } = change;
  const changed = emit(turn, {
    type: 'billDayChanged',
    valueOn: today,
    fromDay: state.billDay,
    toDay: command.billDay,
    cycleFrom: lastBillDate,
    nextBillOn,
  });
  return accepted({ turn: changed, reply: { billDay: command.billDay, nextBillOn, nextDueOn } });
}

function refusedRule({ state, today }: Turn, reason: BillDayRefusal | null): BillDayRefusal | null {
  const { isAllowed, changesPerYearMax } = state.terms.billDayChange;
  if (!isAllowed) return 'NOT_ALLOWED';
  const inAYear = state.billDayChanges.filter(({ changedOn }) => changedOn > addMonths(today, -12));
  if (changesPerYearMax !== null && inAYear.length >= changesPerYearMax) return 'TOO_MANY';
  return reason;
}

const judgedOn = ({ state }: Turn, dueOn: PlainDate): PlainDate => timelyUntil(dueOn, state.terms);

/** The bill day with which the running cycle began. */
function cycleStart(state: LineState, today: PlainDate): PlainDate {
  const last = state.billDayChanges.at(-1);
  if (last !== undefined && today < last.nextBillOn) return last.cycleFrom;
  return addMonths(firstBillDateAfter(today, state.billDay), -1);
}

/**
 * Pauses delinquency: days of `[fromOn, untilOn)` do not count as past due and bear no late charge. It may begin in the
 * past, as far as facts can be corrected, and pauses do not overlap.
 */
export function decidePauseDelinquency(turn: Turn, command: PauseDelinquency): Result<Outcome> {
  const { fromOn, untilOn, reason } = command;
  const earliestOn = correctableFrom(turn);
  const refusal = firstOf(
    () => refuseClosed(turn.state),
    () => refuseFullOfFacts(turn.state),
    () =>
      fromOn < earliestOn || fromOn > turn.today
        ? refused({ type: 'value-date-out-of-range', earliestOn, latestOn: turn.today })
        : null,
    () =>
      untilOn <= fromOn || untilOn > addDays(fromOn, PAUSE_DAYS_MAX)
        ? refused({ type: 'pause-out-of-range', daysMax: PAUSE_DAYS_MAX })
        : null,
    () =>
      turn.state.book.position.pauses.some((pause) => pause.fromOn < untilOn && fromOn < pause.untilOn)
        ? refused({ type: 'pause-overlaps' })
        : null,
  );
  if (refusal !== null) return refusal;
  const paused = emit(turn, { type: 'delinquencyPaused', valueOn: fromOn, untilOn, reason });
  return accepted({ turn: followDelinquency(paused, turn.today), reply: { fromOn, untilOn } });
}

/** Ends a pause that is running: from today on days count again. */
export function decideResumeDelinquency(turn: Turn, command: ResumeDelinquency): Result<Outcome> {
  const { today, state } = turn;
  const closed = refuseClosed(state);
  if (closed !== null) return closed;
  const isRunning = state.book.position.pauses.some(({ fromOn, untilOn }) => fromOn <= today && today < untilOn);
  if (!isRunning) return refused({ type: 'not-paused' });
  const resumed = emit(turn, { type: 'delinquencyResumed', valueOn: today, reason: command.reason });
  return accepted({ turn: followDelinquency(resumed, today), reply: { resumedOn: today } });
}
