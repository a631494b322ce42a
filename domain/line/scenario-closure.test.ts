import { live, liveOn } from './scenario.js';
import { FLAT, TERMS, TestLine } from './testing.js';

const CLOSE = { type: 'close', reason: 'customer' } as const;
const OPEN = { type: 'debt-open', owedMinor: 0, heldMinor: 0, pending: [] } as const;

describe('closing a line', () => {
  test('that owes and holds nothing', () => {
    const line = new TestLine('2025-01-05');
    live(line, [
      ['2025-01-06', (it) => expect(it.do(CLOSE)).toEqual({ status: 'CLOSED', payoutMinor: 0 }), ['lineClosed']],
      ['2030-01-01', null, []],
    ]);
    expect(line.refusal(CLOSE)).toEqual({ type: 'line-not-active', status: 'CLOSED', causes: [] });
  });

  test.each<[string, (line: TestLine) => unknown, object]>([
    ['a purchase', (line) => line.buy('o1', 100_000), { owedMinor: 100_000 }],
    ['a hold', (line) => line.authorize('o1', 100_000), { heldMinor: 100_000 }],
    ['a draw under way', (line) => line.draw(120_000), { owedMinor: 120_000, pending: ['DISBURSEMENT'] }],
    [
      'a debit under way',
      (line) =>
        line.do({
          type: 'pay',
          amountMinor: 1,
          currency: 'CNY',
          method: { kind: 'DEBIT', accountRef: 'a' },
          valueOn: null,
        }),
      { pending: ['DEBIT'] },
    ],
    [
      'billed fees beside principal',
      (line) => {
        line.buy('o1', 120_000, FLAT, 12);
        line.advance('2025-02-05');
      },
      { owedMinor: 120_720 },
    ],
    [
      'late charges to the day',
      (line) => {
        line.buy('o1', 100_000);
        line.advance('2025-02-22');
      },
      { owedMinor: 100_650 },
    ],
    [
      'credit that was spent and then bounced',
      (line) => {
        const agreementId = line.buy('o1', 100_000);
        line.advance('2025-02-05');
        const paymentId = line.pay(100_000);
        line.refund(agreementId, 100_000);
        line.answer('SUCCEEDED');
        line.do({ type: 'reversePayment', paymentId, reason: 'returned' });
      },
      { owedMinor: 100_000 },
    ],
    [
      'a payout under way',
      (line) => {
        const agreementId = line.buy('o1', 100_000);
        line.advance('2025-02-05');
        line.pay(100_000);
        line.refund(agreementId, 100_000);
      },
      { pending: ['PAYOUT'] },
    ],
  ])('is refused with %s', (_case, act, open) => {
    const line = new TestLine('2025-01-05');
    act(line);
    expect(line.refusal(CLOSE)).toEqual({ ...OPEN, ...open });
  });

  test('is refused with credit that has no account to go to', () => {
    const line = new TestLine('2025-01-05', 1_000_000, TERMS, null);
    line.pay(500);
    expect(line.refusal(CLOSE)).toEqual({ ...OPEN, pending: ['CREDIT'] });
  });

  test('credit is paid out first; meanwhile nothing is accepted', () => {
    const line = new TestLine('2025-01-05');
    line.pay(500);
    liveOn(line, [
      [
        '2025-01-06',
        (it) => expect(it.do(CLOSE)).toEqual({ status: 'CLOSING', payoutMinor: 500 }),
        ['closureRequested', 'payoutRequested'],
      ],
    ]);
    const closed = { type: 'line-not-active', status: 'CLOSED', causes: [] };
    const method = { kind: 'TRANSFER', reference: 'r' } as const;
    expect(line.refusal({ type: 'pay', amountMinor: 1, currency: 'CNY', method, valueOn: null })).toEqual(closed);
    expect(line.refusal({ type: 'setAutopay', mandate: { accountRef: 'a', amount: 'STATEMENT' } })).toEqual(closed);
    expect(line.refusal(CLOSE)).toEqual(closed);
    live(line, [['2025-01-07', (it) => it.answer('SUCCEEDED'), ['payoutCompleted', 'lineClosed']]]);
    expect(line.view()).toMatchObject({ status: 'CLOSED', creditMinor: 0 });
    expect(line.balance('BANK')).toBe(0);
  });

  test('a payout that fails keeps the line open with its credit, until it is asked to close again', () => {
    const line = new TestLine('2025-01-05');
    line.pay(500);
    line.do(CLOSE);
    liveOn(line, [['2025-01-06', (it) => it.answer('INSUFFICIENT_FUNDS'), ['payoutFailed']]]);
    expect(line.view()).toMatchObject({ status: 'ACTIVE', creditMinor: 500, pending: [] });
    live(line, [
      ['2025-01-07', (it) => it.do(CLOSE), ['closureRequested', 'payoutRequested']],
      ['2025-01-08', (it) => it.answer('SUCCEEDED'), ['payoutCompleted', 'lineClosed']],
    ]);
  });

  test('a frozen line can be closed', () => {
    const line = new TestLine('2025-01-05');
    line.do({ type: 'freeze', cause: 'FRAUD_REVIEW' });
    line.do(CLOSE);
    expect(line.view().status).toBe('CLOSED');
  });
});

test('credit that was paid out and then bounced takes from the limit, and a payment restores it', () => {
  const line = new TestLine('2025-01-05');
  const agreementId = line.buy('o1', 100_000);
  line.advance('2025-02-05');
  const paymentId = line.pay(100_000);
  line.refund(agreementId, 100_000);
  line.answer('SUCCEEDED');
  line.do({ type: 'reversePayment', paymentId, reason: 'returned' });
  expect(line.view()).toMatchObject({ creditMinor: -100_000, usedMinor: 0, availableMinor: 900_000 });
  line.pay(100_000);
  expect(line.view()).toMatchObject({ creditMinor: 0, availableMinor: 1_000_000 });
  line.do(CLOSE);
});

describe('limit changes', () => {
  test('never below what is used and held', () => {
    const line = new TestLine('2025-01-05', 1_000_000);
    line.buy('o1', 300_000);
    line.authorize('o2', 200_000);
    const change = (limitMinor: number) => ({ type: 'changeLimit', limitMinor, reason: 'review' }) as const;
    expect(line.refusal(change(499_999))).toEqual({
      type: 'limit-below-use',
      param: 'limitMinor',
      inUseMinor: 500_000,
    });
    liveOn(line, [
      ['2025-01-06', (it) => it.do(change(500_000)), ['limitChanged']],
      ['2025-01-06', (it) => it.do(change(500_000)), []],
      ['2025-01-06', (it) => it.do(change(500_001)), ['limitChanged']],
    ]);
    expect(line.view()).toMatchObject({ limitMinor: 500_001, availableMinor: 1 });
  });
});

describe('freezing', () => {
  test('every cause holds by itself', () => {
    const line = new TestLine('2025-01-05');
    liveOn(line, [
      ['2025-01-06', (it) => it.do({ type: 'freeze', cause: 'FRAUD_REVIEW' }), ['frozen']],
      ['2025-01-06', (it) => it.do({ type: 'freeze', cause: 'FRAUD_REVIEW' }), []],
      ['2025-01-06', (it) => it.do({ type: 'freeze', cause: 'CUSTOMER' }), ['frozen']],
      ['2025-01-07', (it) => it.do({ type: 'unfreeze', cause: 'CUSTOMER' }), ['unfrozen']],
    ]);
    expect(line.view()).toMatchObject({ status: 'FROZEN', freezeCauses: ['FRAUD_REVIEW'] });
    expect(line.refusal({ type: 'unfreeze', cause: 'CUSTOMER' })).toEqual({
      type: 'not-frozen-for-this',
      causes: ['FRAUD_REVIEW'],
    });
    expect(line.do({ type: 'unfreeze', cause: 'FRAUD_REVIEW' })).toEqual({ status: 'ACTIVE', causes: [] });
  });

  test('a hold that was given before the freeze can still be captured', () => {
    const line = new TestLine('2025-01-05');
    const authorizationId = line.authorize('o1', 1_000);
    line.do({ type: 'freeze', cause: 'CUSTOMER' });
    line.do({ type: 'capture', authorizationId, amountMinor: 1_000 });
    expect(line.view()).toMatchObject({ status: 'FROZEN', usedMinor: 1_000 });
  });

  test('frozen by hand as overdue, it stays so through a short delay, until a person lifts it', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 1_000);
    line.do({ type: 'freeze', cause: 'OVERDUE' });
    line.advance('2025-02-14');
    line.pay(line.view().billedMinor);
    expect(line.view()).toMatchObject({ daysPastDue: 0, freezeCauses: ['OVERDUE'] });
    expect(line.do({ type: 'unfreeze', cause: 'OVERDUE' })).toEqual({ status: 'ACTIVE', causes: [] });
  });
});
