import fc from 'fast-check';
import { firstBillDateAfter } from '../calendar/billing-calendar.js';
import { addDays, type PlainDate } from '../calendar/plain-date.js';
import { minor } from '../money/minor.js';
import { decide } from './engine.js';
import type { LineCommand } from './commands.js';
import { authorization, on, PAY_LATER, TERMS, TestLine } from './testing.js';

/** A line without charges, so that limit, holds and debts are all there is. */
const FREE_TERMS = {
  ...TERMS,
  late: { ...TERMS.late, carryDailyRate: '0', penaltyDailyRate: '0', penaltyMinPerDayMinor: minor(0) },
};
const CASH_LATER = { ...PAY_LATER, subProduct: 'CASH_DRAW' as const };
const LIMIT_MINOR = 10_000;
const TTL_DAYS = 7;

interface Debt {
  readonly id: string;
  readonly formedMinor: number;
  /** What can still be refunded. */
  boughtMinor: number;
  openMinor: number;
  isBilled: boolean;
}

/**
 * The limit as one would keep it on paper: holds, debts in the order in which they were made, credit. Within a day
 * refunds come before payments, whenever they became known, so the day's page is written anew for each.
 */
class Paper {
  today = on('2025-01-05');
  creditMinor = 0;
  holds: { readonly id: string; readonly endsOn: PlainDate; openMinor: number }[] = [];
  readonly debts: Debt[] = [];
  #morning: { creditMinor: number; open: ReadonlyMap<string, number> } = { creditMinor: 0, open: new Map() };
  #refunds: { readonly debt: Debt; readonly amountMinor: number }[] = [];
  #payments: number[] = [];

  get usedMinor(): number {
    return this.debts.reduce((sum, debt) => sum + debt.openMinor, 0);
  }

  get heldMinor(): number {
    return this.holds.reduce((sum, hold) => sum + hold.openMinor, 0);
  }

  get availableMinor(): number {
    return Math.max(0, LIMIT_MINOR - this.usedMinor - this.heldMinor);
  }

  wait(days: number): void {
    for (let day = 0; day < days; day += 1) {
      this.today = addDays(this.today, 1);
      if (firstBillDateAfter(addDays(this.today, -1), TERMS.billDay) === this.today) this.#cut();
      // Everything happens at noon: a hold ends at noon of its last day.
      this.holds = this.holds.filter((hold) => hold.endsOn > this.today);
    }
    this.#morning = {
      creditMinor: this.creditMinor,
      open: new Map(this.debts.map(({ id, openMinor }) => [id, openMinor])),
    };
    this.#refunds = [];
    this.#payments = [];
  }

  owe(id: string, amountMinor: number): void {
    const isBilled = false;
    this.debts.push({ id, formedMinor: amountMinor, boughtMinor: amountMinor, openMinor: amountMinor, isBilled });
  }

  pay(amountMinor: number): void {
    this.#payments.push(amountMinor);
    this.#writeDay();
  }

  refund(debt: Debt, amountMinor: number): void {
    debt.boughtMinor -= amountMinor;
    this.#refunds.push({ debt, amountMinor });
    this.#writeDay();
  }

  #writeDay(): void {
    this.creditMinor = this.#morning.creditMinor;
    for (const debt of this.debts) debt.openMinor = this.#morning.open.get(debt.id) ?? debt.formedMinor;
    for (const { debt, amountMinor } of this.#refunds) {
      const againstOpenMinor = Math.min(amountMinor, debt.openMinor);
      debt.openMinor -= againstOpenMinor;
      this.creditMinor += amountMinor - againstOpenMinor;
    }
    for (const amountMinor of this.#payments) this.creditMinor += this.#payBilled(amountMinor);
  }

  #cut(): void {
    for (const debt of this.debts) debt.isBilled = true;
    this.creditMinor = this.#payBilled(this.creditMinor);
  }

  /** @returns what is left */
  #payBilled(amountMinor: number): number {
    let leftMinor = amountMinor;
    for (const debt of this.debts.filter(({ isBilled }) => isBilled)) {
      const paidMinor = Math.min(leftMinor, debt.openMinor);
      debt.openMinor -= paidMinor;
      leftMinor -= paidMinor;
    }
    return leftMinor;
  }
}

interface Real {
  readonly line: TestLine;
}

/** Asks the line; on paper the same is done only if it agreed. */
function ask({ line }: Real, command: LineCommand): Readonly<Record<string, unknown>> | string {
  const decided = decide(line.state, command, { nowMs: line.nowMs });
  if (!decided.ok) return decided.refusal.type;
  return line.do(command);
}

const expectSame = (paper: Paper, { line }: Real): void => {
  const { usedMinor, heldMinor, availableMinor, creditMinor } = line.view();
  expect({ usedMinor, heldMinor, availableMinor, creditMinor }).toEqual({
    usedMinor: paper.usedMinor,
    heldMinor: paper.heldMinor,
    availableMinor: paper.availableMinor,
    creditMinor: paper.creditMinor,
  });
};

/** New spend is agreed to exactly when there is room, on a line that is not frozen for being late. */
const expectRoom = (paper: Paper, amountMinor: number, answer: unknown): boolean => {
  if (answer === 'line-not-active') return false;
  expect(typeof answer === 'object').toBe(amountMinor <= paper.availableMinor);
  return typeof answer === 'object';
};

type Action = (paper: Paper, real: Real, nr: number) => void;

const chosen = <T>(items: readonly T[], pick: number): T | undefined => items[pick % Math.max(1, items.length)];
const amount = fc.integer({ min: 1, max: 6_000 });

const authorizes = amount.map((amountMinor): Action => (paper, real, nr) => {
  const answer = ask(real, authorization(`order ${nr}`, amountMinor));
  if (!expectRoom(paper, amountMinor, answer) || typeof answer === 'string') return;
  paper.holds.push({
    id: String(answer['authorizationId']),
    endsOn: addDays(paper.today, TTL_DAYS),
    openMinor: amountMinor,
  });
});

const captures = fc.tuple(fc.nat(9), amount).map(([pick, amountMinor]): Action => (paper, real) => {
  const hold = chosen(paper.holds, pick);
  if (hold === undefined) return;
  const answer = ask(real, { type: 'capture', authorizationId: hold.id, amountMinor });
  if (hold.openMinor === 0) expect(answer).toBe('authorization-not-open');
  else expect(typeof answer === 'object').toBe(amountMinor <= hold.openMinor);
  if (typeof answer === 'string') return;
  hold.openMinor -= amountMinor;
  paper.owe(String(answer['agreementId']), amountMinor);
});

const voids = fc.nat(9).map((pick): Action => (paper, real) => {
  const hold = chosen(
    paper.holds.filter(({ openMinor }) => openMinor > 0),
    pick,
  );
  if (hold === undefined) return;
  expect(ask(real, { type: 'voidAuthorization', authorizationId: hold.id })).toMatchObject({
    releasedMinor: hold.openMinor,
  });
  paper.holds = paper.holds.filter(({ id }) => id !== hold.id);
});

const draws = fc.tuple(amount, fc.boolean()).map(([amountMinor, isPaidOut]): Action => (paper, real) => {
  const answer = ask(real, {
    type: 'draw',
    amountMinor,
    currency: 'CNY',
    plan: CASH_LATER,
    periods: 1,
    accountRef: 'a',
  });
  if (!expectRoom(paper, amountMinor, answer) || typeof answer === 'string') return;
  real.line.answer(isPaidOut ? 'SUCCEEDED' : 'INSUFFICIENT_FUNDS');
  if (isPaidOut) paper.owe(String(answer['agreementId']), amountMinor);
});

const pays = amount.map((amountMinor): Action => (paper, real) => {
  real.line.pay(amountMinor);
  paper.pay(amountMinor);
});

const refunds = fc.tuple(fc.nat(9), amount).map(([pick, amountMinor]): Action => (paper, real) => {
  const debt = chosen(paper.debts, pick);
  if (debt === undefined) return;
  const answer = ask(real, { type: 'refund', agreementId: debt.id, amountMinor, currency: 'CNY', valueOn: null });
  if (answer === 'plan-not-for-this') return;
  expect(typeof answer === 'object').toBe(amountMinor <= debt.boughtMinor);
  if (typeof answer !== 'string') paper.refund(debt, amountMinor);
});

const waits = fc.constantFrom(1, 3, 8, 20, 31).map((days): Action => (paper, real) => {
  paper.wait(days);
  real.line.advance(paper.today);
});

test('limit, holds, debts and credit are what one would keep on paper', () => {
  const actions = fc.array(fc.oneof(authorizes, captures, voids, draws, pays, refunds, waits, waits), {
    minLength: 10,
    maxLength: 50,
    size: 'max',
  });
  fc.assert(
    fc.property(actions, (life) => {
      const paper = new Paper();
      const terms = { ...FREE_TERMS, correctionWindowMonths: 24 };
      const real = { line: new TestLine(paper.today, LIMIT_MINOR, terms, null) };
      life.forEach((action, nr) => {
        action(paper, real, nr);
        expectSame(paper, real);
      });
    }),
    { numRuns: 60 },
  );
});
