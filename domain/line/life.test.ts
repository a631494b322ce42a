import { evolve } from './evolve.js';
import { refold } from './engine.js';
import { settlementQuote } from './settlement-quote.js';
import { lineView, positionHash } from './view.js';
import { FLAT, on, TestLine } from './testing.js';
import type { LineState } from './state.js';

const replayed = (line: TestLine): LineState => {
  const state = line.events.reduce<LineState | null>((before, event) => evolve(before, event), null);
  if (state === null) throw new Error('no events');
  return state;
};

describe('a line lives', () => {
  test('buys, is billed, pays in full, sleeps', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 100_000);
    expect(line.advance('2025-02-03')).toEqual(['statementCut']);
    expect(line.state.latestStatement).toMatchObject({
      balanceMinor: 100_000,
      minDueMinor: 10_000,
      dueOn: '2025-02-12',
      billOn: '2025-02-03',
    });
    expect(line.advance('2025-02-10')).toEqual(['reminderIssued']);
    line.pay(100_000);
    expect(line.advance('2026-02-10')).toEqual([]);
    expect(lineView(line.state, line.nowMs)).toMatchObject({
      usedMinor: 0,
      availableMinor: 1_000_000,
      nextItemAt: null,
      daysPastDue: 0,
    });
    expect(replayed(line)).toEqual(line.state);
    expect(positionHash(refold(line.state))).toBe(positionHash(line.state));
  });

  test('MIN-7: bill 1000, paid 100, the rest 2 days after due bears a carry fee of 0.90', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 100_000);
    line.advance('2025-02-12');
    line.pay(10_000);
    line.advance('2025-02-14');
    expect(lineView(line.state, line.nowMs)).toMatchObject({ billedMinor: 90_090, overdueMinor: 0, daysPastDue: 0 });
    line.pay(90_090);
    expect(line.balance('CARRY_INCOME')).toBe(-90);
    expect(line.balance('CUSTOMER_CREDIT')).toBe(0);
  });

  test('misses the minimum, is frozen from day 8, pays and cures', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 100_000);
    line.advance('2025-02-12');
    expect(line.advance('2025-02-13')).toEqual(['delinquencyChanged']);
    expect(line.advance('2025-02-19')).toEqual([]);
    expect(line.advance('2025-02-20')).toEqual(['delinquencyChanged', 'frozen']);
    expect(
      line.refusal({
        type: 'authorize',
        orderId: 'o2',
        merchantId: 'm',
        amountMinor: 1,
        currency: 'CNY',
        plan: FLAT,
        periods: 3,
        capture: 'MANUAL',
      }),
    ).toMatchObject({ type: 'line-not-active' });
    line.advance('2025-02-22');
    // 10 days: carry 1000 x 0.05 % x 10 = 5.00, penalty 1000 x 0.015 % x 10 = 1.50
    expect(lineView(line.state, line.nowMs)).toMatchObject({
      billedMinor: 100_650,
      daysPastDue: 10,
      delinquencyBucket: 'M1',
    });
    const seen = line.events.length;
    line.pay(100_650);
    expect(line.events.slice(seen).map((event) => event.type)).toEqual([
      'paymentReceived',
      'delinquencyChanged',
      'unfrozen',
    ]);
    expect(line.balance('CARRY_INCOME')).toBe(-500);
    expect(line.balance('PENALTY_INCOME')).toBe(-150);
    expect(replayed(line)).toEqual(line.state);
  });

  test('SET-1: settles 12 x 0.6 % on 20 April after three installments', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    for (const day of ['2025-02-12', '2025-03-12', '2025-04-12']) {
      line.advance(day);
      line.pay(10_720);
    }
    line.advance('2025-04-20');
    const quote = settlementQuote(line.state, { scope: 'ONE_PLAN', agreementId }, line.nowMs);
    expect(quote).toMatchObject({
      ok: true,
      value: { payoffMinor: 95_289, parts: [{ settlementFeeMinor: 4_569, nextFeeMinor: 720 }] },
    });
    line.settle(agreementId, 95_289);
    expect(lineView(line.state, line.nowMs)).toMatchObject({ usedMinor: 0, billedMinor: 0, creditMinor: 0 });
    expect(line.advance('2026-01-01')).toEqual([]);
    expect(replayed(line)).toEqual(line.state);
  });

  test('a bounced payment is undone as of its own day', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 100_000);
    line.advance('2025-02-12');
    const paymentId = line.pay(100_000);
    line.advance('2025-02-20');
    line.do({ type: 'reversePayment', paymentId, reason: 'bounced' });
    expect(lineView(line.state, line.nowMs)).toMatchObject({ daysPastDue: 8, overdueMinor: 100_520, status: 'FROZEN' });
    line.pay(100_000, '2025-02-12');
    expect(lineView(line.state, line.nowMs)).toMatchObject({ daysPastDue: 0, overdueMinor: 0, status: 'ACTIVE' });
    expect(line.balance('CARRY_INCOME')).toBe(0);
    expect(replayed(line)).toEqual(line.state);
  });

  test('autopay tries three times, then the bill is late', () => {
    const line = new TestLine('2025-01-05');
    line.do({ type: 'setAutopay', mandate: { accountRef: 'acc_t', amount: 'STATEMENT' } });
    line.buy('o1', 100_000);
    line.advance('2025-02-11', '11:00');
    expect(line.state.pending).toMatchObject([{ kind: 'DEBIT', amountMinor: 100_000 }]);
    line.answer('INSUFFICIENT_FUNDS');
    line.advance('2025-02-12', '10:30');
    line.answer('INSUFFICIENT_FUNDS');
    line.advance('2025-02-12', '20:00');
    line.answer('INSUFFICIENT_FUNDS');
    expect(line.state.pending).toEqual([]);
    expect(line.advance('2025-02-13')).toEqual(['delinquencyChanged']);
    expect(line.advance('2025-02-19')).toEqual([]);
  });

  test('closes with its credit paid out first', () => {
    const line = new TestLine('2025-01-05');
    line.pay(500);
    line.do({ type: 'close', reason: 'customer' });
    expect(lineView(line.state, line.nowMs).status).toBe('CLOSED');
    line.answer('SUCCEEDED');
    expect(line.state.closedAt).not.toBeNull();
    expect(line.events.at(-1)?.type).toBe('lineClosed');
    expect(on('2025-01-05')).toBe(line.state.openedOn);
  });
});
