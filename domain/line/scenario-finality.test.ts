import type { LimitTerms } from '../limits/limit-terms.js';
import { threePaid } from './scenario.js';
import { authorization, FLAT, idOf, settlement, TERMS, TestLine } from './testing.js';

/** 1000 bought on 5 January on a limit of 1000, billed on 3 February. */
function billed(limits: Partial<LimitTerms> = {}): TestLine {
  const line = new TestLine('2025-01-05', 100_000, { ...TERMS, limits: { ...TERMS.limits, ...limits } });
  line.buy('o1', 100_000);
  line.advance('2025-02-05');
  return line;
}

const DEBIT = { kind: 'DEBIT', accountRef: 'acc_t' } as const;

function debit(line: TestLine, amountMinor: number): string {
  const reply = line.do({ type: 'pay', amountMinor, currency: 'CNY', method: DEBIT, valueOn: null });
  line.answer('SUCCEEDED');
  return idOf(reply, 'paymentId');
}

const reverse = (line: TestLine, paymentId: string) =>
  line.do({ type: 'reversePayment', paymentId, reason: 'returned' });

describe('the limit is back when the payment is final', () => {
  test('a transfer at once', () => {
    const line = billed();
    line.pay(60_000);
    expect(line.view()).toMatchObject({ usedMinor: 40_000, clearingMinor: 0, availableMinor: 60_000 });
  });

  test('a debit after two days, to the day', () => {
    const line = billed();
    debit(line, 60_000);
    const clearing = { usedMinor: 40_000, clearingMinor: 60_000, availableMinor: 0 };
    expect(line.view()).toMatchObject(clearing);
    expect(line.view().buckets).toMatchObject([{ usedMinor: 100_000, availableMinor: 0 }]);
    line.advance('2025-02-06', '23:59');
    expect(line.view()).toMatchObject(clearing);
    expect(line.refusal(authorization('o2', 1))).toMatchObject({ type: 'limit-exceeded' });
    line.advance('2025-02-07', '00:00');
    expect(line.view()).toMatchObject({ usedMinor: 40_000, clearingMinor: 0, availableMinor: 60_000 });
    line.authorize('o2', 60_000);
  });

  test('what an automatic debit brings too', () => {
    const line = billed();
    line.do({ type: 'setAutopay', mandate: { accountRef: 'acc_t', amount: 'STATEMENT' } });
    line.advance('2025-02-11', '10:00');
    line.answer('SUCCEEDED');
    expect(line.view()).toMatchObject({ usedMinor: 0, clearingMinor: 100_000, availableMinor: 0 });
    line.advance('2025-02-13', '00:00');
    expect(line.view().availableMinor).toBe(100_000);
  });

  test('a settlement by debit too', () => {
    const line = new TestLine('2025-01-05', 300_000);
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    line.do(settlement(agreementId, 120_000, DEBIT));
    line.answer('SUCCEEDED');
    expect(line.view()).toMatchObject({ usedMinor: 0, clearingMinor: 120_000, availableMinor: 180_000 });
    line.advance('2025-01-07');
    expect(line.view().availableMinor).toBe(300_000);
  });

  test('credit that a debit left pays the bill, and is as final as the debit', () => {
    const line = billed({ settlementDelayDays: { TRANSFER: 0, DEBIT: 10, AUTOPAY: 2 } });
    line.pay(100_000);
    line.buy('o2', 80_000);
    line.advance('2025-02-28');
    debit(line, 50_000);
    expect(line.view()).toMatchObject({ creditMinor: 50_000, availableMinor: 20_000 });
    line.advance('2025-03-09');
    expect(line.view()).toMatchObject({ usedMinor: 30_000, clearingMinor: 50_000, availableMinor: 20_000 });
    line.advance('2025-03-10');
    expect(line.view()).toMatchObject({ usedMinor: 30_000, clearingMinor: 0, availableMinor: 70_000 });
  });

  test('BOOKED: at once, whatever the rail', () => {
    const line = billed({ releaseOnRepayment: 'BOOKED' });
    debit(line, 60_000);
    expect(line.view()).toMatchObject({ clearingMinor: 0, availableMinor: 60_000 });
  });
});

describe('a debit that bounces', () => {
  test('before it is final takes nothing back that was given', () => {
    const line = billed();
    const paymentId = debit(line, 60_000);
    line.advance('2025-02-06');
    const { availableMinor } = line.view();
    reverse(line, paymentId);
    expect([availableMinor, line.view().availableMinor]).toEqual([0, 0]);
    expect(line.view()).toMatchObject({ usedMinor: 100_000, clearingMinor: 0 });
  });

  test('AUT-4: after it was final: the limit that was released is held again', () => {
    const line = billed();
    const paymentId = debit(line, 60_000);
    line.advance('2025-02-10');
    expect(line.view().availableMinor).toBe(60_000);
    line.authorize('o2', 10_000);
    reverse(line, paymentId);
    expect(line.view()).toMatchObject({
      usedMinor: 100_000,
      heldMinor: 10_000,
      availableMinor: 0,
      excessMinor: 10_000,
    });
    expect(line.refusal(authorization('o3', 1))).toMatchObject({ type: 'limit-exceeded', availableMinor: 0 });
    // By value date the bill of 12 February was missed.
    line.advance('2025-02-14');
    expect(line.view().daysPastDue).toBe(2);
  });
});

describe('a refund gives back what lowers principal', () => {
  test('REF-6: limit +900 of 1000, the paid slice gives nothing back', () => {
    const { line, agreementId } = threePaid();
    const before = line.view().availableMinor;
    expect(line.refund(agreementId, 100_000)).toMatchObject({ restoredMinor: 90_000, creditedMinor: 10_000 });
    expect(line.view().availableMinor - before).toBe(90_000);
  });

  test('AT_SETTLEMENT: as late as a debit', () => {
    const terms = { ...TERMS, limits: { ...TERMS.limits, refundRestoresLimit: 'AT_SETTLEMENT' as const } };
    const line = new TestLine('2025-01-05', 100_000, terms);
    const agreementId = line.buy('o1', 100_000);
    expect(line.refund(agreementId, 40_000)).toMatchObject({ restoredMinor: 40_000 });
    expect(line.view()).toMatchObject({ usedMinor: 60_000, clearingMinor: 40_000, availableMinor: 0 });
    line.advance('2025-01-07', '00:00');
    expect(line.view().availableMinor).toBe(40_000);
  });

  test('CAL-9: between cut and publication: bill unchanged, less to pay, limit restored', () => {
    const line = new TestLine('2025-01-05', 100_000);
    const agreementId = line.buy('o1', 100_000);
    line.advance('2025-02-03', '02:00');
    const statement = line.state.latestStatement;
    line.refund(agreementId, 30_000);
    expect(line.state.latestStatement).toBe(statement);
    expect(line.view()).toMatchObject({ billedMinor: 70_000, availableMinor: 30_000 });
  });
});
