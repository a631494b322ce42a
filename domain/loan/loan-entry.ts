import { earlier } from '../calendar/plain-date.js';
import type { PlainDate } from '../calendar/plain-date.js';
import type { DecimalString } from '../money/decimal.js';
import type { Minor } from '../money/minor.js';
import type { PaymentType } from './loan-agreement-terms.js';

/** What a charge asks for: a fixed amount, or percent of the principal and interest it looks at. */
export type ChargeAmount =
  | { readonly basis: 'FLAT'; readonly amountMinor: Minor }
  | {
      readonly basis: 'PRINCIPAL' | 'INTEREST' | 'PRINCIPAL_AND_INTEREST';
      /** A fraction: 1 % is `"0.01"`. */
      readonly rate: DecimalString;
    };

export interface ChargeFacts {
  readonly component: 'FEE' | 'PENALTY';
  readonly amount: ChargeAmount;
  /** Due on a day of its own, or with every installment. */
  readonly dueOn: PlainDate | 'EVERY_INSTALLMENT';
}

/** What is booked on a loan. References are ids of other entries; a down payment made by itself is `<id>-down`. */
export type LoanFact =
  | { readonly type: 'DISBURSEMENT'; readonly amountMinor: Minor }
  | { readonly type: PaymentType; readonly amountMinor: Minor }
  | { readonly type: 'CREDIT_BALANCE_REFUND'; readonly amountMinor: Minor }
  | { readonly type: 'CHARGEBACK'; readonly amountMinor: Minor; readonly ofId: string }
  | { readonly type: 'CHARGE'; readonly charge: ChargeFacts }
  | { readonly type: 'CHARGE_WAIVER'; readonly ofId: string }
  | { readonly type: 'CHARGE_OFF' }
  /** No interest from one day to another, both included. */
  | { readonly type: 'INTEREST_PAUSE'; readonly fromOn: PlainDate; readonly untilOn: PlainDate }
  /** The end of a business day: principal that is overdue bears interest up to it. */
  | { readonly type: 'CLOSE_OF_BUSINESS' }
  | { readonly type: 'UNDO'; readonly ofId: string };

/** One dated entry. Entries are never changed; an `UNDO` takes another one back. */
export interface LoanEntry {
  readonly id: string;
  /** Order of entry, from 1. */
  readonly nr: number;
  /** Value date. */
  readonly onDate: PlainDate;
  /** Business date on which it was entered. */
  readonly bookedOn: PlainDate;
  readonly fact: LoanFact;
}

/** Entries that still stand: without those taken back and the takings back themselves. */
export function standingEntries(entries: readonly LoanEntry[]): readonly LoanEntry[] {
  const undone = undoneIds(entries);
  return entries.filter(({ id, fact }) => fact.type !== 'UNDO' && !undone.has(id));
}

/** Ids of what has been taken back, those of automatic down payments included. */
export function undoneIds(entries: readonly LoanEntry[]): ReadonlySet<string> {
  return new Set(entries.flatMap(({ fact }) => (fact.type === 'UNDO' ? [fact.ofId] : [])));
}

/** When charges count: from their booking or due date, or as if they had been known at the first disbursement. */
export type ChargeReplay = 'FROM_THEIR_DAY' | 'FROM_THE_DRAW';

/**
 * Entries in the order in which they are replayed: by the day they take effect, the disbursement first on its day, then
 * by booking date and order of entry. So the state does not depend on the order in which they arrive.
 */
export function inReplayOrder(entries: readonly LoanEntry[], charges: ChargeReplay): readonly LoanEntry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const isEarly = ({ fact }: LoanEntry): boolean =>
    charges === 'FROM_THE_DRAW' && (fact.type === 'CHARGE' || fact.type === 'CHARGE_WAIVER');
  const [drawnOn] = entries.flatMap(({ fact, onDate }) => (fact.type === 'DISBURSEMENT' ? [onDate] : [])).sort();
  return entries
    .map((entry) => {
      const on = effectiveOn(entry, byId);
      const nr = orderOf(entry, entries);
      if (!isEarly(entry)) return { entry, on, nr, rank: entry.fact.type === 'DISBURSEMENT' ? 0 : 3 };
      return { entry, on: drawnOn ?? on, nr, rank: entry.fact.type === 'CHARGE' ? 1 : 2 };
    })
    .sort(
      (a, b) => compare(a.on, b.on) || a.rank - b.rank || compare(a.entry.bookedOn, b.entry.bookedOn) || a.nr - b.nr,
    )
    .map(({ entry }) => entry);
}

/** The order of entry; a charge-off does not write off what is waived on the same day. */
function orderOf(entry: LoanEntry, entries: readonly LoanEntry[]): number {
  if (entry.fact.type !== 'CHARGE_WAIVER') return entry.nr;
  const { ofId } = entry.fact;
  const chargeNr = entries.find(({ id }) => id === ofId)?.nr ?? entry.nr;
  const sameDay = entries.filter(
    ({ fact, onDate, bookedOn, nr }) =>
      fact.type === 'CHARGE_OFF' && onDate === entry.onDate && bookedOn === entry.bookedOn && nr > chargeNr,
  );
  return Math.min(entry.nr, ...sameDay.map(({ nr }) => nr - 0.5));
}

/** The day an entry takes effect: a charge when it is booked, or on its due date if that is earlier. */
export function effectiveOn(entry: LoanEntry, byId: ReadonlyMap<string, LoanEntry>): PlainDate {
  if (entry.fact.type === 'CHARGE') return ownDueOn(entry, entry.bookedOn);
  if (entry.fact.type !== 'CHARGE_WAIVER') return entry.onDate;
  // A waiver reaches back to the day from which the charge has been owed.
  const charge = byId.get(entry.fact.ofId);
  return charge === undefined ? entry.onDate : ownDueOn(charge, entry.onDate);
}

function ownDueOn({ fact }: LoanEntry, latestOn: PlainDate): PlainDate {
  if (fact.type !== 'CHARGE' || fact.charge.dueOn === 'EVERY_INSTALLMENT') return latestOn;
  return earlier(fact.charge.dueOn, latestOn);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
