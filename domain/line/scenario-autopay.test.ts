import { decideOutcome } from './engine.js';
import { live, liveOn, type Step } from './scenario.js';
import { TestLine } from './testing.js';
import type { LineCommand } from './commands.js';

const MANDATE: LineCommand = { type: 'setAutopay', mandate: { accountRef: 'acc_d', amount: 'STATEMENT' } };
const MINIMUM: LineCommand = { type: 'setAutopay', mandate: { accountRef: 'acc_d', amount: 'MINIMUM' } };

/** Bought 1000 on 6 January, billed 3 February, due 12 February, with a mandate. */
const withMandate = (mandate: LineCommand = MANDATE): TestLine => {
  const line = new TestLine('2025-01-05');
  line.do(mandate);
  line.advance('2025-01-06');
  line.buy('o1', 100_000);
  line.advance('2025-02-10');
  return line;
};

const succeeds = (line: TestLine): void => line.answer('SUCCEEDED');
const fails = (line: TestLine): void => line.answer('INSUFFICIENT_FUNDS');

describe('autopay', () => {
  test('the first try succeeds', () => {
    const line = withMandate();
    live(line, [
      ['2025-02-11 09:59', null, []],
      ['2025-02-11 10:00', null, ['debitRequested 1']],
      ['2025-02-11 10:01', succeeds, ['paymentReceived']],
      ['2027-01-01', null, []],
    ]);
    expect(line.events.at(-1)).toMatchObject({ source: 'AUTOPAY', amountMinor: 100_000, valueOn: '2025-02-11' });
  });

  test('it is tried three times, then the bill is late, and tried again with the next bill', () => {
    const line = withMandate();
    const tried: readonly Step[] = [
      ['2025-02-11 10:00', fails, ['debitRequested 1', 'debitFailed']],
      ['2025-02-12 10:00', fails, ['debitRequested 2', 'debitFailed']],
      ['2025-02-12 20:00', fails, ['debitRequested 3', 'debitFailed']],
      ['2025-02-13', null, ['delinquencyChanged 1']],
      ['2025-03-03', null, ['delinquencyChanged 8', 'frozen', 'statementCut 2025-03-03']],
      [
        '2025-03-11 10:00',
        succeeds,
        ['reminderIssued 2025-03-12', 'debitRequested 1', 'paymentReceived', 'delinquencyChanged 0', 'unfrozen'],
      ],
      ['2027-01-01', null, []],
    ];
    live(line, tried);
    // 27 days: carry 13.50, penalty 4.05
    expect(line.balance('BANK')).toBe(100_000 + 1_350 + 405);
  });

  test('the next try waits for the answer to the last', () => {
    const line = withMandate();
    liveOn(line, [
      ['2025-02-11 10:00', null, ['debitRequested 1']],
      ['2025-02-12 12:00', null, []],
      ['2025-02-12 12:00', fails, ['debitFailed']],
      ['2025-02-12 12:00', null, ['debitRequested 2']],
    ]);
  });

  test('AUT-1: a manual payment while a debit is in flight: each is posted once, the excess is credit', () => {
    const line = withMandate();
    live(line, [
      ['2025-02-11 10:00', null, ['debitRequested 1']],
      ['2025-02-11 10:30', (it) => it.pay(100_000), ['paymentReceived']],
      ['2025-02-11 11:00', succeeds, ['paymentReceived']],
      ['2027-01-01', null, []],
    ]);
    expect(line.view()).toMatchObject({ creditMinor: 100_000, usedMinor: 0 });
    expect(line.balance('BANK')).toBe(200_000);
  });

  test('AUT-2: the bank answers after the due date: one posting, by the day of the debit, and a repeat is nothing', () => {
    const line = withMandate();
    liveOn(line, [
      ['2025-02-11 10:00', null, ['debitRequested 1']],
      ['2025-02-13', null, ['delinquencyChanged 1']],
    ]);
    const requestedSeq = line.state.pending[0]?.seq ?? 0;
    liveOn(line, [['2025-02-14', succeeds, ['paymentReceived', 'delinquencyChanged 0']]]);
    expect(line.view()).toMatchObject({ billedMinor: 0, creditMinor: 0, daysPastDue: 0 });
    expect(line.balance('CARRY_INCOME')).toBe(0);
    const again = decideOutcome(
      line.state,
      requestedSeq,
      { kind: 'SUCCEEDED', bankReference: 'b' },
      { nowMs: line.nowMs },
    );
    expect(again).toEqual({ state: line.state, events: [], reply: {} });
    // Not even what has fallen due by then is done for it.
    line.buy('o2', 1_000);
    const later = { nowMs: line.nowMs + 60 * 86_400_000 };
    expect(decideOutcome(line.state, requestedSeq, { kind: 'FAILED', reason: 'x' }, later).events).toEqual([]);
  });

  test('AUT-2: a success that comes after the next cut is booked before it', () => {
    const line = withMandate();
    line.advance('2025-02-11', '10:00');
    line.advance('2025-03-04');
    expect(line.view()).toMatchObject({ billedMinor: 100_000 + 1_000 + 300, status: 'FROZEN' });
    line.answer('SUCCEEDED');
    expect(line.view()).toMatchObject({ billedMinor: 0, creditMinor: 0, daysPastDue: 0, status: 'ACTIVE' });
    expect(line.advance('2027-01-01')).toEqual([]);
  });

  test('AUT-4: bounced after success: reversed, late by value date, the limit is held again', () => {
    const line = withMandate();
    line.advance('2025-02-11', '10:00');
    line.answer('SUCCEEDED');
    line.advance('2025-02-20');
    const payment = line.events.at(-1);
    if (payment?.type !== 'paymentReceived') throw new Error('no payment');
    liveOn(line, [
      [
        '2025-02-20',
        (it) => it.do({ type: 'reversePayment', paymentId: payment.paymentId, reason: 'returned' }),
        ['paymentReversed', 'delinquencyChanged 8', 'frozen'],
      ],
      // After the due date there are no more tries for this bill, and no reminder of what is past.
      ['2025-03-02', null, []],
    ]);
    expect(line.view()).toMatchObject({ usedMinor: 100_000, availableMinor: 900_000, daysPastDue: 18 });
    expect(line.balance('BANK')).toBe(0);
    liveOn(line, [['2025-03-03 00:00', null, ['statementCut 2025-03-03']]]);
  });

  test('MINIMUM takes what is missing to the minimum, then leaves the bill alone', () => {
    const line = withMandate(MINIMUM);
    liveOn(line, [
      ['2025-02-11 09:00', (it) => it.pay(4_000), ['paymentReceived']],
      ['2025-02-11 10:00', succeeds, ['debitRequested 1', 'paymentReceived']],
      ['2025-02-13', null, []],
    ]);
    expect(line.events.at(-1)).toMatchObject({ amountMinor: 6_000 });
    expect(line.view()).toMatchObject({ daysPastDue: 0, minDueOpenMinor: 0, billedMinor: 90_045 });
  });

  test('MINIMUM asks for nothing once the minimum is paid by hand', () => {
    const line = withMandate(MINIMUM);
    line.pay(10_000);
    liveOn(line, [['2025-02-13', null, []]]);
  });

  test.each([
    ['a moment before the first try', '2025-02-11', '09:59', ['autopaySet', 'debitRequested 1']],
    ['at the first try', '2025-02-11', '10:00', ['autopaySet']],
    ['after it', '2025-02-11', '10:01', ['autopaySet']],
  ])('a mandate given %s', (_case, date, time, booked) => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 100_000);
    line.advance('2025-02-10');
    line.advance(date, time);
    liveOn(line, [[`${date} ${time}`, (it) => (it.do(MANDATE), it.advance('2025-02-12', '23:59')), booked]]);
    expect(line.state.mandate).toEqual({ accountRef: 'acc_d', amount: 'STATEMENT' });
  });

  test('a mandate given too late starts with the next bill', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 100_000);
    line.advance('2025-02-11', '11:00');
    line.do(MANDATE);
    line.pay(100_000);
    line.buy('o2', 20_000);
    liveOn(line, [
      [
        '2025-03-11 10:00',
        succeeds,
        ['statementCut 2025-03-03', 'reminderIssued 2025-03-12', 'debitRequested 1', 'paymentReceived'],
      ],
    ]);
  });

  test('ended, it is tried no more', () => {
    const line = withMandate();
    live(line, [
      ['2025-02-11 09:00', (it) => it.do({ type: 'setAutopay', mandate: null }), ['autopayEnded']],
      ['2025-02-12', (it) => it.pay(100_000), ['paymentReceived']],
      ['2027-01-01', null, []],
    ]);
  });

  test('nobody at work over the due date: it is tried once, late, and counts from the day of the try', () => {
    const line = withMandate();
    line.oversleep('2025-02-15');
    expect(line.state.pending).toMatchObject([{ kind: 'DEBIT', amountMinor: 100_000, valueOn: '2025-02-15' }]);
    line.answer('SUCCEEDED');
    // 3 days late: carry 1.50, penalty 0.45
    expect(line.view()).toMatchObject({ billedMinor: 195, daysPastDue: 3 });
  });
});

describe('reminders', () => {
  test('none when the bill is paid before', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 100_000);
    live(line, [
      ['2025-02-05', (it) => it.pay(100_000), ['statementCut 2025-02-03', 'paymentReceived']],
      ['2027-01-01', null, []],
    ]);
  });

  test('it names what is open then, and the minimum that is still missing', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 100_000);
    line.advance('2025-02-05');
    line.pay(4_000);
    line.advance('2025-02-09');
    expect(line.events.at(-1)).toMatchObject({ type: 'reminderIssued', openMinor: 96_000, minDueMinor: 6_000 });
  });

  test('a bounce before the due date brings back the reminder that was not needed', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 100_000);
    line.advance('2025-02-05');
    const paymentId = line.pay(100_000);
    liveOn(line, [
      ['2025-02-10', (it) => it.do({ type: 'reversePayment', paymentId, reason: 'returned' }), ['paymentReversed']],
      ['2025-02-10', null, ['reminderIssued 2025-02-12']],
    ]);
  });
});

describe('debits by hand', () => {
  test.each([
    ['SUCCEEDED' as const, ['paymentReceived'], 40_000],
    ['INSUFFICIENT_FUNDS' as const, ['debitFailed'], 100_000],
  ])('one that the bank answers with %s', (outcome, booked, billedMinor) => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 100_000);
    line.advance('2025-02-04');
    const method = { kind: 'DEBIT', accountRef: 'acc_d' } as const;
    const reply = line.do({ type: 'pay', amountMinor: 60_000, currency: 'CNY', method, valueOn: null });
    expect(reply).toMatchObject({ status: 'PENDING' });
    expect(line.view()).toMatchObject({ billedMinor: 100_000, pending: [{ kind: 'DEBIT', amountMinor: 60_000 }] });
    const paymentId = String(line.view().pending[0]?.id);
    expect(line.refusal({ type: 'reversePayment', paymentId, reason: 'too early' })).toEqual({
      type: 'payment-pending',
    });
    liveOn(line, [['2025-02-05', (it) => it.answer(outcome), booked]]);
    expect(line.view()).toMatchObject({ billedMinor, pending: [] });
  });
});
