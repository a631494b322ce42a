import { minor } from '../money/minor.js';
import type { PlanTerms } from '../plan/plan-terms.js';
import { decide } from './engine.js';
import { authorization, FLAT, idOf, on, TERMS, TestLine } from './testing.js';

const price = (periods: number, feeRatePerPeriod: string, annualRate = '0') => ({
  periods,
  feeRatePerPeriod,
  annualRate,
});
const PRICED: PlanTerms = {
  ...FLAT,
  prices: [price(3, '0.006')],
  priceGrid: [{ grade: 'A', ...price(3, '0.005') }],
  promotions: [
    { promotionId: 'spring', fromOn: on('2025-03-01'), untilOn: on('2025-04-01'), prices: [price(3, '0.001')] },
  ],
};
const rowsOf = (line: TestLine) =>
  line.state.book.position.agreements
    .at(-1)
    ?.installments.map((row) => [row.principalMinor, row.interestMinor, row.feeMinor]);
const feesOf = (line: TestLine) => rowsOf(line)?.map(([, , fee]) => fee);

describe('the price that an agreement pins', () => {
  test('is that of the grade of the line, or of the plan', () => {
    const graded = new TestLine('2025-01-05', 1_000_000, { ...TERMS, priceGrade: 'A' });
    graded.buy('o1', 120_000, PRICED, 3);
    const plain = new TestLine('2025-01-05');
    plain.buy('o1', 120_000, PRICED, 3);
    expect([feesOf(graded), feesOf(plain)]).toEqual([
      [600, 600, 600],
      [720, 720, 720],
    ]);
  });

  test('is that of the day of the authorization, also when it is captured after a promotion', () => {
    const line = new TestLine('2025-03-31');
    const reply = line.do(authorization('o1', 120_000, PRICED, 3));
    line.advance('2025-04-02');
    line.do({ type: 'capture', authorizationId: idOf(reply, 'authorizationId'), amountMinor: 120_000 });
    expect(feesOf(line)).toEqual([120, 120, 120]);
    line.buy('o2', 120_000, PRICED, 3);
    expect(feesOf(line)).toEqual([720, 720, 720]);
  });
});

describe('a down payment', () => {
  const plan = { ...PRICED, downPaymentRate: '0.1' };

  test('PRO-1: 4500 at 10 % holds 4050; the same order again gets the same answer', () => {
    const line = new TestLine('2025-01-05');
    const reply = line.do(authorization('o1', 450_000, plan, 3));
    expect(reply).toMatchObject({ downPaymentMinor: 45_000 });
    expect(line.view()).toMatchObject({ heldMinor: 405_000, availableMinor: 595_000 });
    expect(line.do(authorization('o1', 450_000, plan, 3))).toEqual(reply);
    const other = decide(line.state, authorization('o1', 405_000, plan, 3), { nowMs: line.nowMs });
    expect(other).toMatchObject({ ok: false, refusal: { type: 'order-reused', param: 'amountMinor' } });
  });

  test('that is as large as the price is refused', () => {
    const line = new TestLine('2025-01-05');
    const command = authorization('o1', 450_000, { ...plan, downPaymentRate: '1' }, 3);
    expect(decide(line.state, command, { nowMs: line.nowMs })).toMatchObject({
      ok: false,
      refusal: { type: 'plan-terms-invalid', param: 'downPaymentRate' },
    });
  });
});

describe('the shape of a schedule', () => {
  test('installments of 14 days stand together on the bill of their cycle', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 120_000, { ...FLAT, prices: [price(3, '0')], frequency: { every: 14, unit: 'DAYS' } }, 3);
    expect(line.state.book.position.agreements[0]?.installments.map(({ anchorOn }) => anchorOn)).toEqual([
      '2025-01-05',
      '2025-01-19',
      '2025-02-02',
    ]);
    line.advance('2025-02-03');
    expect(line.view()).toMatchObject({ billedMinor: 120_000 });
  });

  test('a broken first period bears interest up to its due date: 38 days to 12 February', () => {
    const plan: PlanTerms = {
      ...FLAT,
      amortization: 'LEVEL_PRINCIPAL',
      firstPeriodRule: 'ACTUAL_DAYS',
      prices: [price(2, '0', '0.12')],
    };
    const line = new TestLine('2025-01-05');
    line.buy('o1', 1_000_000, plan, 2);
    expect(rowsOf(line)).toEqual([
      [500_000, 12_493, 0],
      [500_000, 5_000, 0],
    ]);
  });

  test('a payment that does not cover the interest is refused, and changes nothing', () => {
    const plan: PlanTerms = {
      ...FLAT,
      amortization: 'LEVEL_PAYMENT',
      fixedInstallmentMinor: minor(999),
      prices: [price(12, '0', '0.12')],
    };
    const line = new TestLine('2025-01-05');
    const before = JSON.stringify(line.state);
    expect(decide(line.state, authorization('o1', 100_000, plan, 12), { nowMs: line.nowMs })).toEqual({
      ok: false,
      refusal: {
        type: 'plan-terms-invalid',
        param: 'fixedInstallmentMinor',
        reason: 'a payment of 999 does not cover the interest of 1000; give more (rule fixedInstallment)',
      },
    });
    expect(JSON.stringify(line.state)).toBe(before);
  });
});
