import { addDays, addMonths, daysBetween, type PlainDate } from '../calendar/plain-date.js';

/**
 * A credit line as one would keep it on paper under the default terms: every day is written down, every charge is the
 * sum of its list of days, and whenever something is added or struck the whole paper is written again from its first
 * day. Slow, and without a line of the engine: only the calendar's arithmetic is shared.
 *
 * Terms: bills on the 3rd, due on the 12th; 10 % minimum; 0.05 % a day carried, 0.015 % a day late; cap 24 %.
 */
export type Note = {
  readonly on: PlainDate;
  isStruck: boolean;
} & (
  | { readonly kind: 'BUY'; readonly amountMinor: number; readonly periods: number }
  | { readonly kind: 'PAY'; readonly amountMinor: number }
  | {
      readonly kind: 'WAIVE_CHARGE';
      readonly billOn: PlainDate;
      readonly of: 'CARRY' | 'PENALTY';
      readonly amountMinor: number;
    }
  | { readonly kind: 'WAIVE'; readonly debt: number; readonly of: 'PRINCIPAL' | 'FEE'; readonly amountMinor: number }
);

/** One installment of a purchase: what it still asks. */
interface Row {
  readonly debt: number;
  readonly nr: number;
  readonly periods: number;
  readonly anchorOn: PlainDate;
  principal: number;
  fee: number;
  bill: Bill | null;
  isCarried: boolean;
}

interface Bill {
  readonly billOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly minDue: number;
  paid: number;
  /** Null until the due date has ended. */
  isMet: boolean | null;
  /** One line for each day that bore something. */
  readonly days: { readonly carryBase: number; readonly lateBase: number }[];
  readonly brought: number;
  carryPaid: number;
  penaltyPaid: number;
  /** A penalty that was asked for is never taken back for the cap's sake. */
  penaltyAsked: number;
}

/** What was printed when a cycle was cut; it never changes again. */
export interface Printed {
  readonly billOn: PlainDate;
  readonly rows: readonly string[];
  readonly spend: number;
  readonly installments: number;
  readonly carried: number;
  readonly carryFees: number;
  readonly penalty: number;
  readonly creditApplied: number;
  readonly balance: number;
  readonly minDue: number;
}

const BILL_DAY = '03';
const DUE_AFTER_DAYS = 9;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Whole numbers alone: `count` times `numerator / denominator`, half a unit rounded up. */
const rounded = (count: number, numerator: number, denominator: number): number =>
  Number((2n * BigInt(count) * BigInt(numerator) + BigInt(denominator)) / (2n * BigInt(denominator)));
const roundedUp = (count: number, numerator: number, denominator: number): number =>
  Number((BigInt(count) * BigInt(numerator) + BigInt(denominator) - 1n) / BigInt(denominator));

/** 0.05 % of every day's carried amount, rounded once. */
const carryOf = ({ days }: Bill): number => rounded(sum(days.map(({ carryBase }) => carryBase)), 5, 10_000);

/** 0.015 % of every day's late amount, or a cent for a day that would cost less; rounded once. */
function penaltyOf({ days }: Bill): number {
  const perDay = days.map(({ lateBase }) => (lateBase === 0 ? 0 : Math.max(15 * lateBase, 100_000)));
  return rounded(sum(perDay), 1, 100_000);
}

/** Both together cost at most 24 % a year, rounded up to a cent; the penalty gives way first. */
function chargesOf(bill: Bill): { readonly carry: number; readonly penalty: number } {
  const cap = roundedUp(sum(bill.days.map(({ carryBase, lateBase }) => Math.max(carryBase, lateBase))), 24, 36_500);
  const carry = Math.min(carryOf(bill), cap);
  const penalty = Math.min(penaltyOf(bill), cap - carry);
  const asked = Math.max(penalty, bill.penaltyAsked);
  return { carry: bill.brought + carry + penalty - asked, penalty: asked };
}

const openCarry = (bill: Bill): number => chargesOf(bill).carry - bill.carryPaid;
const openPenalty = (bill: Bill): number => chargesOf(bill).penalty - bill.penaltyPaid;
const openRow = ({ principal, fee }: Row): number => principal + fee;

/** The paper, written up to the morning and the bookings of a day. */
export class LinePaper {
  readonly rows: Row[] = [];
  bills: Bill[] = [];
  credit = 0;
  #debts = 0;

  readonly printed: Map<PlainDate, Printed>;
  readonly today: PlainDate;

  /** @param printed the statements so far, by bill day; one that is cut for the first time is added */
  constructor(openedOn: PlainDate, notes: readonly Note[], printed: Map<PlainDate, Printed>, today: PlainDate) {
    this.printed = printed;
    this.today = today;
    for (let on = openedOn; ; on = addDays(on, 1)) {
      if (on.endsWith(BILL_DAY) && on > openedOn) this.#cut(on);
      const known = notes.filter((note) => note.on === on && !note.isStruck);
      // Within a day debt comes before what pays it, and money before what is given up.
      for (const kind of ['BUY', 'PAY', 'WAIVE'])
        for (const note of known.filter((each) => each.kind.startsWith(kind))) this.#write(note);
      if (on === today) return;
      this.#endDay(on);
    }
  }

  get used(): number {
    return sum(this.rows.map(({ principal }) => principal));
  }

  get billed(): number {
    return sum(this.bills.map((bill) => this.#openOf(bill)));
  }

  get overdue(): number {
    return sum(this.#missed().map((bill) => this.#openOf(bill)));
  }

  get daysPastDue(): number {
    const [oldest] = this.#missed();
    return oldest === undefined ? 0 : daysBetween(oldest.dueOn, this.today);
  }

  openCharge(bill: Bill, of: 'CARRY' | 'PENALTY'): number {
    return of === 'CARRY' ? openCarry(bill) : openPenalty(bill);
  }

  #missed(): readonly Bill[] {
    return this.bills.filter((bill) => bill.isMet === false && this.#openOf(bill) > 0);
  }

  #rowsOn(bill: Bill): readonly Row[] {
    return this.rows.filter((row) => row.bill === bill);
  }

  #openOf(bill: Bill): number {
    return sum(this.#rowsOn(bill).map(openRow)) + openCarry(bill) + openPenalty(bill);
  }

  #write(note: Note): void {
    if (note.kind === 'BUY') {
      this.#buy(note.on, note.amountMinor, note.periods);
      return;
    }
    this.#ask();
    switch (note.kind) {
      case 'PAY': {
        const used = this.#serve(note.amountMinor);
        this.credit += note.amountMinor - used;
        this.#count(used);
        return;
      }
      case 'WAIVE_CHARGE': {
        const bill = this.bills.find(({ billOn }) => billOn === note.billOn);
        if (bill === undefined) return;
        const given = Math.min(note.amountMinor, note.of === 'CARRY' ? openCarry(bill) : openPenalty(bill));
        if (note.of === 'CARRY') bill.carryPaid += given;
        else bill.penaltyPaid += given;
        this.#count(given);
        return;
      }
      case 'WAIVE':
        this.#waive(note.debt, note.of === 'FEE' ? 'fee' : 'principal', note.amountMinor);
    }
  }

  /** Equal parts of the principal, cents left over on the last; 0.6 % of it as the fee of each when there are several. */
  #buy(on: PlainDate, amount: number, periods: number): void {
    const part = Math.floor(amount / periods);
    for (let nr = 1; nr <= periods; nr += 1)
      this.rows.push({
        debt: this.#debts,
        nr,
        periods,
        anchorOn: addMonths(on, nr - 1),
        principal: nr === periods ? amount - part * (periods - 1) : part,
        fee: periods === 1 ? 0 : rounded(amount, 6, 1_000),
        bill: null,
        isCarried: false,
      });
    this.#debts += 1;
  }

  #ask(): void {
    for (const bill of this.bills) bill.penaltyAsked = chargesOf(bill).penalty;
  }

  #count(amount: number): void {
    for (const bill of this.bills) if (bill.isMet === null) bill.paid += amount;
  }

  /** Missed bills before others, the older before the newer; of each penalty, fees, carry fee, principal. @returns what was used */
  #serve(amount: number): number {
    let left = amount;
    const take = (open: number): number => {
      const taken = Math.min(left, open);
      left -= taken;
      return taken;
    };
    for (const bill of [
      ...this.bills.filter(({ isMet }) => isMet === false),
      ...this.bills.filter(({ isMet }) => isMet !== false),
    ]) {
      bill.penaltyPaid += take(openPenalty(bill));
      for (const row of this.#rowsOn(bill)) row.fee -= take(row.fee);
      bill.carryPaid += take(openCarry(bill));
      for (const row of this.#rowsOn(bill)) row.principal -= take(row.principal);
    }
    return amount - left;
  }

  #waive(debt: number, of: 'principal' | 'fee', amount: number): void {
    let left = amount;
    const rows = this.rows.filter((row) => row.debt === debt);
    for (const row of [...rows.filter(({ bill }) => bill !== null), ...rows.filter(({ bill }) => bill === null)]) {
      const given = Math.min(left, row[of]);
      row[of] -= given;
      left -= given;
      if (row.bill !== null) this.#count(given);
    }
  }

  #endDay(on: PlainDate): void {
    for (const bill of this.bills)
      if (bill.isMet === null && bill.dueOn === on) bill.isMet = this.#openOf(bill) === 0 || bill.paid >= bill.minDue;
    for (const bill of this.bills) {
      const bearing = this.#rowsOn(bill).filter(({ isCarried }) => isCarried || bill.isMet !== null);
      const carryBase = sum(bearing.map(({ principal }) => principal));
      const lateBase = bill.isMet === false ? sum(bearing.map(openRow)) : 0;
      if (carryBase + lateBase > 0) bill.days.push({ carryBase, lateBase });
    }
  }

  #cut(on: PlainDate): void {
    this.#ask();
    const page = this.printed.get(on) ?? this.#print(on);
    // A cycle with nothing on it has no statement, until a correction puts something there.
    if (page.rows.length === 0 && page.carried + page.carryFees + page.penalty === 0 && !this.printed.has(on)) return;
    this.printed.set(on, page);
    const met = this.bills.filter(({ isMet }) => isMet === true);
    const brought = sum(met.map(openCarry));
    const bill: Bill = {
      billOn: on,
      dueOn: addDays(on, DUE_AFTER_DAYS),
      minDue: page.minDue,
      paid: 0,
      isMet: null,
      days: [],
      brought,
      carryPaid: 0,
      penaltyPaid: 0,
      penaltyAsked: 0,
    };
    for (const row of this.rows) {
      if (row.bill !== null && met.includes(row.bill) && openRow(row) > 0) {
        row.bill = bill;
        row.isCarried = true;
      } else if (row.bill === null && openRow(row) > 0 && page.rows.includes(`${row.debt}/${row.nr}`)) row.bill = bill;
    }
    this.bills = [...this.bills.filter((older) => older.isMet === false && this.#openOf(older) > 0), bill];
    if (this.credit > 0) this.credit -= this.#serve(this.credit);
  }

  #print(on: PlainDate): Printed {
    const rows = this.rows.filter((row) => row.bill === null && row.anchorOn < on && openRow(row) > 0);
    const spend = sum(rows.filter(({ periods }) => periods === 1).map(openRow));
    const installments = sum(rows.filter(({ periods }) => periods > 1).map(openRow));
    const carried = sum(this.bills.flatMap((bill) => this.#rowsOn(bill).map(openRow)));
    const carryFees = sum(this.bills.map(openCarry));
    const penalty = sum(this.bills.map(openPenalty));
    const gross = spend + installments + carried + carryFees + penalty;
    const creditApplied = Math.min(this.credit, gross);
    const balance = gross - creditApplied;
    const base = rounded(spend, 1, 10) + installments;
    const share = carried >= 30_000 ? rounded(carried, 1, 10) : carried;
    const due = this.#missed().length === 0 ? base + share + carryFees : base + carried + carryFees + penalty;
    const minDue = Math.min(due, balance);
    const names = rows.map(({ debt, nr }) => `${debt}/${nr}`);
    return {
      billOn: on,
      rows: names,
      spend,
      installments,
      carried,
      carryFees,
      penalty,
      creditApplied,
      balance,
      minDue,
    };
  }
}
