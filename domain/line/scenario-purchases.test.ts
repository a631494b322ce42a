import { instantAt } from '../calendar/zone.js';
import { liveOn, live, type Step } from './scenario.js';
import { authorization, CASH, FLAT, on, PAY_LATER, TERMS, TestLine } from './testing.js';
import { agreementViews } from './view.js';

const HOUR_MS = 3_600_000;

/** Bills of the months after a draw, each reminded of and paid on its due date. */
const monthsPaid = (months: readonly string[], amountMinor: number): readonly Step[] =>
  months.flatMap((month): readonly Step[] => [
    [`${month}-03`, null, [`statementCut ${month}-03`]],
    [`${month}-09`, null, [`reminderIssued ${month}-12`]],
    [`${month}-12`, (line) => line.pay(amountMinor), ['paymentReceived']],
  ]);

const YEAR = Array.from({ length: 11 }, (_, i) => `2025-${String(i + 2).padStart(2, '0')}`);

describe('purchases', () => {
  test('a pay-later purchase is billed, reminded of, paid', () => {
    const line = new TestLine('2025-01-05');
    live(line, [
      ['2025-01-06', (it) => it.buy('o1', 100_000), ['authorized', 'captured']],
      ['2025-02-02 23:59', null, []],
      ['2025-02-03 00:00', null, ['statementCut 2025-02-03']],
      ['2025-02-09 09:59', null, []],
      ['2025-02-09 10:00', null, ['reminderIssued 2025-02-12']],
      ['2025-02-12 23:59', (it) => it.pay(100_000), ['paymentReceived']],
      ['2035-01-01', null, []],
    ]);
    expect(line.view()).toMatchObject({ usedMinor: 0, availableMinor: 1_000_000, creditMinor: 0, daysPastDue: 0 });
    expect(line.view().ledger).toMatchObject({ MERCHANT_PAYABLE: -100_000, BANK: 100_000, PRINCIPAL_RECEIVABLE: 0 });
  });

  test('a draw in 12 installments with a flat fee is billed by twelve cuts', () => {
    const line = new TestLine('2025-01-05');
    live(line, [
      ['2025-01-20', (it) => it.draw(120_000), ['drawn']],
      ['2025-01-20', (it) => it.answer('SUCCEEDED'), ['disbursed']],
      // 1200 in 12: 100.00 and 0.6 % of 1200 = 7.20 each.
      ...monthsPaid([...YEAR, '2026-01'], 10_720),
      ['2030-01-01', null, []],
    ]);
    expect(line.view().ledger).toEqual({
      PRINCIPAL_RECEIVABLE: 0,
      FEE_RECEIVABLE: 0,
      OUTGOING_CLEARING: 0,
      BANK: 12 * 10_720 - 120_000,
      FEE_INCOME: -12 * 720,
    });
    expect(line.state.statementCount).toBe(12);
  });

  test('CAL-2: bill day 1, bought 5 April in 3 installments, due 10 May, 10 June, 10 July', () => {
    const line = new TestLine('2025-03-20', 1_000_000, { ...TERMS, billDay: 1 });
    const cut = (month: string): readonly Step[] => [
      [`${month}-01`, null, [`statementCut ${month}-01`]],
      [`${month}-07`, null, [`reminderIssued ${month}-10`]],
      // 1000 in 3 at 0.6 %: 333.33 and 6.00.
      [`${month}-10`, (it) => it.pay(line.view().billedMinor), ['paymentReceived']],
    ];
    live(line, [
      ['2025-04-05', (it) => it.buy('o1', 100_000, FLAT, 3), ['authorized', 'captured']],
      ...cut('2025-05'),
      ...cut('2025-06'),
      ...cut('2025-07'),
      ['2026-07-01', null, []],
    ]);
    expect(line.balance('FEE_INCOME')).toBe(-1_800);
  });

  test.each([
    ['2 May 23:59:59, billed 3 May, due after 10 days', '2025-05-02', '23:59', 59_000, '2025-05-03', '2025-05-12'],
    ['3 May 00:00:00, billed 3 June, due after 40 days', '2025-05-03', '00:00', 0, '2025-06-03', '2025-06-12'],
  ])('CAL-5: bought %s', (_case, date, time, afterMs, billOn, dueOn) => {
    const line = new TestLine('2025-04-10');
    line.nowMs = instantAt(TERMS.zone, on(date), time) + afterMs;
    line.buy('o1', 100_000);
    line.advance('2025-06-05');
    expect(line.events.flatMap((event) => (event.type === 'statementCut' ? [event.statement] : []))[0]).toMatchObject({
      billOn,
      dueOn,
      balanceMinor: 100_000,
    });
  });
});

describe('authorizations', () => {
  test('captured in part twice, the rest expires after 168 hours', () => {
    const line = new TestLine('2025-01-05');
    let authorizationId = '';
    const capture = (amountMinor: number) => (it: TestLine) => it.do({ type: 'capture', authorizationId, amountMinor });
    liveOn(line, [
      ['2025-01-06', (it) => (authorizationId = it.authorize('o1', 100_000)), ['authorized']],
      ['2025-01-07', capture(30_000), ['captured']],
      ['2025-01-08', capture(30_000), ['captured']],
      ['2025-01-13 11:59', null, []],
      ['2025-01-13 12:00', null, ['authorizationExpired']],
      ['2025-02-03', null, ['statementCut 2025-02-03']],
      ['2025-02-05', (it) => it.pay(60_000), ['paymentReceived']],
      ['2026-01-01', null, []],
    ]);
    expect(line.events.find((event) => event.type === 'authorizationExpired')).toMatchObject({ releasedMinor: 40_000 });
    expect(line.view()).toMatchObject({ heldMinor: 0, usedMinor: 0, availableMinor: 1_000_000 });
  });

  test('voided in part captured: what was captured stays owed', () => {
    const line = new TestLine('2025-01-05');
    const authorizationId = line.authorize('o1', 100_000);
    line.do({ type: 'capture', authorizationId, amountMinor: 1 });
    expect(line.do({ type: 'voidAuthorization', authorizationId })).toEqual({ authorizationId, releasedMinor: 99_999 });
    expect(line.view()).toMatchObject({ usedMinor: 1, heldMinor: 0 });
    expect(line.refusal({ type: 'voidAuthorization', authorizationId })).toEqual({
      type: 'authorization-not-open',
      status: 'VOIDED',
    });
  });

  test('HLD-2: authorizations never exceed the limit together', () => {
    const line = new TestLine('2025-01-05', 1_000_000);
    for (let nr = 1; nr <= 9; nr += 1) line.authorize(`o${nr}`, 110_000);
    expect(line.refusal(authorization('o10', 10_001))).toMatchObject({
      type: 'limit-exceeded',
      availableMinor: 10_000,
    });
    line.authorize('o11', 10_000);
    expect(line.view()).toMatchObject({ heldMinor: 1_000_000, availableMinor: 0 });
    expect(line.refusal(authorization('o12', 1))).toMatchObject({ type: 'limit-exceeded', availableMinor: 0 });
  });

  test('HLD-3: a capture sent again finds nothing left to capture', () => {
    const line = new TestLine('2025-01-05');
    const authorizationId = line.authorize('o1', 100_000);
    const capture = { type: 'capture', authorizationId, amountMinor: 100_000 } as const;
    line.do(capture);
    expect(line.refusal(capture)).toEqual({ type: 'authorization-not-open', status: 'CAPTURED' });
    expect(line.view()).toMatchObject({ usedMinor: 100_000, heldMinor: 0 });
  });

  test('HLD-4: captured after expiry: refused; the order may be authorized anew', () => {
    const line = new TestLine('2025-01-05');
    const authorizationId = line.authorize('o1', 100_000);
    line.nowMs += 168 * HOUR_MS;
    expect(line.refusal({ type: 'capture', authorizationId, amountMinor: 1 })).toEqual({
      type: 'hold-expired',
      rule: 'captureAfterExpiry',
      expiredAt: line.nowMs,
    });
    const again = line.authorize('o1', 100_000);
    expect(again).not.toBe(authorizationId);
    line.do({ type: 'capture', authorizationId: again, amountMinor: 100_000 });
    expect(line.view()).toMatchObject({ usedMinor: 100_000, heldMinor: 0 });
  });

  test('HLD-4: captured a moment before expiry', () => {
    const line = new TestLine('2025-01-05');
    const authorizationId = line.authorize('o1', 100_000);
    line.nowMs += 168 * HOUR_MS - 1;
    line.do({ type: 'capture', authorizationId, amountMinor: 100_000 });
    expect(line.view().usedMinor).toBe(100_000);
  });

  test('SCH-9: the first tenor of an order stays', () => {
    const line = new TestLine('2025-01-05');
    const authorizationId = line.authorize('o1', 300_000, FLAT, 6);
    const seen = line.events.length;
    const other = line.refusal(authorization('o1', 300_000, FLAT, 12));
    expect(other).toEqual({ type: 'order-reused', authorizationId, param: 'periods' });
    expect(line.authorize('o1', 300_000, FLAT, 6)).toBe(authorizationId);
    expect(line.events).toHaveLength(seen);
    expect(line.view().heldMinor).toBe(300_000);
    line.do({ type: 'capture', authorizationId, amountMinor: 300_000 });
    expect(agreementViews(line.state).map(({ periods }) => periods)).toEqual([6]);
    // Captured and billed, the order is still known.
    line.advance('2025-02-04');
    expect(line.authorize('o1', 300_000, FLAT, 6)).toBe(authorizationId);
    line.advance('2025-03-04');
    expect(line.state.holds).toEqual([]);
  });

  test.each([
    ['amountMinor', { amountMinor: 99_999 }],
    ['periods', { plan: { ...FLAT, planId: PAY_LATER.planId }, periods: 3 }],
    ['planId', { plan: { ...PAY_LATER, planId: 'other' } }],
    ['merchantId', { merchantId: 'm_2' }],
  ])('an order sent again with another %s is refused', (param, change) => {
    const line = new TestLine('2025-01-05');
    const authorizationId = line.authorize('o1', 100_000);
    expect(line.refusal({ ...authorization('o1', 100_000), ...change })).toEqual({
      type: 'order-reused',
      authorizationId,
      param,
    });
  });

  test('ended authorizations make room for new ones, open ones do not', () => {
    const line = new TestLine('2025-01-05');
    for (let nr = 1; nr <= 150; nr += 1) line.buy(`o${nr}`, 1);
    expect(line.state.holds).toHaveLength(100);
    for (let nr = 1; nr <= 100; nr += 1) line.authorize(`open${nr}`, 1);
    expect(line.refusal(authorization('one more', 1))).toEqual({
      type: 'too-many',
      what: 'authorizations',
      max: 100,
    });
    expect(line.view().heldMinor).toBe(100);
  });
});

describe('draws', () => {
  test('one that the bank cannot pay out is undone at no cost, also after its first bill', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.draw(120_000);
    line.advance('2025-02-04');
    expect(line.view()).toMatchObject({ usedMinor: 120_000, billedMinor: 10_720 });
    line.answer('INSUFFICIENT_FUNDS');
    expect(line.events.at(-1)).toMatchObject({ type: 'drawCanceled', agreementId });
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0, overdueMinor: 0, nextItemAt: null });
    expect(Object.values(line.view().ledger).every((amountMinor) => amountMinor === 0)).toBe(true);
    expect(agreementViews(line.state)).toMatchObject([
      { agreementId, status: 'CANCELED', outstandingMinor: 0, installments: [] },
    ]);
  });

  test('an answer to nothing changes nothing', () => {
    const line = new TestLine('2025-01-05');
    line.draw(120_000);
    line.answer('SUCCEEDED');
    const { state } = line;
    expect(() => line.answer('SUCCEEDED')).toThrow('nothing is pending');
    expect(line.state).toBe(state);
  });

  test('awaiting the bank beyond the correction window it can still be undone', () => {
    const line = new TestLine('2025-01-05', 1_000_000, { ...TERMS, correctionWindowMonths: 1 });
    line.draw(120_000, 3);
    for (const month of ['02', '03', '04', '05']) {
      line.advance(`2025-${month}-12`);
      line.pay(40_720);
    }
    line.answer('INSUFFICIENT_FUNDS');
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0, creditMinor: 4 * 40_720 });
    expect(line.balance('FEE_INCOME')).toBe(0);
  });

  test('only cash plans draw cash, and cash plans buy nothing', () => {
    const line = new TestLine('2025-01-05');
    const draw = {
      type: 'draw',
      amountMinor: 120_000,
      currency: 'CNY',
      plan: FLAT,
      periods: 12,
      accountRef: 'a',
    } as const;
    expect(line.refusal(draw)).toEqual({ type: 'plan-not-for-this', subProduct: 'ORDER_INSTALLMENT' });
    expect(line.refusal(authorization('o1', 120_000, CASH, 12))).toEqual({
      type: 'plan-not-for-this',
      subProduct: 'CASH_DRAW',
    });
  });
});
