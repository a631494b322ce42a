import fc from 'fast-check';
import { addDays } from '../calendar/plain-date.js';
import { minor, sumMinor, ZERO } from '../money/minor.js';
import { nextItem } from './agenda.js';
import { decide, openLine, refold, runDueItems } from './engine.js';
import { evolve } from './evolve.js';
import { checkPosition } from './fold/check-position.js';
import { openOfInstallment } from './fold/open-amounts.js';
import { preview } from './preview.js';
import { commandOf, makeMove, type Move } from './random-life.js';
import type { LineState } from './state.js';
import { FLAT, TERMS, TestLine } from './testing.js';
import { lineView, positionHash, settlementQuote } from './view.js';

const LIMIT_MINOR = 1_000_000;

const pick = fc.nat(1_000);
const percent = fc.constantFrom(1, 10, 33, 50, 99, 100, 100, 130);
const daysAgo = fc.constantFrom(0, 0, 0, 1, 5, 12, 20);

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('WAIT' as const), days: fc.constantFrom(0, 1, 3, 7, 12, 31, 40) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('AUTHORIZE' as const),
      amountMinor: fc.integer({ min: 1, max: 400_000 }),
      plan: fc.nat(3),
      isImmediate: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('CAPTURE' as const), pick, percent }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('VOID' as const), pick }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('DRAW' as const),
      amountMinor: fc.integer({ min: 10_000, max: 300_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('ANSWER' as const), pick, succeeds: fc.constantFrom(true, true, false) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('PAY' as const), percent, daysAgo, isDebit: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('REVERSE' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('REFUND' as const), pick, percent, daysAgo }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('SETTLE' as const), pick, isDebit: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('AUTOPAY' as const),
      amount: fc.constantFrom('STATEMENT' as const, 'MINIMUM' as const, null),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('LIMIT' as const),
      limitMinor: fc.integer({ min: 500_000, max: 2_000_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('FREEZE' as const), isThaw: fc.constantFrom(true, true, false) }),
  },
);

/** Long enough for bills to be cut, missed and cured; sometimes the line is asked to close at the end. */
const anyLife: fc.Arbitrary<readonly Move[]> = fc
  .tuple(fc.array(anyMove, { minLength: 12, maxLength: 40, size: 'max' }), fc.boolean())
  .map(([moves, isClosing]) => (isClosing ? [...moves, ...CLOSING] : moves));

const CLOSING: readonly Move[] = [
  { kind: 'PAY', percent: 100, daysAgo: 0, isDebit: false },
  { kind: 'CLOSE' },
  { kind: 'ANSWER', pick: 0, succeeds: true },
  { kind: 'WAIT', days: 40 },
];

const born = (accountRef: string | null = 'acc_t'): TestLine =>
  new TestLine('2025-01-05', LIMIT_MINOR, TERMS, accountRef);

/** A line after some moves. */
const lived = (moves: readonly Move[], line = born()): TestLine => {
  moves.forEach((move, nr) => makeMove(line, move, nr));
  return line;
};

const replayed = (line: TestLine): LineState | null =>
  line.events.reduce<LineState | null>((before, event) => evolve(before, event), null);

/** What was charged of each component is what was paid, refunded and is still open. */
function expectConserved({ state }: TestLine): void {
  const { agreements, ledger } = state.book.position;
  for (const agreement of agreements) {
    const keptMinor = sumMinor(agreement.installments.map((row) => row.principalMinor));
    expect(keptMinor + agreement.refundedMinor).toBe(agreement.principalMinor);
  }
  const rows = agreements.flatMap((agreement) => agreement.installments);
  const charged = rows.filter((row) => row.billOn !== null || row.feePaidMinor > 0);
  expect(sumMinor(charged.map((row) => row.feeMinor))).toBe(0 - (ledger.FEE_INCOME ?? 0));
  const bearing = rows.filter((row) => row.billOn !== null || row.interestPaidMinor > 0);
  expect(sumMinor(bearing.map((row) => row.interestMinor))).toBe(0 - (ledger.INTEREST_INCOME ?? 0));
}

describe('any life of a line', () => {
  test('its entries balance, its position is whole, its limit holds, nothing is lost', () => {
    fc.assert(
      fc.property(anyLife, (moves) => {
        // No agreement leaves the state within two years: what they were charged is still there to be counted.
        const line = new TestLine('2025-01-05', LIMIT_MINOR, { ...TERMS, correctionWindowMonths: 24 });
        moves.forEach((move, nr) => {
          const accepted = makeMove(line, move, nr);
          const view = line.view();
          if (accepted?.type === 'authorize' || accepted?.type === 'draw' || accepted?.type === 'capture')
            expect(view.usedMinor + view.heldMinor).toBeLessThanOrEqual(view.limitMinor);
          checkPosition(line.state.book.position);
          expectConserved(line);
        });
        for (const event of line.events) expect(sumMinor(event.entries.map((entry) => entry.amountMinor))).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test('replaying its events gives its state, and folding its facts again gives its position', () => {
    fc.assert(
      fc.property(anyLife, (moves) => {
        const line = lived(moves);
        expect(replayed(line)).toEqual(line.state);
        expect(positionHash(refold(line.state))).toBe(positionHash(line.state));
        expect(JSON.parse(JSON.stringify(line.state))).toEqual(line.state);
        expect(line.events.map(({ seq }) => seq)).toEqual(line.events.map((_, index) => index + 1));
      }),
      { numRuns: 60 },
    );
  });

  test('a preview is what the command then does, and changes nothing', () => {
    fc.assert(
      fc.property(anyLife, anyMove, fc.constantFrom(0, 1, 9, 45), (moves, last, days) => {
        const line = lived(moves);
        const command = commandOf(line, last, moves.length);
        if (command === undefined) return;
        // The line may be asked later than it last woke up: what is due by then is part of both.
        const ctx = { nowMs: line.nowMs + days * 86_400_000 };
        const before = JSON.stringify(line.state);
        const previewed = preview(line.state, command, ctx);
        const decided = decide(line.state, command, ctx);
        expect(JSON.stringify(line.state)).toBe(before);
        expect(previewed.ok).toBe(decided.ok);
        if (!previewed.ok || !decided.ok) {
          expect(previewed).toEqual(decided);
          return;
        }
        expect(previewed.value.events).toEqual(decided.value.events);
        expect(previewed.value.reply).toEqual(decided.value.reply);
        expect(previewed.value.before).toEqual(lineView(line.state, ctx.nowMs));
        expect(previewed.value.after).toEqual(lineView(decided.value.state, ctx.nowMs));
        const booked = decided.value.events.flatMap((event) => event.entries);
        for (const { account, amountMinor } of previewed.value.difference) {
          expect(sumMinor(booked.filter((entry) => entry.account === account).map((entry) => entry.amountMinor))).toBe(
            amountMinor,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a payment and its reversal leave the position as it was', () => {
    fc.assert(
      fc.property(anyLife, fc.integer({ min: 1, max: 500_000 }), fc.nat(20), (moves, amountMinor, daysAgo) => {
        const line = lived(moves.filter(({ kind }) => kind !== 'CLOSE'));
        const before = line.state.book.position;
        const today = line.view().asOn;
        const valueOn = addDays(today, 0 - Math.min(daysAgo, 5));
        if (valueOn < line.state.openedOn) return;
        const paymentId = line.pay(amountMinor, valueOn);
        line.do({ type: 'reversePayment', paymentId, reason: 'returned' });
        expect(line.state.book.position).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });

  test('settling an agreement never costs more than going on', () => {
    fc.assert(
      fc.property(anyLife, (moves) => {
        const line = lived(moves);
        for (const { agreementId } of line.state.book.position.agreements) {
          const quote = settlementQuote(line.state, agreementId, line.nowMs);
          if (!quote.ok) continue;
          expect(quote.value.payoffMinor).toBeLessThanOrEqual(quote.value.remainingMinor);
          expect(quote.value.savedMinor).toBeGreaterThanOrEqual(0);
          const { principalMinor, billedFeesMinor, nextFeeMinor, settlementFeeMinor } = quote.value;
          expect(principalMinor + billedFeesMinor + nextFeeMinor + settlementFeeMinor).toBe(quote.value.payoffMinor);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('its agenda comes to an end: after its items are run nothing is left due, and a closed line books no more', () => {
    fc.assert(
      fc.property(anyLife, fc.nat(800), (moves, days) => {
        const line = lived(moves);
        const nowMs = line.nowMs + days * 86_400_000;
        const { state, events } = runDueItems(line.state, { nowMs });
        const next = nextItem(state);
        if (next !== null) expect(next.at).toBeGreaterThan(nowMs);
        expect(runDueItems(state, { nowMs }).events).toEqual([]);
        const life = [...line.events, ...events];
        const closedAt = life.findIndex(({ type }) => type === 'lineClosed');
        if (closedAt >= 0) expect(closedAt).toBe(life.length - 1);
      }),
      { numRuns: 50 },
    );
  });

  test('woken for each item or once for all, the same is owed', () => {
    fc.assert(
      fc.property(anyLife, fc.nat(200), (moves, days) => {
        // Debits are asked for on the day on which somebody is there to ask.
        const awake = lived(moves.filter(({ kind }) => kind !== 'AUTOPAY'));
        const asleep = lived(moves.filter(({ kind }) => kind !== 'AUTOPAY'));
        const until = addDays(awake.view().asOn, days);
        awake.advance(until);
        asleep.oversleep(until);
        expect(asleep.state.book.position).toEqual(awake.state.book.position);
        expect(asleep.view().daysPastDue).toBe(awake.view().daysPastDue);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the order in which value-dated facts come to be known', () => {
  const anyFact = fc.record({
    isRefund: fc.boolean(),
    amountMinor: fc.integer({ min: 1, max: 40_000 }),
    pick: fc.nat(2),
    daysAgo: fc.nat(75),
  });

  /** Three agreements, two bills, the second of them due; nothing paid until all facts are booked on 25 March. */
  const known = (facts: readonly { isRefund: boolean; amountMinor: number; pick: number; daysAgo: number }[]) => {
    const line = born(null);
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

describe('moving the base of the book forward', () => {
  test('changes no figure: a line that corrects 1 month back against one that corrects 24', () => {
    fc.assert(
      fc.property(anyLife, (moves) => {
        const short = new TestLine('2025-01-05', LIMIT_MINOR, { ...TERMS, correctionWindowMonths: 1 });
        const long = new TestLine('2025-01-05', LIMIT_MINOR, { ...TERMS, correctionWindowMonths: 24 });
        moves
          // What the short line may no longer undo, it may not be asked to.
          .filter(({ kind }) => kind !== 'REVERSE' && kind !== 'CLOSE')
          .forEach((move, nr) => {
            const command = commandOf(short, move, nr);
            makeMove(short, move, nr);
            if (command === undefined) makeMove(long, move, nr);
            else {
              const decided = decide(long.state, command, { nowMs: long.nowMs });
              if (decided.ok) {
                long.state = decided.value.state;
                long.events.push(...decided.value.events);
              }
            }
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

describe('opening', () => {
  test('a limit below nothing is a mistake of the caller', () => {
    const input = {
      lineId: 'line_t',
      customerId: 'c',
      applicationId: 'a',
      accountRef: null,
      terms: TERMS,
      answerTimeoutMs: 1,
    };
    expect(() => openLine({ ...input, limitMinor: -1 }, { nowMs: Date.UTC(2025, 0, 5) })).toThrow(RangeError);
    expect(() => openLine({ ...input, limitMinor: 1.5 }, { nowMs: Date.UTC(2025, 0, 5) })).toThrow(RangeError);
    expect(openLine({ ...input, limitMinor: 0 }, { nowMs: Date.UTC(2025, 0, 5) }).state.limitMinor).toBe(minor(ZERO));
  });
});
