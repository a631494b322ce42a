import { instantAt } from '../calendar/zone.js';
import { minor } from '../money/minor.js';
import { live, liveOn, threePaid } from './scenario.js';
import { FLAT, on, settlement, TERMS, TestLine } from './testing.js';
import { settlementQuote } from './settlement-quote.js';
import { agreementViews } from './view.js';

describe('early settlement', () => {
  const quoted = (line: TestLine, agreementId: string) => {
    const quote = settlementQuote(line.state, { scope: 'ONE_PLAN', agreementId }, line.nowMs);
    if (!quote.ok) throw new Error(quote.refusal.type);
    const { parts, quotedOn } = quote.value;
    const [part] = parts;
    if (part === undefined) throw new Error('no parts');
    return { ...part, quotedOn };
  };

  test('a quote for a later moment takes as done what falls due until then', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    const nowMs = instantAt(TERMS.zone, on('2025-02-05'), '12:00');
    const ahead = settlementQuote(line.state, { scope: 'ONE_PLAN', agreementId }, nowMs);
    line.advance('2025-02-05');
    expect(ahead).toEqual(settlementQuote(line.state, { scope: 'ONE_PLAN', agreementId }, nowMs));
    expect(ahead).toMatchObject({ ok: true, value: { parts: [{ billedFeesMinor: 720 }], quotedOn: '2025-02-05' } });
  });

  test('on the day of the purchase it is free', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    expect(quoted(line, agreementId)).toMatchObject({ strategy: 'SAME_DAY_FREE', payoffMinor: 120_000 });
    live(line, [
      ['2025-01-05 23:59', (it) => it.settle(agreementId, 120_000), ['agreementSettled']],
      ['2027-01-01', null, []],
    ]);
    expect(line.view().ledger).toMatchObject({ PRINCIPAL_RECEIVABLE: 0, BANK: 120_000 });
  });

  test('a day later it costs no more than 24 % a year of that day', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    line.advance('2025-01-06');
    // The next fee of 7.20 alone would be 219 % a year. The schedule agreed costs 12.63 % by its dates, less than the cap
    // of 24 %: 1200 x (1.02 ^ (12 / 365) - 1) = 0.78.
    expect(quoted(line, agreementId)).toMatchObject({ payoffMinor: 120_078, nextFeeMinor: 78, settlementFeeMinor: 0 });
    line.settle(agreementId, 120_078);
    expect(line.balance('FEE_INCOME')).toBe(-78);
    expect(line.view()).toMatchObject({ usedMinor: 0, creditMinor: 0 });
  });

  test.each([
    ['SET-1', 'ALL_FEES_CHARGED', 4_569, 95_289],
    ['SET-2, clamped from 960.09', 'PAID_FEES', 4_800, 95_520],
  ] as const)('%s', (_id, settlementFeeOffset, settlementFeeMinor, payoffMinor) => {
    const { line, agreementId } = threePaid({ ...FLAT, settlementFeeOffset });
    expect(quoted(line, agreementId)).toMatchObject({
      principalMinor: 90_000,
      nextFeeMinor: 720,
      settlementFeeMinor,
      payoffMinor,
    });
    line.settle(agreementId, payoffMinor);
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0, creditMinor: 0 });
    expect(line.balance('FEE_INCOME')).toBe(0 - (2_160 + 720 + settlementFeeMinor));
    expect(agreementViews(line.state)[0]).toMatchObject({ status: 'SETTLED', settledOn: '2025-04-20' });
  });

  describe('of a plan that costs 26.61 % a year from its worst day (SCH-10)', () => {
    /** 1.10 % in 12, bought on the day before the cut: the first installment falls due after 10 days. */
    const DEAR = { ...FLAT, prices: [{ periods: 12, feeRatePerPeriod: '0.0110', annualRate: '0' }] };
    const bought = () => {
      const line = new TestLine('2025-01-05');
      line.advance('2025-02-02');
      return { line, agreementId: line.buy('o1', 120_000, DEAR, 12) };
    };

    test('the billed fee is waived down to what two days may cost', () => {
      const { line, agreementId } = bought();
      line.advance('2025-02-04');
      // 1200 x ((1 + 0.2661.. / 12) ^ (12 x 2 / 365) - 1) = 1.73
      expect(quoted(line, agreementId)).toMatchObject({ billedFeesMinor: 173, nextFeeMinor: 0, payoffMinor: 120_173 });
      line.settle(agreementId, 120_173);
      expect(line.balance('FEE_INCOME')).toBe(-173);
      expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0, creditMinor: 0 });
    });

    test('an installment that was paid in advance counts at its due date', () => {
      const { line, agreementId } = bought();
      line.advance('2025-02-04');
      line.pay(11_320);
      line.advance('2025-02-13');
      expect(line.payoff(agreementId)).toBe(109_627);
    });

    test('a fee that was paid already is given back as far as eleven days do not bear it', () => {
      const { line, agreementId } = bought();
      line.advance('2025-02-12');
      line.pay(11_320);
      line.advance('2025-02-13');
      // The ceiling is 1096.27, 3.73 below the principal that is left.
      expect(quoted(line, agreementId)).toMatchObject({
        principalMinor: 110_000,
        settlementFeeMinor: -373,
        payoffMinor: 109_627,
      });
      line.settle(agreementId, 109_627);
      expect(line.balance('FEE_INCOME')).toBe(-1_320 + 373);
      expect(line.balance('BANK')).toBe(11_320 + 109_627);
      expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0, creditMinor: 0 });
    });
  });

  test('with a bill open: its fees are part of it, and the bill is then paid', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    line.advance('2025-02-05');
    const quote = quoted(line, agreementId);
    // 1200 x 31 days x 0.065 % = 24.18, less 7.20 billed and 7.20 next
    expect(quote).toMatchObject({ billedFeesMinor: 720, nextFeeMinor: 720, settlementFeeMinor: 978 });
    line.settle(agreementId, quote.payoffMinor);
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0 });
    expect(line.advance('2027-01-01')).toEqual([]);
  });

  test.each([
    ['SUCCEEDED' as const, ['agreementSettled'], 0],
    ['INSUFFICIENT_FUNDS' as const, ['debitFailed'], 90_000],
  ])('by a debit that the bank answers with %s two days later', (outcome, booked, usedMinor) => {
    const { line, agreementId } = threePaid();
    const method = { kind: 'DEBIT', accountRef: 'acc_d' } as const;
    const settle = settlement(agreementId, 95_289, method);
    expect(line.do(settle)).toMatchObject({ status: 'PENDING', payoffMinor: 95_289 });
    expect(line.refusal(settle)).toEqual({ type: 'payment-pending' });
    liveOn(line, [['2025-04-22', (it) => it.answer(outcome), booked]]);
    expect(line.view()).toMatchObject({ usedMinor, pending: [] });
    if (usedMinor === 0) expect(line.advance('2027-01-01')).toEqual([]);
  });

  test('a debit for it that succeeds after the next cut: the bill asks for nothing', () => {
    const { line, agreementId } = threePaid();
    line.do(settlement(agreementId, 95_289, { kind: 'DEBIT', accountRef: 'acc_d' }));
    line.advance('2025-05-04');
    expect(line.view().billedMinor).toBe(10_720);
    line.answer('SUCCEEDED');
    expect(line.view()).toMatchObject({ billedMinor: 0, usedMinor: 0, creditMinor: 0 });
  });

  test('a payment before it that bounces makes the money an ordinary payment: the agreement goes on', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    line.advance('2025-02-12');
    const paymentId = line.pay(10_720);
    line.advance('2025-02-13');
    line.settle(agreementId, quoted(line, agreementId).payoffMinor);
    line.do({ type: 'reversePayment', paymentId, reason: 'returned' });
    const [agreement] = agreementViews(line.state);
    expect(agreement).toMatchObject({ status: 'ACTIVE', outstandingMinor: 110_000 });
    expect(line.view().creditMinor).toBeGreaterThan(90_000);
  });

  test('the settlement itself can bounce', () => {
    const { line, agreementId } = threePaid();
    const paymentId = line.settle(agreementId, 95_289);
    line.do({ type: 'reversePayment', paymentId, reason: 'returned' });
    expect(agreementViews(line.state)[0]).toMatchObject({ status: 'ACTIVE', outstandingMinor: 90_000 });
    expect(quoted(line, agreementId).payoffMinor).toBe(95_289);
  });

  test('a refund on the same day makes the rest credit', () => {
    const line = new TestLine('2025-01-05', 1_000_000, TERMS, null);
    const agreementId = line.buy('o1', 120_000, FLAT, 12);
    line.settle(agreementId, 120_000);
    expect(line.refund(agreementId, 20_000)).toMatchObject({ restoredMinor: 0, creditedMinor: 20_000 });
    expect(line.view()).toMatchObject({ creditMinor: 20_000, usedMinor: 0 });
  });

  test('a draw whose money is under way, or an agreement that is paid, cannot be settled', () => {
    const line = new TestLine('2025-01-05');
    const agreementId = line.draw(120_000);
    const settle = (id: string) => settlement(id, 1, { kind: 'TRANSFER', reference: 'r' });
    expect(line.refusal(settle(agreementId))).toEqual({ type: 'payment-pending' });
    const bought = line.buy('o1', 1_000);
    line.advance('2025-02-05');
    line.pay(20_000);
    expect(line.refusal(settle(bought))).toEqual({ type: 'agreement-not-active', status: 'PAID' });
    expect(minor(line.view().usedMinor)).toBeGreaterThan(0);
  });
});
