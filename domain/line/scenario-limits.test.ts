import { minor } from '../money/minor.js';
import type { LimitTerms, UseTerms } from '../limits/limit-terms.js';
import { agenda } from './agenda.js';
import { liveOn } from './scenario.js';
import { authorization, CASH, FLAT, idOf, PAY_LATER, TERMS, TestLine } from './testing.js';

const lineWith = (limits: Partial<LimitTerms> = {}, limitMinor = 300_000): TestLine =>
  new TestLine('2025-01-05', limitMinor, { ...TERMS, limits: { ...TERMS.limits, ...limits } });
const withUse = (use: Partial<UseTerms>, plan = PAY_LATER) => ({ ...plan, use: { ...plan.use, ...use } });
const buyFor = (line: TestLine, scene: string, amountMinor: number, orderId = 'o1') =>
  line.do({ ...authorization(orderId, amountMinor), capture: 'IMMEDIATE', scene });
const scene = (name: string, amountMinor: number) => ({ type: 'setSceneLimit', scene: name, amountMinor }) as const;

/** Limit, used, held and available of each bucket. */
const table = (line: TestLine) =>
  line
    .view()
    .buckets.map((row) => [row.kind, row.limitMinor, row.usedMinor, row.heldMinor, row.availableMinor] as const);

/** Base 3000, temporary 1000, scene "phone" 2000. */
function threeBuckets(limits: Partial<LimitTerms> = {}): TestLine {
  const line = lineWith(limits);
  line.grant(100_000, '2025-01-20');
  line.do(scene('phone', 200_000));
  return line;
}

describe('the order of use', () => {
  test('HLD-1: phone 3500 uses 2000 + 1000 + 500', () => {
    const line = threeBuckets();
    buyFor(line, 'phone', 350_000);
    expect(table(line)).toEqual([
      ['BASE', 300_000, 50_000, 0, 250_000],
      ['TEMPORARY', 100_000, 100_000, 0, 0],
      ['SCENE', 200_000, 200_000, 0, 0],
    ]);
    expect(line.view()).toMatchObject({ limitMinor: 300_000, usedMinor: 350_000, availableMinor: 250_000 });
  });

  test('HLD-1: groceries 3500 use 1000 + 2500', () => {
    const line = threeBuckets();
    buyFor(line, 'groceries', 350_000);
    expect(table(line)).toEqual([
      ['BASE', 300_000, 250_000, 0, 50_000],
      ['TEMPORARY', 100_000, 100_000, 0, 0],
      ['SCENE', 200_000, 0, 0, 200_000],
    ]);
  });

  test('another order of the policy', () => {
    const line = threeBuckets({ bucketDrawOrder: ['BASE', 'SCENE', 'TEMPORARY'] });
    buyFor(line, 'phone', 550_000);
    expect(table(line).map(([, , usedMinor]) => usedMinor)).toEqual([300_000, 50_000, 200_000]);
  });

  test('a refusal says what each bucket has left', () => {
    const line = threeBuckets();
    expect(line.refusal({ ...authorization('o1', 600_001), scene: 'phone' })).toEqual({
      type: 'limit-exceeded',
      availableMinor: 600_000,
      baseMinor: 300_000,
      temporaryMinor: 100_000,
      sceneMinor: 200_000,
    });
    expect(line.refusal(authorization('o1', 400_001))).toMatchObject({ availableMinor: 400_000, sceneMinor: 0 });
    buyFor(line, 'phone', 600_000);
    expect(line.refusal({ ...authorization('o2', 1), scene: 'phone' })).toMatchObject({ availableMinor: 0 });
  });

  test('installments do not use the temporary limit unless the plan may', () => {
    const line = threeBuckets();
    line.buy('o1', 300_000, FLAT, 3);
    expect(table(line).map(([, , usedMinor]) => usedMinor)).toEqual([300_000, 0, 0]);
    expect(line.refusal(authorization('o2', 10_000, FLAT, 3))).toMatchObject({ type: 'temporary-not-installable' });
    line.buy('o2', 10_000, withUse({ temporaryInstallable: true }, FLAT), 3);
    expect(table(line).map(([, , usedMinor]) => usedMinor)).toEqual([300_000, 10_000, 0]);
  });
});

describe('what comes back first', () => {
  const paid = (line: TestLine) => {
    buyFor(line, 'phone', 350_000);
    line.advance('2025-02-03');
    line.pay(70_000);
    return table(line).map(([, , usedMinor]) => usedMinor);
  };

  test('REVERSE_DRAW: what was taken last', () => {
    const line = threeBuckets();
    line.grant(100_000, '2025-03-31');
    expect(paid(line)).toEqual([0, 80_000, 200_000]);
  });

  test('PRO_RATA: a part of each', () => {
    const line = threeBuckets({ bucketRestoreOrder: 'PRO_RATA' });
    line.grant(100_000, '2025-03-31');
    // a fifth of 500, 1000 and 2000
    expect(paid(line)).toEqual([40_000, 80_000, 160_000]);
  });

  test('a refund, and a payment with an earlier value date, give back the same', () => {
    const line = threeBuckets();
    const agreementId = idOf(buyFor(line, 'phone', 350_000), 'agreementId');
    line.refund(agreementId, 60_000);
    expect(table(line).map(([, , usedMinor]) => usedMinor)).toEqual([0, 90_000, 200_000]);
    line.advance('2025-02-10');
    const paymentId = line.pay(90_000, '2025-02-04');
    expect(table(line).map(([, , usedMinor]) => usedMinor)).toEqual([0, 200_000]);
    line.do({ type: 'reversePayment', paymentId, reason: 'returned' });
    expect(table(line).map(([, , usedMinor]) => usedMinor)).toEqual([90_000, 200_000]);
  });
});

describe('a temporary limit', () => {
  test('HLD-5: expires with a balance of 3600 on a base of 3000: available 0, 600 due in full with the next bill', () => {
    const line = lineWith();
    line.grant(100_000, '2025-01-20');
    line.buy('o1', 360_000);
    expect(line.view()).toMatchObject({ availableMinor: 40_000, excessMinor: 0 });
    expect(agenda(line.state)[0]).toMatchObject({ kind: 'END_TEMPORARY_LIMIT' });
    liveOn(line, [
      ['2025-01-20 23:59', null, []],
      ['2025-01-21 00:00', null, ['temporaryLimitEnded']],
    ]);
    expect(line.events.at(-1)).toMatchObject({ reason: null, excessMinor: 60_000 });
    expect(table(line)).toEqual([['BASE', 300_000, 360_000, 0, 0]]);
    expect(line.view()).toMatchObject({ availableMinor: 0, excessMinor: 60_000 });
    expect(line.refusal(authorization('o2', 1))).toMatchObject({ type: 'limit-exceeded', availableMinor: 0 });
    line.advance('2025-02-03');
    // 600 in full, and 10 % of the other 3000
    expect(line.state.latestStatement).toMatchObject({
      balanceMinor: 360_000,
      temporaryExcessMinor: 60_000,
      minDueMinor: 90_000,
    });
    // An expired bucket is not restored: the first 600 give nothing free.
    line.pay(60_000);
    expect(line.view()).toMatchObject({ availableMinor: 0, excessMinor: 0 });
    line.pay(1);
    expect(line.view().availableMinor).toBe(1);
  });

  test('KEEP_TERMS: the minimum due is as ever', () => {
    const line = lineWith();
    line.grant(100_000, '2025-01-20');
    line.buy('o1', 360_000, withUse({ temporaryExcess: 'KEEP_TERMS' }));
    line.advance('2025-02-03');
    expect(line.state.latestStatement).toMatchObject({ temporaryExcessMinor: 0, minDueMinor: 36_000 });
    expect(line.view()).toMatchObject({ availableMinor: 0, excessMinor: 60_000 });
  });

  test('what is paid or lies as credit before the bill is not asked for in full', () => {
    const line = lineWith();
    line.grant(100_000, '2025-01-20');
    line.buy('o1', 360_000);
    line.advance('2025-01-22');
    line.pay(50_000);
    line.advance('2025-02-03');
    // 3600 less 500 of credit; 100 of the excess are left
    expect(line.state.latestStatement).toMatchObject({ balanceMinor: 310_000, temporaryExcessMinor: 10_000 });
  });

  test('revoked before its time it ends the same way; a new one starts unused', () => {
    const line = lineWith();
    line.grant(100_000);
    line.buy('o1', 360_000);
    expect(line.do({ type: 'revokeTemporaryLimit', reason: 'review' })).toMatchObject({ excessMinor: 60_000 });
    line.grant(50_000);
    expect(table(line)).toEqual([
      ['BASE', 300_000, 360_000, 0, 0],
      ['TEMPORARY', 50_000, 0, 0, 50_000],
    ]);
  });

  test('granted again while it is in force it changes its size and end, but not below what is in use', () => {
    const line = lineWith();
    const { grantId } = line.grant(100_000, '2025-01-20');
    line.buy('o1', 80_000);
    expect(
      line.refusal({ type: 'grantTemporaryLimit', amountMinor: 79_999, end: { expiresAt: line.nowMs + 1 } }),
    ).toEqual({
      type: 'limit-below-use',
      param: 'amountMinor',
      inUseMinor: 80_000,
    });
    expect(line.grant(80_000, '2025-03-31')).toMatchObject({ grantId });
    expect(line.advance('2025-02-01')).toEqual([]);
    expect(line.view().buckets[1]).toMatchObject({ usedMinor: 80_000, availableMinor: 0 });
  });

  test('a hold from before its end is captured after it, onto the base', () => {
    const line = lineWith();
    line.grant(100_000, '2025-01-06');
    const authorizationId = line.authorize('o1', 350_000);
    line.advance('2025-01-08');
    expect(table(line)).toEqual([['BASE', 300_000, 0, 350_000, 0]]);
    line.do({ type: 'capture', authorizationId, amountMinor: 350_000 });
    expect(table(line)).toEqual([['BASE', 300_000, 350_000, 0, 0]]);
    line.advance('2025-02-03');
    expect(line.state.latestStatement).toMatchObject({ temporaryExcessMinor: 50_000, minDueMinor: 80_000 });
  });
});

describe('a scene', () => {
  test('is changed, and off the list with 0, never below what is in use', () => {
    const line = lineWith();
    line.do(scene('phone', 200_000));
    buyFor(line, 'phone', 50_000);
    expect(line.refusal(scene('phone', 49_999))).toMatchObject({ type: 'limit-below-use', inUseMinor: 50_000 });
    line.do(scene('phone', 50_000));
    const seen = line.events.length;
    line.do(scene('phone', 50_000));
    expect(line.events).toHaveLength(seen);
    line.advance('2025-02-03');
    line.pay(50_000);
    line.do(scene('phone', 0));
    expect(table(line)).toEqual([['BASE', 300_000, 0, 0, 300_000]]);
    expect(line.refusal(scene('phone', 0))).toEqual({ type: 'scene-not-listed', scenes: [] });
  });

  test('a line has at most 20', () => {
    const line = lineWith();
    for (let nr = 1; nr <= 20; nr += 1) line.do(scene(`s${nr}`, 1));
    expect(line.refusal(scene('s21', 1))).toEqual({ type: 'too-many', what: 'scenes', max: 20 });
    line.do(scene('s20', 2));
  });
});

describe("the customer's own cap", () => {
  test('counts what is used and held in all', () => {
    const line = threeBuckets();
    line.do({ type: 'setSelfCap', selfCapMinor: 100_000 });
    expect(line.view()).toMatchObject({ selfCapMinor: 100_000, availableMinor: 100_000 });
    buyFor(line, 'phone', 60_000);
    line.authorize('o2', 40_000);
    expect(line.view().availableMinor).toBe(0);
    expect(line.refusal(authorization('o3', 1))).toEqual({
      type: 'self-cap-exceeded',
      selfCapMinor: 100_000,
      availableMinor: 0,
    });
    line.do({ type: 'setSelfCap', selfCapMinor: null });
    line.authorize('o3', 1);
  });

  test.each([
    [10_000, true],
    [9_999, false],
  ])('selfCapMin 100: %i fen', (selfCapMinor, isAccepted) => {
    const line = lineWith();
    if (isAccepted) expect(line.do({ type: 'setSelfCap', selfCapMinor })).toEqual({ selfCapMinor });
    else expect(line.refusal({ type: 'setSelfCap', selfCapMinor })).toMatchObject({ rule: 'selfCapMin' });
  });

  test('set below what is in use it stops new spend, and nothing else; set again it books nothing', () => {
    const line = lineWith();
    line.buy('o1', 50_000);
    line.do({ type: 'setSelfCap', selfCapMinor: 10_000 });
    const seen = line.events.length;
    line.do({ type: 'setSelfCap', selfCapMinor: 10_000 });
    expect(line.events).toHaveLength(seen);
    expect(line.view()).toMatchObject({ availableMinor: 0, usedMinor: 50_000, excessMinor: 0 });
  });
});

describe('cash', () => {
  const draw = (amountMinor: number, plan = CASH) =>
    ({ type: 'draw', amountMinor, currency: 'CNY', plan, periods: 3, accountRef: 'a' }) as const;

  test('half of the base limit may be owed in cash, whatever the temporary one', () => {
    const line = lineWith();
    line.grant(100_000);
    line.do(draw(100_000));
    expect(line.refusal(draw(50_001))).toEqual({
      type: 'cash-sub-limit-exceeded',
      rule: 'cashSubLimitShare',
      limitMinor: 150_000,
      usedMinor: 100_000,
      availableMinor: 50_000,
    });
    line.do(draw(50_000));
    line.buy('o1', 250_000);
  });

  test('a share that does not divide is cut down', () => {
    const line = lineWith({}, 20_001);
    expect(line.refusal(draw(10_001))).toMatchObject({ limitMinor: 10_000 });
    line.do(draw(10_000));
  });

  test.each([
    [500_000, true],
    [500_001, false],
  ])('cashSingleMax 5,000: %i fen', (amountMinor, isAccepted) => {
    const line = lineWith({}, 2_000_000);
    if (isAccepted) line.do(draw(amountMinor));
    else expect(line.refusal(draw(amountMinor))).toMatchObject({ type: 'cash-single-max', maxMinor: 500_000 });
  });

  test('for a scene that is listed its limit comes first', () => {
    const line = lineWith();
    line.do(scene('tuition', 60_000));
    line.do({ ...draw(100_000, withUse({ cashSubLimitShare: '1' }, CASH)), scene: 'tuition' });
    expect(table(line).map(([, , usedMinor]) => usedMinor)).toEqual([40_000, 60_000]);
  });

  test('a share of 0 allows none', () => {
    const line = lineWith();
    expect(line.refusal(draw(10_000, withUse({ cashSubLimitShare: '0' }, CASH)))).toMatchObject({ limitMinor: 0 });
    expect(line.refusal(draw(10_000, withUse({ cashSingleMaxMinor: minor(9_999) }, CASH)))).toMatchObject({
      rule: 'cashSingleMax',
    });
  });
});
