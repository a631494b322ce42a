import fc from 'fast-check';
import { liveOn } from './scenario.js';
import { authorization, FLAT, idOf, PAY_LATER, TERMS, TestLine } from './testing.js';
import { agreementViews } from './view.js';

const capture = (authorizationId: string, amountMinor: number, isFinal = false) =>
  ({ type: 'capture', authorizationId, amountMinor, isFinal }) as const;
const adjust = (authorizationId: string, amountMinor: number) =>
  ({ type: 'adjustAuthorization', authorizationId, amountMinor }) as const;

const held = (line: TestLine) =>
  line.view().authorizations.map(({ status, amountMinor, capturedMinor, openMinor }) => ({
    status,
    amountMinor,
    capturedMinor,
    openMinor,
  }));

describe('a price that has changed before the capture', () => {
  test('lower: a final capture releases the rest at once', () => {
    const line = new TestLine('2025-01-05', 100_000);
    const authorizationId = line.authorize('o1', 100_000);
    expect(line.do(capture(authorizationId, 70_000, true))).toMatchObject({ capturedMinor: 70_000, openMinor: 0 });
    expect(line.events.at(-1)).toMatchObject({ type: 'captured', releasedMinor: 30_000 });
    expect(line.view()).toMatchObject({ usedMinor: 70_000, heldMinor: 0, availableMinor: 30_000 });
    expect(line.refusal(capture(authorizationId, 1))).toMatchObject({ type: 'authorization-not-open' });
    expect(line.advance('2025-01-20')).toEqual([]);
  });

  test('higher: never above what is authorized, but the authorization may be raised where there is room', () => {
    const line = new TestLine('2025-01-05', 100_000);
    const authorizationId = line.authorize('o1', 60_000);
    expect(line.refusal(capture(authorizationId, 60_001))).toEqual({
      type: 'capture-above-authorized',
      openMinor: 60_000,
    });
    expect(line.refusal(adjust(authorizationId, 100_001))).toMatchObject({
      type: 'limit-exceeded',
      availableMinor: 40_000,
    });
    expect(line.do(adjust(authorizationId, 100_000))).toEqual({
      authorizationId,
      amountMinor: 100_000,
      openMinor: 100_000,
    });
    expect(line.view()).toMatchObject({ heldMinor: 100_000, availableMinor: 0 });
    line.do(capture(authorizationId, 100_000));
    expect(held(line)).toEqual([{ status: 'CAPTURED', amountMinor: 100_000, capturedMinor: 100_000, openMinor: 0 }]);
  });

  test('lowered to what was captured it is done; below that is refused; the same is no news', () => {
    const line = new TestLine('2025-01-05', 100_000);
    const authorizationId = line.authorize('o1', 60_000);
    line.do(capture(authorizationId, 20_000));
    expect(line.refusal(adjust(authorizationId, 19_999))).toMatchObject({
      type: 'amount-out-of-range',
      param: 'amountMinor',
      minMinor: 20_000,
    });
    const seen = line.events.length;
    line.do(adjust(authorizationId, 60_000));
    expect(line.events).toHaveLength(seen);
    expect(line.do(adjust(authorizationId, 20_000))).toMatchObject({ openMinor: 0 });
    expect(held(line)).toEqual([{ status: 'CAPTURED', amountMinor: 20_000, capturedMinor: 20_000, openMinor: 0 }]);
    expect(line.refusal(adjust(authorizationId, 30_000))).toEqual({
      type: 'authorization-not-open',
      status: 'CAPTURED',
    });
  });

  test('lowering gives back first what was taken last, raising takes as a purchase does', () => {
    const line = new TestLine('2025-01-05', 100_000);
    line.do({ type: 'setSceneLimit', scene: 'phone', amountMinor: 50_000 });
    const reply = line.do({ ...authorization('o1', 80_000), scene: 'phone' });
    const authorizationId = idOf(reply, 'authorizationId');
    const heldBy = () => line.view().buckets.map(({ heldMinor }) => heldMinor);
    expect(heldBy()).toEqual([30_000, 50_000]);
    line.do(adjust(authorizationId, 40_000));
    expect(heldBy()).toEqual([0, 40_000]);
    line.do(adjust(authorizationId, 70_000));
    expect(heldBy()).toEqual([20_000, 50_000]);
    line.do(capture(authorizationId, 60_000));
    expect(line.view().buckets.map(({ usedMinor, heldMinor }) => [usedMinor, heldMinor])).toEqual([
      [10_000, 10_000],
      [50_000, 0],
    ]);
  });

  test('an adjustment must fit the plan, and raising needs a line that takes new spend; the term stays', () => {
    const line = new TestLine('2025-01-05', 1_000_000);
    const authorizationId = line.authorize('o1', 30_000, FLAT, 12);
    expect(line.refusal(adjust(authorizationId, 10_000))).toMatchObject({ type: 'installment-too-small' });
    line.do({ type: 'freeze', cause: 'CASH_OUT' });
    expect(line.refusal(adjust(authorizationId, 30_001))).toMatchObject({ type: 'line-not-active' });
    const { expiresAt } = line.view().authorizations[0] ?? {};
    line.do(adjust(authorizationId, 29_000));
    expect(line.view().authorizations[0]).toMatchObject({ openMinor: 29_000, expiresAt });
    expect(line.refusal(adjust('auth_t_9', 1))).toEqual({ type: 'authorization-unknown' });
  });
});

describe('partialCapture false', () => {
  const ONCE = { ...PAY_LATER, use: { ...PAY_LATER.use, partialCapture: false } };

  test('all of it, or less as the last', () => {
    const line = new TestLine('2025-01-05', 100_000);
    const [first, second] = [line.authorize('o1', 50_000, ONCE), line.authorize('o2', 50_000, ONCE)];
    expect(line.refusal(capture(first, 49_999))).toEqual({
      type: 'capture-in-parts',
      rule: 'partialCapture',
      openMinor: 50_000,
    });
    line.do(capture(first, 50_000));
    line.do(capture(second, 49_999, true));
    expect(line.view()).toMatchObject({ usedMinor: 99_999, heldMinor: 0, availableMinor: 1 });
  });
});

describe('HLD-4: captured after expiry under REAUTHORIZE', () => {
  const open = (limitMinor = 100_000): TestLine =>
    new TestLine('2025-01-05', limitMinor, {
      ...TERMS,
      limits: { ...TERMS.limits, captureAfterExpiry: 'REAUTHORIZE' },
    });

  test('it is authorized anew if there is room, once', () => {
    const line = open();
    const authorizationId = line.authorize('o1', 60_000);
    let again = '';
    liveOn(line, [
      ['2025-01-12', null, ['authorizationExpired']],
      [
        '2025-01-13',
        (it) => (again = idOf(it.do(capture(authorizationId, 50_000)), 'authorizationId')),
        ['authorized', 'captured'],
      ],
    ]);
    expect(again).not.toBe(authorizationId);
    expect(line.view()).toMatchObject({ usedMinor: 50_000, heldMinor: 0 });
    // HLD-3: sent once more it is no second debt.
    expect(line.refusal(capture(authorizationId, 50_000))).toEqual({
      type: 'order-reused',
      authorizationId: again,
      param: 'authorizationId',
    });
    expect(agreementViews(line.state)).toHaveLength(1);
  });

  test('refused where the room has gone, and above what was authorized', () => {
    const line = open();
    const authorizationId = line.authorize('o1', 60_000);
    line.advance('2025-01-13');
    expect(line.refusal(capture(authorizationId, 60_001))).toMatchObject({ type: 'capture-above-authorized' });
    line.buy('o2', 40_001);
    expect(line.refusal(capture(authorizationId, 60_000))).toMatchObject({
      type: 'limit-exceeded',
      availableMinor: 59_999,
    });
  });

  test('of a hold that was captured in part, no more than the rest', () => {
    const line = open();
    const authorizationId = line.authorize('o1', 60_000);
    line.do(capture(authorizationId, 10_000));
    line.advance('2025-01-13');
    expect(line.refusal(capture(authorizationId, 50_001))).toEqual({
      type: 'capture-above-authorized',
      openMinor: 50_000,
    });
    line.do(capture(authorizationId, 50_000));
    expect(line.view().usedMinor).toBe(60_000);
  });
});

describe('HLD-2', () => {
  test('however many authorizations, captures and adjustments: used and held never exceed the limit', () => {
    const anySpend = fc.record({
      amountMinor: fc.integer({ min: 1, max: 200_000 }),
      scene: fc.constantFrom(undefined, 'phone', 'groceries'),
      isInstallment: fc.boolean(),
      then: fc.constantFrom('HOLD' as const, 'CAPTURE' as const, 'RAISE' as const, 'VOID' as const),
    });
    fc.assert(
      fc.property(fc.array(anySpend, { minLength: 20, maxLength: 60 }), (spends) => {
        const line = new TestLine('2025-01-05', 300_000);
        line.grant(100_000);
        line.do({ type: 'setSceneLimit', scene: 'phone', amountMinor: 200_000 });
        spends.forEach(({ amountMinor, scene, isInstallment, then }, nr) => {
          const [plan, periods] = isInstallment ? [FLAT, 3] : [PAY_LATER, 1];
          const named = scene === undefined ? {} : { scene };
          const reply = line.tryDo({ ...authorization(`o${nr}`, amountMinor, plan, periods), ...named });
          if (reply !== null) {
            const authorizationId = idOf(reply, 'authorizationId');
            if (then === 'CAPTURE') line.tryDo(capture(authorizationId, Math.ceil(amountMinor / 2), nr % 2 === 0));
            if (then === 'RAISE') line.tryDo(adjust(authorizationId, amountMinor * 2));
            if (then === 'VOID') line.tryDo({ type: 'voidAuthorization', authorizationId });
          }
          const { buckets, excessMinor, usedMinor, heldMinor } = line.view();
          expect(excessMinor).toBe(0);
          for (const row of buckets) expect(row.usedMinor + row.heldMinor + row.availableMinor).toBe(row.limitMinor);
          expect(usedMinor + heldMinor).toBeLessThanOrEqual(600_000);
        });
      }),
      { numRuns: 40 },
    );
  });
});
