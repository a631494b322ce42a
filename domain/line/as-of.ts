import type { PlainDate } from '../calendar/plain-date.js';
import { instantAt } from '../calendar/zone.js';
import { accountTotals } from '../ledger/ledger.js';
import type { Minor } from '../money/minor.js';
import { accruedOn, type Accrued } from './accrued.js';
import { outstandingOf } from './components.js';
import type { LineEvent } from './events.js';
import { evolve } from './evolve.js';
import type { WaivableComponent } from './facts.js';
import { foldFacts, positionOn } from './fold/fold-facts.js';
import type { Balances } from './position-types.js';
import type { LineState } from './state.js';
import { agreementViews, lineView } from './view.js';
import type { AgreementView } from './views.js';

/** AS_WAS: what was believed on the day (booked by then). AS_NOW: what is known of the day today (valued by then). */
export type AsOfView = 'AS_WAS' | 'AS_NOW';

/** A line at the end of a day. Minor units. */
export interface LineAsOf {
  readonly lineId: string;
  readonly asOf: PlainDate;
  readonly view: AsOfView;
  /** Last event that was taken into account. */
  readonly seq: number;
  readonly limitMinor: Minor;
  readonly usedMinor: Minor;
  readonly billedMinor: Minor;
  readonly overdueMinor: Minor;
  readonly creditMinor: Minor;
  readonly daysPastDue: number;
  /** Outstanding by component, what is still to be billed included. */
  readonly outstanding: Readonly<Record<WaivableComponent, Minor>>;
  /** Earned by the day and not booked as income yet. */
  readonly accrued: Accrued;
  readonly ledger: Balances;
  readonly agreements: readonly AgreementView[];
}

/** Long enough that no fact leaves the book: every day of the line can be looked at. */
const WHOLE_LIFE_MONTHS = 600;

/**
 * A line at the end of a day, from its whole journal.
 *
 * @param events from the first on, without gaps
 * @returns null for a day before the line was opened
 * @throws InvariantViolation for a journal that cannot be replayed
 */
export function lineAsOf(events: readonly LineEvent[], asOf: PlainDate, view: AsOfView): LineAsOf | null {
  const believed = stateAfter(events.filter(({ bookedOn }) => bookedOn <= asOf));
  if (believed === null) return null;
  return figuresOf(view === 'AS_WAS' ? believed : known(events, believed, asOf), asOf, view);
}

/** The facts of the whole journal that count from the day or an earlier one; limit and holds are those of the day. */
function known(events: readonly LineEvent[], believed: LineState, asOf: PlainDate): LineState {
  const all = stateAfter(events) ?? believed;
  const facts = all.book.facts.filter(({ valueOn }) => valueOn <= asOf);
  const position = foldFacts(all.book.base, facts, all.terms);
  return { ...believed, seq: all.seq, book: { base: all.book.base, facts, position } };
}

function stateAfter(events: readonly LineEvent[]): LineState | null {
  return events.reduce<LineState | null>((state, event) => evolve(state, withoutForgetting(event)), null);
}

const withoutForgetting = (event: LineEvent): LineEvent =>
  event.type === 'lineOpened'
    ? { ...event, terms: { ...event.terms, correctionWindowMonths: WHOLE_LIFE_MONTHS } }
    : event;

function figuresOf(state: LineState, asOf: PlainDate, view: AsOfView): LineAsOf {
  const { terms, book } = state;
  const { limitMinor, usedMinor, billedMinor, overdueMinor, creditMinor, daysPastDue } = lineView(
    state,
    instantAt(terms.zone, asOf, '23:59'),
  );
  const position = positionOn(book.position, asOf, terms);
  return {
    lineId: state.lineId,
    asOf,
    view,
    seq: state.seq,
    limitMinor,
    usedMinor,
    billedMinor,
    overdueMinor,
    creditMinor,
    daysPastDue,
    outstanding: outstandingOf(position),
    accrued: accruedOn(state, asOf),
    ledger: accountTotals(book.position.ledger),
    agreements: agreementViews(state),
  };
}
