import type { LineCommand } from './commands.js';
import { waiver } from './test-commands.js';
import { CASH, FLAT, on, PAY_LATER, TERMS, TestLine } from './testing.js';

const reverse = (factSeq: number): LineCommand => ({ type: 'reverseFact', factSeq, reason: 'mistake' });
const correct = (factSeq: number, change: object): LineCommand => ({
  type: 'correct',
  factSeq,
  valueOn: null,
  amountMinor: null,
  reason: 'mistake',
  ...change,
});
const chargeOff = (agreementId: string | null = null): LineCommand => ({
  type: 'chargeOff',
  agreementId,
  valueOn: null,
  reason: 'lost',
});

/** A bill of 1000.00 due on 12 February, looked at ten days late: 5.00 carry fee and 1.50 penalty. */
function late(): TestLine {
  const line = new TestLine('2025-01-05');
  line.buy('o1', 100_000);
  line.advance('2025-02-22');
  return line;
}
const seqOf = (line: TestLine): number => line.state.seq;

describe('a correction', () => {
  test('of a value date takes the charges back, and the statement stays as it was', () => {
    const line = late();
    const { latestStatement } = line.state;
    line.pay(100_000);
    const seq = line.events.find(({ type }) => type === 'paymentReceived')?.seq ?? 0;
    expect(line.balance('CARRY_INCOME')).toBe(-500);
    expect(line.balance('PENALTY_INCOME')).toBe(-150);
    const reply = line.do(correct(seq, { valueOn: on('2025-02-10') }));
    expect(reply).toMatchObject({ factSeq: seq });
    expect(line.balance('CARRY_INCOME')).toBe(0);
    expect(line.balance('PENALTY_INCOME')).toBe(0);
    expect(line.view()).toMatchObject({ daysPastDue: 0, billedMinor: 0, creditMinor: 0 });
    expect(line.state.latestStatement).toEqual(latestStatement);
    expect(line.events.find((event) => event.seq === reply['replacedBy'])).toMatchObject({
      type: 'paymentReceived',
      valueOn: '2025-02-10',
    });
  });

  test('of an amount, and of a refund', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 100_000);
    line.refund(agreementId, 30_000);
    line.do(correct(seqOf(line), { amountMinor: 100_000 }));
    expect(line.view().usedMinor).toBe(0);
    expect(line.refusal(correct(seqOf(line), { amountMinor: 100_001 }))).toEqual({
      type: 'refund-above-purchase',
      refundableMinor: 100_000,
    });
    expect(line.refusal(correct(seqOf(line), { valueOn: on('2025-01-04') }))).toMatchObject({
      type: 'value-date-out-of-range',
    });
  });

  test('of a waiver', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 100_000);
    line.do(waiver({ agreementId, amountMinor: 10_000 }));
    line.do(correct(seqOf(line), { amountMinor: 20_000 }));
    expect(line.view().usedMinor).toBe(80_000);
    expect(line.refusal(correct(seqOf(line), { amountMinor: 100_001 }))).toEqual({
      type: 'waiver-above-open',
      openMinor: 100_000,
    });
  });
});

describe('a waiver', () => {
  test('of the late charges of a bill', () => {
    const line = late();
    expect(line.do(waiver({ billOn: on('2025-02-03'), component: 'PENALTY' }))).toMatchObject({ waivedMinor: 150 });
    expect(line.do(waiver({ billOn: on('2025-02-03'), component: 'CARRY', amountMinor: 400 }))).toMatchObject({
      waivedMinor: 400,
    });
    expect([line.balance('PENALTY_WAIVED'), line.balance('CARRY_WAIVED')]).toEqual([150, 400]);
    expect(line.view().billedMinor).toBe(100_100);
  });

  test('of a fee: what is billed is given up, what is not is never charged', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12); // 7.20 a period
    line.advance('2025-02-04');
    line.do(waiver({ agreementId, component: 'FEE', amountMinor: 1_000 }));
    expect(line.balance('FEE_INCOME')).toBe(-720);
    expect(line.balance('FEE_WAIVED')).toBe(720);
    const rows = line.state.book.position.agreements[0]?.installments ?? [];
    expect(rows.slice(0, 3).map((row) => row.feeMinor)).toEqual([0, 440, 720]);
  });

  test('that brings a bill to its minimum lets nothing be late', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 100_000);
    line.advance('2025-02-04');
    line.do(waiver({ agreementId, amountMinor: 10_000 }));
    line.advance('2025-02-22');
    expect(line.view()).toMatchObject({ daysPastDue: 0, usedMinor: 90_000 });
  });

  test('and a refund of what was waived: the customer gets back what was paid, the lender the rest', () => {
    const line = new TestLine('2025-01-05', 1_000_000, TERMS, null);
    const agreementId = line.buy('o1', 100_000);
    line.advance('2025-02-04');
    line.pay(30_000);
    line.do(waiver({ agreementId }));
    line.advance('2025-02-05');
    line.refund(agreementId, 100_000);
    expect(line.view()).toMatchObject({ creditMinor: 30_000, usedMinor: 0 });
    expect(line.balance('RECOVERY_INCOME')).toBe(-70_000);
  });
});

describe('a charge-off', () => {
  test('moves everything outstanding to losses by component; nothing accrues; what comes in is a recovery', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    line.advance('2025-03-04'); // two installments of 100.00 + 7.20 billed, the first one 20 days late
    const { billedMinor } = line.view();
    const chargesMinor = billedMinor - 2 * 10_720;
    expect(line.do(chargeOff())).toMatchObject({ writtenOffMinor: 120_000 + 2 * 720 + chargesMinor });
    expect([line.balance('PRINCIPAL_LOSS'), line.balance('FEE_LOSS')]).toEqual([120_000, 1_440]);
    expect(line.balance('CARRY_LOSS') + line.balance('PENALTY_LOSS')).toBe(chargesMinor);
    for (const account of ['PRINCIPAL', 'FEE', 'INTEREST', 'CARRY', 'PENALTY'] as const)
      expect(line.balance(`${account}_RECEIVABLE`)).toBe(0);
    expect(line.state.book.position.agreements[0]?.status).toBe('CHARGED_OFF');
    expect(line.view().status).toBe('FROZEN');
    line.advance('2025-06-01');
    expect(line.view()).toMatchObject({ billedMinor: 0, daysPastDue: 0, status: 'FROZEN', statementCount: 2 });
    line.pay(50_000);
    expect(line.balance('RECOVERY_INCOME')).toBe(-50_000);
    line.pay(100_000);
    // All is recovered, late charges last; the rest is the customer's.
    expect(line.balance('RECOVERY_INCOME')).toBe(-(120_000 + 1_440 + chargesMinor));
    expect(line.view().creditMinor).toBe(150_000 - 121_440 - chargesMinor);
    expect(line.refusal(chargeOff(agreementId))).toEqual({ type: 'agreement-not-active', status: 'CHARGED_OFF' });
  });

  test('of one agreement leaves the other, and the charges of a bill on which the other stands', () => {
    const line = new TestLine('2025-01-05');
    const lost = line.buy('o1', 100_000);
    line.buy('o2', 50_000);
    line.advance('2025-02-22');
    line.do(chargeOff(lost));
    expect(line.view().usedMinor).toBe(50_000);
    expect(line.balance('CARRY_LOSS')).toBe(0);
    expect(line.balance('CARRY_RECEIVABLE')).toBe(750);
  });

  test('is undone like any fact: the position is what it was', () => {
    const line = late();
    const before = line.state.book.position;
    line.do(chargeOff());
    const seq = line.events.find(({ type }) => type === 'chargedOff')?.seq ?? 0;
    line.do(reverse(seq));
    expect(line.state.book.position).toEqual(before);
  });

  test('keeps the agreement in the books until it is recovered', () => {
    const line = new TestLine('2025-01-05', 1_000_000, { ...TERMS, correctionWindowMonths: 1 });
    line.buy('o1', 100_000);
    line.advance('2025-02-22');
    line.do(chargeOff());
    line.do({ type: 'unfreeze', cause: 'OVERDUE' });
    line.buy('o2', 1_000, PAY_LATER);
    line.advance('2025-09-01');
    line.pay(200_000);
    expect(line.balance('RECOVERY_INCOME')).toBeLessThanOrEqual(-100_000);
  });

  test('a refund after it is a recovery', () => {
    const line = new TestLine('2025-01-05', 1_000_000, TERMS, null);
    const agreementId = line.buy('o1', 100_000);
    line.advance('2025-02-04');
    line.do(chargeOff(agreementId));
    line.advance('2025-02-05');
    line.refund(agreementId, 40_000);
    expect(line.balance('RECOVERY_INCOME')).toBe(-40_000);
    expect(line.view().creditMinor).toBe(0);
    expect(line.state.book.position.agreements[0]).toMatchObject({ status: 'CHARGED_OFF', recoveredMinor: 40_000 });
  });
});

describe('hardship', () => {
  test('a deferral brings a late agreement current; its installments come later at their distance', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    line.advance('2025-02-22');
    expect(line.view().daysPastDue).toBe(10);
    expect(line.do({ type: 'reAge', agreementId, newDueOn: on('2025-05-12') })).toMatchObject({ billOn: '2025-05-03' });
    expect(line.view().daysPastDue).toBe(0);
    expect(line.balance('FEE_INCOME')).toBe(0);
    const anchors = line.state.book.position.agreements[0]?.installments.map((row) => row.anchorOn) ?? [];
    expect(anchors.slice(0, 3)).toEqual(['2025-04-05', '2025-05-05', '2025-06-05']);
    line.advance('2025-02-23');
    line.pay(line.view().billedMinor); // the charges of the ten days stay payable
    line.advance('2025-05-04');
    expect(line.view()).toMatchObject({ dueOn: '2025-05-12', daysPastDue: 0 });
    expect(line.state.latestStatement?.installmentsMinor).toBe(10_720);
    line.do(reverse(line.events.find(({ type }) => type === 'reAged')?.seq ?? 0));
    expect(line.view().daysPastDue).toBe(81);
  });

  test('another term spreads principal and keeps the sum of flat fees', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 90_000, FLAT, 3);
    line.advance('2025-02-04');
    const before = line.state.book.position;
    line.do({ type: 'reAmortize', agreementId, periods: 6 });
    const rows = line.state.book.position.agreements[0]?.installments ?? [];
    expect(rows.map(({ nr, principalMinor, feeMinor, anchorOn }) => [nr, principalMinor, feeMinor, anchorOn])).toEqual([
      [1, 30_000, 540, '2025-01-05'],
      [2, 10_000, 180, '2025-02-05'],
      [3, 10_000, 180, '2025-03-05'],
      [4, 10_000, 180, '2025-04-05'],
      [5, 10_000, 180, '2025-05-05'],
      [6, 10_000, 180, '2025-06-05'],
      [7, 10_000, 180, '2025-07-05'],
    ]);
    line.do(reverse(line.state.seq));
    expect(line.state.book.position).toEqual(before);
    const small = line.buy('o2', 45_000, FLAT, 3);
    expect(line.refusal({ type: 'reAmortize', agreementId: small, periods: 60 })).toEqual({
      type: 'installment-too-small',
      minInstallmentMinor: 1_000,
    });
  });

  test('interest of the new term runs at the agreed rate on what is left', () => {
    const line = new TestLine('2025-01-05');
    const level = { ...CASH, amortization: 'LEVEL_PAYMENT' as const };
    const plan = { ...level, prices: [{ periods: 12, feeRatePerPeriod: '0', annualRate: '0.12' }] };
    line.do({ type: 'draw', amountMinor: 400_000, currency: 'CNY', plan, periods: 12, accountRef: 'a' });
    line.answer('SUCCEEDED');
    const agreementId = line.state.book.position.agreements[0]?.agreementId ?? '';
    line.do({ type: 'reAmortize', agreementId, periods: 24 });
    const rows = line.state.book.position.agreements[0]?.installments ?? [];
    expect(rows).toHaveLength(24);
    expect(rows[0]?.interestMinor).toBe(4_000); // 1 % of 4000.00
    expect(rows.reduce((sum, row) => sum + row.principalMinor, 0)).toBe(400_000);
  });
});
