import fc from 'fast-check';
import { addDays } from '../calendar/plain-date.js';
import { accountTotals, keyOfEntry } from '../ledger/ledger.js';
import { minor, sumMinor, ZERO } from '../money/minor.js';
import { nextItem } from './agenda.js';
import type { LineCommand } from './commands.js';
import { decide, openLine, refold, runDueItems } from './engine.js';
import { evolve } from './evolve.js';
import { checkPosition } from './fold/check-position.js';
import { preview } from './preview.js';
import { commandOf, makeMove, type Move } from './random-life.js';
import { anyLifeOf, anyMoveOf } from './random-moves.js';
import type { LineTerms } from '../plan/plan-terms.js';
import type { LineState } from './state.js';
import { TERMS, TestLine } from './testing.js';
import { settlementQuote } from './settlement-quote.js';
import type { LineView } from './views.js';
import { lineView, positionHash } from './view.js';

const LIMIT_MINOR = 1_000_000;
const anyLife = anyLifeOf(fc);
const anyMove = anyMoveOf(fc);

const born = (): TestLine => new TestLine('2025-01-05', LIMIT_MINOR, TERMS);

/** A line after some moves. */
const lived = (moves: readonly Move[], line = born()): TestLine => {
  moves.forEach((move, nr) => makeMove(line, move, nr));
  return line;
};

const replayed = (line: TestLine): LineState | null =>
  line.events.reduce<LineState | null>((before, event) => evolve(before, event), null);

/** What was charged of each component is what was paid, refunded, waived, written off and is still open. */
function expectConserved({ state }: TestLine): void {
  const { agreements } = state.book.position;
  const ledger = accountTotals(state.book.position.ledger);
  for (const agreement of agreements) {
    if (agreement.waivedMinor + agreement.writtenOffMinor > 0) continue; // a refund of these is a recovery
    const keptMinor = sumMinor(agreement.installments.map((row) => row.principalMinor));
    expect(keptMinor + agreement.refundedMinor).toBe(agreement.principalMinor);
  }
  const rows = agreements.flatMap((agreement) => agreement.installments);
  for (const component of ['FEE', 'INTEREST'] as const) {
    const [asked, paid] = component === 'FEE' ? FEE : INTEREST;
    const charged = rows.map((row) => (row.billOn === null ? row[paid] : row[asked]));
    const forgoneMinor = (ledger[`${component}_WAIVED`] ?? 0) + (ledger[`${component}_LOSS`] ?? 0);
    expect(sumMinor(charged) + forgoneMinor).toBe(0 - (ledger[`${component}_INCOME`] ?? 0));
  }
  const writtenOffMinor = sumMinor(agreements.map((agreement) => agreement.writtenOffMinor));
  const lostMinor = (['PRINCIPAL', 'FEE', 'INTEREST'] as const).reduce(
    (sum, component) => sum + (ledger[`${component}_LOSS`] ?? 0),
    0,
  );
  expect(lostMinor).toBe(writtenOffMinor);
}

const FEE = ['feeMinor', 'feePaidMinor'] as const;
const INTEREST = ['interestMinor', 'interestPaidMinor'] as const;

/** Each part of the limit adds up, and new spend never makes it more than full. */
function expectWithinLimit({ buckets, excessMinor }: LineView, accepted: LineCommand | undefined): void {
  for (const { kind, limitMinor, usedMinor, heldMinor, availableMinor } of buckets) {
    expect(availableMinor).toBeGreaterThanOrEqual(0);
    expect(usedMinor + heldMinor + availableMinor).toBe(limitMinor + (kind === 'BASE' ? excessMinor : 0));
  }
  const isSpend = accepted?.type === 'authorize' || accepted?.type === 'draw';
  // Above the limit only a scene or a new temporary limit can still have room.
  if (isSpend && buckets.length === 1) expect(excessMinor).toBe(0);
}

/** Terms that differ from the default in what decides on bills and payments. */
const OTHER_TERMS: LineTerms = {
  ...TERMS,
  dueCutoff: '11:00',
  graceDays: 3,
  toleranceAmountMinor: minor(1_000),
  carryAccrualStart: 'PURCHASE_DATE',
  carryCompounding: 'MONTHLY',
  late: { ...TERMS.late, penaltyBase: 'PRINCIPAL', penaltyRounding: 'PER_DAY' },
  waterfallAcross: 'COMPONENT_FIRST',
  futureRule: 'SPREAD_EVENLY',
  principalFirstFromDpd: 31,
  aboveMinimum: 'HIGHEST_RATE_FIRST',
  overpayment: { kind: 'REFUND_AFTER_DAYS', days: 20 },
};

/** A statement is the sum of its lines and of what came along from earlier bills, less credit. */
function expectStatementsAddUp({ events }: TestLine): void {
  for (const event of events) {
    if (event.type !== 'statementCut') continue;
    const { statement } = event;
    const linesMinor = sumMinor(
      statement.lines.flatMap((each) => [each.principalMinor, each.interestMinor, each.feeMinor]),
    );
    expect(statement.spendMinor + statement.installmentsMinor).toBe(linesMinor);
    const { carriedMinor, carryFeesMinor, penaltyMinor, creditAppliedMinor, balanceMinor } = statement;
    expect(linesMinor + carriedMinor + carryFeesMinor + penaltyMinor - creditAppliedMinor).toBe(balanceMinor);
    expect(statement.minDueMinor).toBeLessThanOrEqual(balanceMinor);
  }
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
          expectWithinLimit(view, accepted);
          checkPosition(line.state.book.position);
          expectConserved(line);
        });
        for (const event of line.events) expect(sumMinor(event.entries.map((entry) => entry.amountMinor))).toBe(0);
        expectStatementsAddUp(line);
      }),
      { numRuns: 60 },
    );
  });

  test('replaying its events gives its state, and folding its facts again gives its position', () => {
    fc.assert(
      fc.property(anyLife, fc.constantFrom(TERMS, OTHER_TERMS), (moves, terms) => {
        const line = lived(moves, new TestLine('2025-01-05', LIMIT_MINOR, terms));
        checkPosition(line.state.book.position);
        expectStatementsAddUp(line);
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
        for (const { amountMinor, ...place } of previewed.value.difference) {
          const here = booked.filter((entry) => keyOfEntry(entry) === keyOfEntry(place));
          expect(sumMinor(here.map((entry) => entry.amountMinor))).toBe(amountMinor);
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

  test('undoing any fact that can be undone leaves the position as it was', () => {
    const kinds = ['WAIVE', 'CHARGE_OFF', 'RE_AGE', 'RE_AMORTIZE', 'REFUND', 'SETTLE', 'SETTLE_SCOPE', 'PREPAY', 'PAY'];
    // Money that the bank is asked for is no fact before the bank has answered.
    const isFact = (move: Move) => kinds.includes(move.kind) && !('isDebit' in move && move.isDebit);
    fc.assert(
      fc.property(anyLife, anyMove.filter(isFact), (moves, last) => {
        const line = lived(moves.filter(({ kind }) => kind !== 'CLOSE'));
        const before = line.state.book.position;
        const factSeq = line.state.seq + 1;
        if (makeMove(line, last, moves.length) === undefined) return;
        // What was paid out to the account of a payment that was refunded has left: the bank alone brings it back.
        if (line.events.some((event) => event.seq > factSeq && event.type === 'payoutRequested')) return;
        line.do({ type: 'reverseFact', factSeq, reason: 'mistake' });
        expect(line.state.book.position).toEqual(before);
        expect(decide(line.state, { type: 'reverseFact', factSeq, reason: 'again' }, { nowMs: line.nowMs }).ok).toBe(
          false,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('settling an agreement never costs more than going on', () => {
    fc.assert(
      fc.property(anyLife, (moves) => {
        const line = lived(moves);
        const requests = [
          ...line.state.book.position.agreements.map(({ agreementId }) => ({
            scope: 'ONE_PLAN' as const,
            agreementId,
          })),
          ...(['CURRENT_BILL', 'NEXT_BILL', 'ALL'] as const).map((scope) => ({ scope, agreementId: null })),
        ];
        for (const request of requests) {
          const quote = settlementQuote(line.state, request, line.nowMs);
          if (!quote.ok) continue;
          const { parts, chargesMinor, payoffMinor, remainingMinor, savedMinor } = quote.value;
          expect(payoffMinor).toBeLessThanOrEqual(remainingMinor);
          expect(savedMinor).toBeGreaterThanOrEqual(0);
          for (const part of parts) {
            const { principalMinor, billedFeesMinor, nextFeeMinor, interestMinor, settlementFeeMinor } = part;
            expect(principalMinor + billedFeesMinor + nextFeeMinor + interestMinor + settlementFeeMinor).toBe(
              part.payoffMinor,
            );
          }
          expect(sumMinor(parts.map((part) => part.payoffMinor)) + chargesMinor).toBe(payoffMinor);
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
