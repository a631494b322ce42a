import fc from 'fast-check';
import { addDays, type PlainDate } from '../calendar/plain-date.js';
import type { LineCommand } from './commands.js';
import { LinePaper, type Note, type Printed } from './line-paper.js';
import { ask } from './random-life.js';
import { pay, waiver } from './test-commands.js';
import { FLAT, on, PAY_LATER, TERMS, TestLine } from './testing.js';

const OPENED_ON = on('2025-01-05');
const STEPS = 45;

const step = fc.oneof(
  fc.record({ kind: fc.constant('WAIT' as const), days: fc.constantFrom(1, 2, 7, 9, 15, 28, 31) }),
  fc.record({ kind: fc.constant('WAIT' as const), days: fc.constantFrom(1, 2, 7, 9, 15, 28, 31) }),
  fc.record({
    kind: fc.constant('BUY' as const),
    amountMinor: fc.oneof(fc.integer({ min: 3_000, max: 150_000 }), fc.integer({ min: 3_000, max: 6_000 })),
    periods: fc.constantFrom(1, 1, 3, 6),
  }),
  fc.record({
    kind: fc.constant('PAY' as const),
    percent: fc.constantFrom(1, 9, 10, 11, 50, 99, 100, 100, 100, 120),
    daysAgo: fc.constantFrom(0, 0, 0, 1, 5, 20, 50),
  }),
  fc.record({
    kind: fc.constant('WAIVE_CHARGE' as const),
    of: fc.constantFrom('CARRY' as const, 'PENALTY' as const),
    pick: fc.nat(9),
    percent: fc.constantFrom(10, 100),
  }),
  fc.record({
    kind: fc.constant('WAIVE' as const),
    of: fc.constantFrom('PRINCIPAL' as const, 'FEE' as const),
    pick: fc.nat(99),
    amountMinor: fc.integer({ min: 1, max: 3_000 }),
  }),
  fc.record({ kind: fc.constant('STRIKE' as const), pick: fc.nat(99) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const chosen = <T>(items: readonly T[], pick: number): T | undefined => items[pick % Math.max(1, items.length)];

/** A line and the paper beside it: notes in the order in which they came to be known, statements as they were printed. */
class Pair {
  readonly line = new TestLine(OPENED_ON, 2_000_000, { ...TERMS, correctionWindowMonths: 24 }, null);
  readonly notes: Note[] = [];
  readonly seqs: number[] = [];
  readonly debts: string[] = [];
  readonly printed = new Map<PlainDate, Printed>();

  get today(): PlainDate {
    return this.line.view().asOn;
  }

  paper(): LinePaper {
    return new LinePaper(OPENED_ON, this.notes, this.printed, this.today);
  }

  take(next: Step): void {
    if (next.kind === 'WAIT') {
      // The paper prints each statement on its day, with what was known then.
      for (let days = 0; days < next.days; days += 1) {
        this.line.advance(addDays(this.today, 1));
        if (this.today.endsWith('-03')) this.paper();
      }
      return;
    }
    if (next.kind === 'STRIKE') this.#strike(next.pick);
    else this.#book(next);
    // What a correction has put on a cycle that had nothing is billed at once.
    this.line.wakeAt(this.line.nowMs);
  }

  #book(next: Exclude<Step, { kind: 'WAIT' | 'STRIKE' }>): void {
    const note = this.#noteOf(next);
    if (note === undefined) return;
    const seq = this.line.state.seq + (note.kind === 'BUY' ? 2 : 1);
    if (!ask(this.line, this.#commandOf(note))) return;
    this.notes.push(note);
    this.seqs.push(seq);
    if (note.kind === 'BUY') this.debts.push(`agr_t_${seq}`);
  }

  #noteOf(next: Exclude<Step, { kind: 'WAIT' | 'STRIKE' }>): Note | undefined {
    const today = this.today;
    const shared = { on: today, isStruck: false };
    switch (next.kind) {
      case 'BUY':
        return { ...shared, kind: 'BUY', amountMinor: next.amountMinor, periods: next.periods };
      case 'PAY': {
        const amountMinor = Math.max(1, Math.floor((this.line.view().billedMinor * next.percent) / 100));
        return { ...shared, kind: 'PAY', amountMinor, on: addDays(today, 0 - next.daysAgo) };
      }
      case 'WAIVE_CHARGE': {
        const paper = this.paper();
        const bill = chosen(paper.bills, next.pick);
        if (bill === undefined) return undefined;
        const open = paper.openCharge(bill, next.of);
        if (open === 0) return undefined;
        const amountMinor = Math.max(1, Math.floor((open * next.percent) / 100));
        return { ...shared, kind: 'WAIVE_CHARGE', billOn: bill.billOn, of: next.of, amountMinor };
      }
      case 'WAIVE': {
        if (this.debts.length === 0) return undefined;
        const debt = next.pick % this.debts.length;
        return { ...shared, kind: 'WAIVE', debt, of: next.of, amountMinor: next.amountMinor };
      }
    }
  }

  #commandOf(note: Note): LineCommand {
    switch (note.kind) {
      case 'BUY': {
        const plan = note.periods === 1 ? PAY_LATER : FLAT;
        return {
          type: 'authorize',
          orderId: `order ${this.notes.length}`,
          merchantId: 'm',
          amountMinor: note.amountMinor,
          currency: 'CNY',
          plan,
          periods: note.periods,
          capture: 'IMMEDIATE',
        };
      }
      case 'PAY':
        return pay({ amountMinor: note.amountMinor, valueOn: note.on });
      case 'WAIVE_CHARGE':
        return waiver({ billOn: note.billOn, component: note.of, amountMinor: note.amountMinor });
      case 'WAIVE':
        return waiver({ agreementId: this.debts[note.debt], component: note.of, amountMinor: note.amountMinor });
    }
  }

  #strike(pick: number): void {
    const struck = chosen(
      [...this.notes.keys()].filter((at) => !this.notes[at]?.isStruck && this.notes[at]?.kind !== 'BUY'),
      pick,
    );
    const note = struck === undefined ? undefined : this.notes[struck];
    if (struck === undefined || note === undefined) return;
    if (ask(this.line, { type: 'reverseFact', factSeq: this.seqs[struck] ?? 0, reason: 'mistake' }))
      note.isStruck = true;
  }

  expectSame(): void {
    const paper = this.paper();
    const { usedMinor, billedMinor, creditMinor, overdueMinor, daysPastDue } = this.line.view();
    expect({ usedMinor, billedMinor, creditMinor, overdueMinor, daysPastDue }).toEqual({
      usedMinor: paper.used,
      billedMinor: paper.billed,
      creditMinor: paper.credit,
      overdueMinor: paper.overdue,
      daysPastDue: paper.daysPastDue,
    });
  }

  expectSameStatements(): void {
    const cut = this.line.events.flatMap((event) => (event.type === 'statementCut' ? [event.statement] : []));
    const onPaper = [...this.printed.values()].map(({ rows, ...figures }) => ({ ...figures, rows: rows.length }));
    expect(
      cut.map((each) => ({
        billOn: each.billOn,
        spend: each.spendMinor,
        installments: each.installmentsMinor,
        carried: each.carriedMinor,
        carryFees: each.carryFeesMinor,
        penalty: each.penaltyMinor,
        creditApplied: each.creditAppliedMinor,
        balance: each.balanceMinor,
        minDue: each.minDueMinor,
        rows: each.lines.length,
      })),
    ).toEqual(onPaper);
  }
}

test('bills, minimums, carried and late charges, payments, waivers and corrections are what one would keep on paper', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: STEPS, maxLength: STEPS }), (steps) => {
      const pair = new Pair();
      for (const next of steps) {
        pair.take(next);
        pair.expectSame();
        pair.expectSameStatements();
      }
    }),
    { numRuns: 45 },
  );
});
