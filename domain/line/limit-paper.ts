import { firstBillDateAfter } from '../calendar/billing-calendar.js';
import { addDays, daysBetween, type PlainDate } from '../calendar/plain-date.js';
import { on } from './testing.js';

/** What was taken of the limit, first used first: `base`, `phone`, or the name of a temporary grant. */
export type Taken = readonly { readonly bucket: string; readonly amountMinor: number }[];

interface Hold {
  readonly id: string;
  readonly endsOn: PlainDate;
  readonly scene: string | undefined;
  capturedMinor: number;
  taken: Taken;
}

interface Debt {
  readonly id: string;
  readonly taken: Taken;
  readonly isCash: boolean;
  /** What can still be refunded. */
  boughtMinor: number;
  openMinor: number;
  isBilled: boolean;
  /** Repaid, but the payment is final only on that day. */
  clearing: { readonly finalOn: PlainDate; readonly amountMinor: number }[];
}

interface Payment {
  readonly amountMinor: number;
  readonly finalOn: PlainDate;
}

export const sumTaken = (taken: Taken): number => taken.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** The first part of what was taken. */
export function firstOfTaken(taken: Taken, amountMinor: number): Taken {
  let left = amountMinor;
  return taken.flatMap(({ bucket, amountMinor: had }) => {
    const part = Math.min(left, had);
    left -= part;
    return part === 0 ? [] : [{ bucket, amountMinor: part }];
  });
}

const BASE_MINOR = 10_000;

/**
 * The limit as one would keep it on paper: buckets, holds, debts in the order in which they were made, credit. Within a day
 * refunds come before payments and final payments before others, whenever they became known, so the day's page is
 * written anew for each.
 */
export class Paper {
  today = on('2025-01-05');
  creditMinor = 0;
  temporary: { readonly id: string; amountMinor: number; lastOn: PlainDate } | null = null;
  phoneMinor = 0;
  holds: Hold[] = [];
  readonly debts: Debt[] = [];
  readonly #billDay: number;
  #creditFinalOn = on('2025-01-05');
  #morning: {
    creditMinor: number;
    creditFinalOn: PlainDate;
    debts: ReadonlyMap<string, Pick<Debt, 'openMinor' | 'clearing'>>;
  };
  #refunds: { readonly debt: Debt; readonly amountMinor: number }[] = [];
  #payments: Payment[] = [];

  constructor(billDay: number) {
    this.#billDay = billDay;
    this.#morning = { creditMinor: 0, creditFinalOn: this.#creditFinalOn, debts: new Map() };
  }

  get owedMinor(): number {
    return this.debts.reduce((sum, debt) => sum + debt.openMinor, 0);
  }

  get heldMinor(): number {
    return this.holds.reduce((sum, hold) => sum + sumTaken(hold.taken), 0);
  }

  get clearingMinor(): number {
    return this.debts.reduce((sum, debt) => sum + this.#clearingOf(debt), 0);
  }

  #clearingOf = (debt: Debt): number =>
    debt.clearing.filter(({ finalOn }) => finalOn > this.today).reduce((sum, { amountMinor }) => sum + amountMinor, 0);

  /** Size, use and holds of each bucket; what weighs on one that has ended weighs on the base. */
  buckets(): ReadonlyMap<string, { readonly sizeMinor: number; usedMinor: number; heldMinor: number }> {
    const page = new Map([['base', { sizeMinor: BASE_MINOR, usedMinor: 0, heldMinor: 0 }]]);
    if (this.temporary !== null)
      page.set(this.temporary.id, { sizeMinor: this.temporary.amountMinor, usedMinor: 0, heldMinor: 0 });
    if (this.phoneMinor > 0) page.set('phone', { sizeMinor: this.phoneMinor, usedMinor: 0, heldMinor: 0 });
    const write = (taken: Taken, column: 'usedMinor' | 'heldMinor') => {
      for (const { bucket, amountMinor } of taken) {
        const row = page.get(bucket) ?? page.get('base');
        if (row !== undefined) row[column] += amountMinor;
      }
    };
    for (const debt of this.debts)
      write(firstOfTaken(debt.taken, debt.openMinor + this.#clearingOf(debt)), 'usedMinor');
    for (const hold of this.holds) write(hold.taken, 'heldMinor');
    return page;
  }

  roomOf(bucket: string): number {
    const row = this.buckets().get(bucket);
    return row === undefined ? 0 : Math.max(0, row.sizeMinor - row.usedMinor - row.heldMinor);
  }

  /** What new spend takes: scene, then temporary, then base; null where there is no room. */
  take(amountMinor: number, scene: string | undefined): Taken | null {
    const order = [
      ...(scene === undefined ? [] : [scene]),
      ...(this.temporary === null ? [] : [this.temporary.id]),
      'base',
    ];
    const rooms = order.map((bucket) => ({ bucket, amountMinor: this.roomOf(bucket) }));
    return amountMinor > sumTaken(rooms) ? null : firstOfTaken(rooms, amountMinor);
  }

  get cashRoomMinor(): number {
    const cash = this.debts.filter(({ isCash }) => isCash);
    return BASE_MINOR / 2 - cash.reduce((sum, debt) => sum + debt.openMinor + this.#clearingOf(debt), 0);
  }

  wait(days: number): void {
    for (let day = 0; day < days; day += 1) {
      this.today = addDays(this.today, 1);
      if (this.temporary !== null && this.temporary.lastOn < this.today) this.temporary = null;
      if (firstBillDateAfter(addDays(this.today, -1), this.#billDay) === this.today) this.#cut();
      // Everything happens at noon: a hold ends at noon of its last day.
      this.holds = this.holds.filter((hold) => hold.endsOn > this.today);
    }
    this.#morning = {
      creditMinor: this.creditMinor,
      creditFinalOn: this.#creditFinalOn,
      debts: new Map(this.debts.map(({ id, openMinor, clearing }) => [id, { openMinor, clearing: [...clearing] }])),
    };
    this.#refunds = [];
    this.#payments = [];
  }

  owe(id: string, taken: Taken, isCash: boolean): void {
    const amountMinor = sumTaken(taken);
    const rest = { boughtMinor: amountMinor, openMinor: amountMinor, isBilled: false, clearing: [] };
    this.debts.push({ id, taken, isCash, ...rest });
  }

  pay(amountMinor: number, finalOn: PlainDate): void {
    this.#payments.push({ amountMinor, finalOn });
    this.#writeDay();
  }

  refund(debt: Debt, amountMinor: number): void {
    debt.boughtMinor -= amountMinor;
    this.#refunds.push({ debt, amountMinor });
    this.#writeDay();
  }

  #writeDay(): void {
    this.creditMinor = this.#morning.creditMinor;
    this.#creditFinalOn = this.#morning.creditFinalOn;
    for (const debt of this.debts) {
      const { openMinor, clearing } = this.#morning.debts.get(debt.id) ?? {
        openMinor: sumTaken(debt.taken),
        clearing: [],
      };
      debt.openMinor = openMinor;
      debt.clearing = [...clearing];
    }
    for (const { debt, amountMinor } of this.#refunds) {
      const againstOpenMinor = Math.min(amountMinor, debt.openMinor);
      debt.openMinor -= againstOpenMinor;
      this.creditMinor += amountMinor - againstOpenMinor;
    }
    for (const { amountMinor, finalOn } of this.#payments.toSorted((a, b) => daysBetween(b.finalOn, a.finalOn))) {
      const restMinor = this.#payBilled(amountMinor, finalOn);
      this.creditMinor += restMinor;
      if (restMinor > 0 && finalOn > this.#creditFinalOn) this.#creditFinalOn = finalOn;
    }
  }

  #cut(): void {
    for (const debt of this.debts) debt.isBilled = true;
    this.creditMinor = this.#payBilled(this.creditMinor, this.#creditFinalOn);
  }

  /** @returns what is left */
  #payBilled(amountMinor: number, finalOn: PlainDate): number {
    let leftMinor = amountMinor;
    for (const debt of this.debts.filter(({ isBilled }) => isBilled)) {
      const paidMinor = Math.min(leftMinor, debt.openMinor);
      debt.openMinor -= paidMinor;
      debt.clearing.push({ finalOn, amountMinor: paidMinor });
      leftMinor -= paidMinor;
    }
    return leftMinor;
  }
}
