import fc from 'fast-check';
import { addDays } from '../calendar/plain-date.js';
import { minor } from '../money/minor.js';
import { decide } from './engine.js';
import type { LineCommand } from './commands.js';
import { firstOfTaken, Paper, sumTaken } from './limit-paper.js';
import { authorization, PAY_LATER, TERMS, TestLine } from './testing.js';

/** A line without charges, so that limit, holds and debts are all there is. */
const FREE_TERMS = {
  ...TERMS,
  late: { ...TERMS.late, carryDailyRate: '0', penaltyDailyRate: '0', penaltyMinPerDayMinor: minor(0) },
};
const CASH_LATER = { ...PAY_LATER, subProduct: 'CASH_DRAW' as const };
const LIMIT_MINOR = 10_000;
const TTL_DAYS = 7;
const DEBIT_DAYS = 2;

interface Real {
  readonly line: TestLine;
}

type Answer = Readonly<Record<string, unknown>> | string;

/** Asks the line; on paper the same is done only if it agreed. */
function ask({ line }: Real, command: LineCommand): Answer {
  const decided = decide(line.state, command, { nowMs: line.nowMs });
  if (!decided.ok) return decided.refusal.type;
  return line.do(command);
}

const expectSame = (paper: Paper, { line }: Real): void => {
  const { usedMinor, heldMinor, clearingMinor, creditMinor, availableMinor, buckets } = line.view();
  expect({ usedMinor, heldMinor, clearingMinor, creditMinor, availableMinor }).toEqual({
    usedMinor: paper.owedMinor,
    heldMinor: paper.heldMinor,
    clearingMinor: paper.clearingMinor,
    creditMinor: paper.creditMinor,
    availableMinor: paper.roomOf('base') + (paper.temporary === null ? 0 : paper.roomOf(paper.temporary.id)),
  });
  const onPaper = [...paper.buckets().values()].map((row) => [row.sizeMinor, row.usedMinor, row.heldMinor]);
  expect(buckets.map((bucket) => [bucket.limitMinor, bucket.usedMinor, bucket.heldMinor])).toEqual(onPaper);
  for (const bucket of buckets) {
    const overMinor = bucket.kind === 'BASE' ? line.view().excessMinor : 0;
    expect(bucket.usedMinor + bucket.heldMinor + bucket.availableMinor).toBe(bucket.limitMinor + overMinor);
    expect(bucket.availableMinor).toBeGreaterThanOrEqual(0);
  }
};

type Action = (paper: Paper, real: Real, nr: number) => void;

const chosen = <T>(items: readonly T[], pick: number): T | undefined => items[pick % Math.max(1, items.length)];
const amount = fc.integer({ min: 1, max: 6_000 });
const scene = fc.constantFrom(undefined, undefined, 'phone');

const isBlocked = (answer: Answer): boolean => answer === 'line-not-active';

const authorizes = fc.tuple(amount, scene).map(([amountMinor, wanted]): Action => (paper, real, nr) => {
  const named = wanted === undefined ? {} : { scene: wanted };
  const answer = ask(real, { ...authorization(`order ${nr}`, amountMinor), ...named });
  if (isBlocked(answer)) return;
  const taken = paper.take(amountMinor, wanted);
  expect(typeof answer === 'object').toBe(taken !== null);
  if (typeof answer === 'string' || taken === null) return;
  const endsOn = addDays(paper.today, TTL_DAYS);
  paper.holds.push({ id: String(answer['authorizationId']), endsOn, scene: wanted, capturedMinor: 0, taken });
});

const captures = fc
  .tuple(fc.nat(9), amount, fc.boolean())
  .map(([pick, amountMinor, isFinal]): Action => (paper, real) => {
    const hold = chosen(paper.holds, pick);
    if (hold === undefined) return;
    const answer = ask(real, { type: 'capture', authorizationId: hold.id, amountMinor, isFinal });
    const openMinor = sumTaken(hold.taken);
    if (openMinor === 0) expect(answer).toBe('authorization-not-open');
    else expect(typeof answer === 'object').toBe(amountMinor <= openMinor);
    if (typeof answer === 'string') return;
    paper.owe(String(answer['agreementId']), firstOfTaken(hold.taken, amountMinor), false);
    hold.capturedMinor += amountMinor;
    const unit = hold.taken.flatMap(({ bucket, amountMinor: had }) => Array<string>(had).fill(bucket));
    const left = isFinal ? [] : unit.slice(amountMinor);
    hold.taken = [...new Set(left)].map((bucket) => ({
      bucket,
      amountMinor: left.filter((one) => one === bucket).length,
    }));
  });

const adjusts = fc.tuple(fc.nat(9), amount).map(([pick, amountMinor]): Action => (paper, real) => {
  const hold = chosen(
    paper.holds.filter(({ taken }) => taken.length > 0),
    pick,
  );
  if (hold === undefined) return;
  const answer = ask(real, { type: 'adjustAuthorization', authorizationId: hold.id, amountMinor });
  const openMinor = sumTaken(hold.taken);
  const toMinor = amountMinor - hold.capturedMinor;
  if (toMinor <= 0 || isBlocked(answer)) {
    if (toMinor < 0) expect(answer).toBe('amount-out-of-range');
    if (toMinor === 0) hold.taken = [];
    return;
  }
  const more = toMinor > openMinor ? paper.take(toMinor - openMinor, hold.scene) : [];
  expect(typeof answer === 'object').toBe(more !== null);
  if (more === null) return;
  hold.taken = toMinor < openMinor ? firstOfTaken(hold.taken, toMinor) : joined(hold.taken, more);
});

type Taken = Paper['holds'][number]['taken'];

/** More of a bucket that is held already stands beside what is held of it. */
const joined = (taken: Taken, more: Taken): Taken => [
  ...taken.map(({ bucket, amountMinor }) => ({
    bucket,
    amountMinor: amountMinor + sumTaken(more.filter((one) => one.bucket === bucket)),
  })),
  ...more.filter(({ bucket }) => !taken.some((one) => one.bucket === bucket)),
];

const voids = fc.nat(9).map((pick): Action => (paper, real) => {
  const hold = chosen(
    paper.holds.filter(({ taken }) => taken.length > 0),
    pick,
  );
  if (hold === undefined) return;
  expect(ask(real, { type: 'voidAuthorization', authorizationId: hold.id })).toMatchObject({
    releasedMinor: sumTaken(hold.taken),
  });
  paper.holds = paper.holds.filter(({ id }) => id !== hold.id);
});

const draws = fc.tuple(amount, fc.boolean()).map(([amountMinor, isPaidOut]): Action => (paper, real) => {
  const draw = { type: 'draw', amountMinor, currency: 'CNY', plan: CASH_LATER, periods: 1, accountRef: 'a' } as const;
  const answer = ask(real, draw);
  if (isBlocked(answer)) return;
  const taken = paper.take(amountMinor, undefined);
  expect(typeof answer === 'object').toBe(taken !== null && amountMinor <= paper.cashRoomMinor);
  if (typeof answer === 'string' || taken === null) return;
  real.line.answer(isPaidOut ? 'SUCCEEDED' : 'INSUFFICIENT_FUNDS');
  if (isPaidOut) paper.owe(String(answer['agreementId']), taken, true);
});

const pays = fc.tuple(amount, fc.boolean()).map(([amountMinor, isDebit]): Action => (paper, real) => {
  if (!isDebit) {
    real.line.pay(amountMinor);
    paper.pay(amountMinor, paper.today);
    return;
  }
  const method = { kind: 'DEBIT', accountRef: 'a' } as const;
  real.line.do({ type: 'pay', amountMinor, currency: 'CNY', method, valueOn: null });
  real.line.answer('SUCCEEDED');
  paper.pay(amountMinor, addDays(paper.today, DEBIT_DAYS));
});

const refunds = fc.tuple(fc.nat(9), amount).map(([pick, amountMinor]): Action => (paper, real) => {
  const debt = chosen(paper.debts, pick);
  if (debt === undefined) return;
  const answer = ask(real, { type: 'refund', agreementId: debt.id, amountMinor, currency: 'CNY', valueOn: null });
  if (answer === 'plan-not-for-this') return;
  expect(typeof answer === 'object').toBe(amountMinor <= debt.boughtMinor);
  if (typeof answer === 'string') return;
  paper.refund(debt, amountMinor);
  // What a debit had paid is offered to its account, which takes nothing back: it stays credit.
  while (real.line.state.pending.some(({ kind }) => kind === 'PAYOUT')) real.line.answer('INSUFFICIENT_FUNDS');
});

const grants = fc.tuple(amount, fc.constantFrom(0, 1, 9, 40)).map(([amountMinor, days]): Action => (paper, real) => {
  const untilOn = addDays(paper.today, days);
  const before = paper.temporary;
  const row = before === null ? undefined : paper.buckets().get(before.id);
  const answer = ask(real, { type: 'grantTemporaryLimit', amountMinor, end: { untilOn } });
  expect(typeof answer === 'object').toBe(amountMinor >= (row?.usedMinor ?? 0) + (row?.heldMinor ?? 0));
  if (typeof answer === 'object') paper.temporary = { id: String(answer['grantId']), amountMinor, lastOn: untilOn };
});

const revokes = fc.constant<Action>((paper, real) => {
  const answer = ask(real, { type: 'revokeTemporaryLimit', reason: 'review' });
  expect(typeof answer === 'object').toBe(paper.temporary !== null);
  paper.temporary = null;
});

const listsPhone = fc.nat(4_000).map((amountMinor): Action => (paper, real) => {
  const row = paper.buckets().get('phone');
  const answer = ask(real, { type: 'setSceneLimit', scene: 'phone', amountMinor });
  const isFine = row === undefined ? amountMinor > 0 : amountMinor >= row.usedMinor + row.heldMinor;
  expect(typeof answer === 'object').toBe(isFine);
  if (isFine) paper.phoneMinor = amountMinor;
});

const waits = fc.constantFrom(1, 1, 3, 8, 20, 31).map((days): Action => (paper, real) => {
  paper.wait(days);
  real.line.advance(paper.today);
});

test('limit, holds, debts and credit are what one would keep on paper', () => {
  const spends = [authorizes, authorizes, captures, captures, adjusts, voids, draws];
  const limits = [grants, revokes, listsPhone];
  const actions = fc.array(fc.oneof(...spends, ...limits, pays, pays, refunds, waits, waits, waits), {
    minLength: 10,
    maxLength: 60,
    size: 'max',
  });
  fc.assert(
    fc.property(actions, (life) => {
      const paper = new Paper(TERMS.billDay);
      const terms = { ...FREE_TERMS, correctionWindowMonths: 24 };
      const real = { line: new TestLine(paper.today, LIMIT_MINOR, terms, null) };
      life.forEach((action, nr) => {
        action(paper, real, nr);
        expectSame(paper, real);
      });
    }),
    { numRuns: 100 },
  );
});
