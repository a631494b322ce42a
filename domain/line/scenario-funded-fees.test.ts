import type { PlanTerms } from '../plan/plan-terms.js';
import type { Authorize } from './commands.js';
import { authorization, FLAT, idOf, TestLine } from './testing.js';
import { agreementViews } from './view.js';

const PRO_1: PlanTerms = { ...FLAT, downPaymentRate: '0.1' };
const COUPON = { couponId: 'c_1', funder: 'PLATFORM', share: '1' } as const;

const bought = (plan: PlanTerms, priceMinor: number, change: Partial<Authorize>, periods = 12) => {
  const line = new TestLine('2025-01-05', 1_000_000);
  const reply = line.do({ ...authorization('o1', priceMinor, plan, periods), capture: 'IMMEDIATE', ...change });
  return { line, agreementId: idOf(reply, 'agreementId') };
};
const view = (line: TestLine) => {
  const [agreement] = agreementViews(line.state);
  if (agreement === undefined) throw new Error('no agreement');
  return agreement;
};
const payAll = (line: TestLine, count: number): void => {
  for (let nr = 0; nr < count; nr += 1) {
    const month = String((nr % 12) + 2);
    line.advance(nr === 11 ? '2026-01-12' : `2025-${month.padStart(2, '0')}-12`);
    line.pay(line.view().billedMinor);
  }
};
const fundedEntries = (line: TestLine) =>
  Object.entries(line.state.book.position.ledger).filter(([key]) => key.startsWith('FUNDER_'));

describe('charges that a funder pays', () => {
  test('PRO-1: a coupon over all fees: 337.50 a month, the funder owes 291.60', () => {
    const { line } = bought(PRO_1, 450_000, { coupon: COUPON });
    expect(view(line)).toMatchObject({
      principalMinor: 405_000,
      downPaymentMinor: 45_000,
      funding: { ...COUPON, funderId: 'PLATFORM', agreedMinor: 29_160, owedMinor: 0 },
    });
    expect(view(line).installments.map((row) => row.principalMinor + row.feeMinor + row.interestMinor)).toEqual(
      Array.from({ length: 12 }, () => 33_750),
    );
    payAll(line, 12);
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0 });
    expect([line.balance('FUNDER_RECEIVABLE'), line.balance('FEE_INCOME')]).toEqual([29_160, -29_160]);
    expect(line.balance('BANK')).toBe(405_000);
    // The claim stands under who owes it, and is balanced there as for the lender.
    expect(Object.fromEntries(fundedEntries(line))).toEqual({
      'FUNDER_RECEIVABLE|ORDER_INSTALLMENT|PLATFORM': 29_160,
      'FUNDER_SETTLEMENT|ORDER_INSTALLMENT|PLATFORM': -29_160,
      'FUNDER_SETTLEMENT|ORDER_INSTALLMENT': 29_160,
    });
  });

  test('a third of the fees: the customer pays the rest', () => {
    const { line } = bought(FLAT, 120_000, { coupon: { ...COUPON, share: '0.3333' } });
    expect(view(line).installments[0]).toMatchObject({ feeMinor: 480 });
    expect(view(line).funding).toMatchObject({ agreedMinor: 12 * 240 });
  });

  test('merchantFeeShare: the merchant of the order owes all charges, interest too', () => {
    const plan: PlanTerms = {
      ...FLAT,
      amortization: 'LEVEL_PRINCIPAL',
      prices: [{ periods: 3, feeRatePerPeriod: '0', annualRate: '0.12' }],
      merchantFeeShare: '1',
    };
    const { line } = bought(plan, 300_000, {}, 3);
    expect(view(line).installments.map((row) => row.interestMinor)).toEqual([0, 0, 0]);
    expect(view(line).funding).toMatchObject({
      couponId: null,
      funder: 'MERCHANT',
      funderId: 'm_1',
      agreedMinor: 6_000,
    });
    payAll(line, 3);
    expect([line.balance('FUNDER_RECEIVABLE'), line.balance('INTEREST_INCOME')]).toEqual([6_000, -6_000]);
  });

  test('interest alone to pay: the funder owes it with the next bill that there is', () => {
    const plan: PlanTerms = {
      ...FLAT,
      amortization: 'INTEREST_ONLY',
      prices: [{ periods: 3, feeRatePerPeriod: '0', annualRate: '0.12' }],
    };
    const { line } = bought(plan, 300_000, { coupon: COUPON }, 3);
    line.advance('2025-03-05');
    expect(line.view()).toMatchObject({ billedMinor: 0 });
    expect(view(line).funding).toMatchObject({ agreedMinor: 9_000, owedMinor: 0 });
    line.advance('2025-04-05');
    expect(line.view()).toMatchObject({ billedMinor: 300_000 });
    expect(view(line).funding).toMatchObject({ agreedMinor: 9_000, owedMinor: 9_000 });
  });

  test('settled early: the customer pays the principal alone, the funder what was billed', () => {
    const { line, agreementId } = bought(PRO_1, 450_000, { coupon: COUPON });
    payAll(line, 3);
    line.advance('2025-04-20');
    expect(line.payoff(agreementId)).toBe(9 * 33_750);
    line.settle(agreementId, 9 * 33_750);
    expect(view(line).funding).toMatchObject({ agreedMinor: 3 * 2_430, owedMinor: 3 * 2_430 });
    line.advance('2026-06-01');
    expect(line.balance('FUNDER_RECEIVABLE')).toBe(3 * 2_430);
  });

  test('another number of periods: the funder owes what it owed before', () => {
    const { line, agreementId } = bought(FLAT, 120_000, { coupon: COUPON });
    payAll(line, 3);
    line.do({ type: 'reAmortize', agreementId, periods: 18 });
    expect(view(line).funding).toMatchObject({ agreedMinor: 12 * 720, owedMinor: 3 * 720 });
    expect(view(line).installments.every((row) => row.feeMinor === 0)).toBe(true);
  });
});

describe('refunds of a purchase with a funder', () => {
  test('a coupon is void on any return: nobody owes the fees to come, what was charged stays', () => {
    const { line, agreementId } = bought(FLAT, 120_000, { coupon: COUPON });
    payAll(line, 3);
    line.advance('2025-04-20');
    expect(line.refund(agreementId, 35_000)).toMatchObject({ funderMinor: 0, returnedCouponId: null });
    expect(view(line).funding).toMatchObject({ agreedMinor: 2_160, owedMinor: 2_160 });
    expect(view(line).installments.every((row) => row.feeMinor === 0)).toBe(true);
    line.advance('2027-01-01');
    expect(line.balance('FUNDER_RECEIVABLE')).toBe(2_160);
  });

  test.each([
    ['RECOMPUTE', 2_160 + 6 * 510],
    ['PRORATE', 2_160 + 5 * 720 + 360],
    ['KEEP', 2_160 + 6 * 720],
  ] as const)('REF-2: what the plan has the merchant pay follows openFeePolicy %s', (openFeePolicy, agreedMinor) => {
    const { line, agreementId } = bought({ ...FLAT, merchantFeeShare: '1', openFeePolicy }, 120_000, {});
    payAll(line, 3);
    line.advance('2025-04-20');
    line.refund(agreementId, 35_000);
    expect(view(line).funding).toMatchObject({ agreedMinor, owedMinor: 2_160 });
  });

  test('charged fees go back to who paid them', () => {
    const plan: PlanTerms = { ...FLAT, chargedFeePolicy: 'REFUND_PRORATA' };
    const { line, agreementId } = bought(plan, 120_000, { coupon: { ...COUPON, share: '0.5' } });
    payAll(line, 3);
    line.advance('2025-04-20');
    // 10.80 each: 350 / 1200 of it is 3.15
    expect(line.refund(agreementId, 35_000)).toMatchObject({ creditedMinor: 315, funderMinor: 315 });
    expect([line.balance('FUNDER_RECEIVABLE'), line.balance('FEE_INCOME')]).toEqual([765, -1_530]);
  });

  test.each([
    ['NOT_RETURNED', 120_000, null],
    ['RETURN_IF_FULL', 119_999, null],
    ['RETURN_IF_FULL', 120_000, 'c_1'],
  ] as const)('couponPolicy %s, %i of 1200 refunded: returned is %s', (couponPolicy, amountMinor, returnedCouponId) => {
    const plan: PlanTerms = { ...FLAT, couponPolicy };
    const { line, agreementId } = bought(plan, 120_000, { coupon: COUPON });
    expect(line.refund(agreementId, amountMinor)).toMatchObject({ returnedCouponId });
    const again = line.tryDo({ ...authorization('o2', 120_000, plan, 12), coupon: COUPON });
    expect(again !== null).toBe(returnedCouponId !== null);
  });

  test('canceled, the coupon pays as before', () => {
    const { line, agreementId } = bought(FLAT, 120_000, { coupon: COUPON });
    payAll(line, 3);
    const before = view(line);
    const { refundId } = line.refund(agreementId, 100_000);
    line.do({ type: 'cancelRefund', refundId: refundId as string, reason: 'kept' });
    expect({ ...view(line), seq: before.seq }).toEqual(before);
  });
});

describe('refunds of a purchase with a down payment', () => {
  test('a refund is split as the price was: a tenth for the down payment, the rest for the line', () => {
    const { line, agreementId } = bought(PRO_1, 450_000, {});
    expect(line.refund(agreementId, 100_001)).toMatchObject({
      downPaymentMinor: 10_000,
      lineMinor: 90_001,
      restoredMinor: 90_001,
      creditedMinor: 0,
    });
    expect(line.refund(agreementId, 349_999)).toMatchObject({ downPaymentMinor: 35_000, lineMinor: 314_999 });
    expect(view(line)).toMatchObject({ status: 'REFUNDED', refundedMinor: 405_000, downPaymentRefundedMinor: 45_000 });
    expect(line.refusal({ type: 'refund', agreementId, amountMinor: 1, currency: 'CNY', valueOn: null })).toEqual({
      type: 'refund-above-purchase',
      refundableMinor: 0,
    });
  });

  test('larger than what is outstanding: the line gives back what was repaid', () => {
    const { line, agreementId } = bought(PRO_1, 450_000, {});
    payAll(line, 3);
    line.advance('2025-04-20');
    // 4050 of 4500; 3037.50 is open, 1012.50 was repaid
    expect(line.refund(agreementId, 450_000)).toMatchObject({
      downPaymentMinor: 45_000,
      lineMinor: 405_000,
      restoredMinor: 303_750,
      creditedMinor: 101_250,
    });
  });

  test('captures in parts share the down payment; the last one takes the rest', () => {
    const line = new TestLine('2025-01-05');
    const authorizationId = line.authorize('o1', 100_001, PRO_1, 3);
    line.do({ type: 'capture', authorizationId, amountMinor: 30_000 });
    line.do({ type: 'capture', authorizationId, amountMinor: 60_001 });
    expect(agreementViews(line.state).map((each) => [each.principalMinor, each.downPaymentMinor])).toEqual([
      [30_000, 3_333],
      [60_001, 6_667],
    ]);
  });

  test('corrected to another amount, both parts are those of the new one', () => {
    const { line, agreementId } = bought(PRO_1, 450_000, {});
    line.refund(agreementId, 100_000);
    const fact = line.state.book.facts.find(({ kind }) => kind === 'REFUND');
    line.do({ type: 'correct', factSeq: fact?.seq ?? 0, valueOn: null, amountMinor: 450_000, reason: 'all of it' });
    expect(view(line)).toMatchObject({ refundedMinor: 405_000, downPaymentRefundedMinor: 45_000 });
  });
});
