import fc from 'fast-check';
import { addDays } from '../calendar/plain-date.js';
import { sumMinor } from '../money/minor.js';
import { openOfInstallment } from './fold/open-amounts.js';
import { ask, commandOf, makeMove, type Move } from './random-life.js';
import { anyLifeOf } from './random-moves.js';
import { FLAT, TERMS, TestLine } from './testing.js';

const LIMIT_MINOR = 1_000_000;
const anyLife = anyLifeOf(fc);

describe('the order in which value-dated facts come to be known', () => {
  const anyFact = fc.record({
    isRefund: fc.boolean(),
    amountMinor: fc.integer({ min: 1, max: 40_000 }),
    pick: fc.nat(2),
    daysAgo: fc.nat(75),
  });

  /** Three agreements, two bills, the second of them due; nothing paid until all facts are booked on 25 March. */
  const known = (facts: readonly { isRefund: boolean; amountMinor: number; pick: number; daysAgo: number }[]) => {
    const line = new TestLine('2025-01-05', LIMIT_MINOR, TERMS, null);
    const agreements = [line.buy('o1', 100_000), line.buy('o2', 120_000, FLAT, 3), line.buy('o3', 90_000)];
    line.advance('2025-03-25');
    const today = line.view().asOn;
    for (const { isRefund, amountMinor, pick, daysAgo } of facts) {
      const valueOn = addDays(today, 0 - daysAgo);
      if (isRefund) line.refund(agreements[pick] ?? '', Math.min(amountMinor, 20_000), valueOn);
      else line.pay(amountMinor, valueOn);
    }
    return line;
  };

  test('does not matter', () => {
    const shuffled = fc
      .array(anyFact, { minLength: 2, maxLength: 4 })
      .chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })));
    fc.assert(
      fc.property(shuffled, ([facts, others]) => {
        const one = known(facts);
        const other = known(others);
        expect(other.state.book.position).toEqual(one.state.book.position);
        expect(other.view().daysPastDue).toBe(one.view().daysPastDue);
        expect({ ...other.view(), seq: 0 }).toEqual({ ...one.view(), seq: 0 });
      }),
      { numRuns: 60 },
    );
  });
});

const UNDOING: readonly Move['kind'][] = ['REVERSE', 'REVERSE_FACT', 'CORRECT', 'CANCEL_REFUND', 'PAUSE'];

describe('moving the base of the book forward', () => {
  test('changes no figure: a line that corrects 1 month back against one that corrects 24', () => {
    fc.assert(
      fc.property(anyLife, (moves) => {
        const short = new TestLine('2025-01-05', LIMIT_MINOR, { ...TERMS, correctionWindowMonths: 1 });
        const long = new TestLine('2025-01-05', LIMIT_MINOR, { ...TERMS, correctionWindowMonths: 24 });
        moves
          .filter(({ kind }) => kind !== 'CLOSE')
          .forEach((move, nr) => {
            const command = commandOf(short, move, nr);
            const accepted = makeMove(short, move, nr);
            // What the short line may no longer undo, the long one is not asked to.
            const asked = UNDOING.includes(move.kind) ? accepted : command;
            if (asked !== undefined) ask(long, asked);
            else if (move.kind === 'WAIT' || move.kind === 'ANSWER') makeMove(long, move, nr);
          });
        const figures = (line: TestLine) => ({ ...line.view(), positionHash: '' });
        expect(figures(short)).toEqual(figures(long));
        expect(short.state.book.position.bills).toEqual(long.state.book.position.bills);
        const kept = new Set(short.state.book.position.agreements.map(({ agreementId }) => agreementId));
        const [there, gone] = [true, false].map((isKept) =>
          long.state.book.position.agreements.filter(({ agreementId }) => kept.has(agreementId) === isKept),
        );
        expect(short.state.book.position.agreements).toEqual(there);
        const goneRows = (gone ?? []).flatMap(({ installments }) => installments);
        expect(sumMinor(goneRows.map(openOfInstallment))).toBe(0);
        expect(short.events.map((event) => event.entries)).toEqual(long.events.map((event) => event.entries));
      }),
      { numRuns: 50 },
    );
  });
});
