import { minor } from '../money/minor.js';
import { isAboveCap, planAnnualCost } from '../plan/plan-cost.js';
import { DAILY, TestLine } from './testing.js';
import { agreementViews } from './view.js';

const rows = (line: TestLine) => agreementViews(line.state)[0]?.installments ?? [];

/** 10,000 drawn on 1 June, the money sent the same day. */
function drawn(periods = 1, plan = DAILY): { readonly line: TestLine; readonly agreementId: string } {
  const line = new TestLine('2025-06-01', 2_000_000);
  const agreementId = line.draw(1_000_000, periods, plan);
  line.answer('SUCCEEDED');
  return { line, agreementId };
}

describe('cash that bears interest by the day', () => {
  test.each([
    ['2025-06-01', 1_000_500],
    ['2025-06-02', 1_000_500],
    ['2025-06-03', 1_001_000],
  ])('SET-4: 10,000 at 0.05 %% a day, repaid on %s', (paidOn, payoffMinor) => {
    const { line, agreementId } = drawn();
    line.advance(paidOn, '00:00');
    expect(line.payoff(agreementId)).toBe(payoffMinor);
    line.settle(agreementId, payoffMinor);
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0, creditMinor: 0 });
    expect(line.balance('INTEREST_INCOME')).toBe(1_000_000 - payoffMinor);
    expect(line.advance('2026-06-01')).toEqual([]);
  });

  test('the bill charges the days up to the cut, and what is owed grows by the day until it is due', () => {
    const { line } = drawn();
    line.advance('2025-06-03');
    // 2 days
    expect(line.state.latestStatement).toMatchObject({ balanceMinor: 1_001_000 });
    expect(line.view()).toMatchObject({ billedMinor: 1_001_000 });
    line.advance('2025-06-12');
    // 11 days
    expect(line.view()).toMatchObject({ billedMinor: 1_005_500 });
    line.pay(1_005_500);
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0, creditMinor: 0 });
    expect(line.balance('INTEREST_INCOME')).toBe(-5_500);
    expect(line.advance('2026-06-01')).toEqual([]);
  });

  test('past its due date the carry fee takes the place of the interest: no day is charged twice', () => {
    const { line } = drawn();
    line.advance('2025-06-22');
    // Interest of 11 days to 12 June, carry of 10 days on 10,000, penalty of 10 days on 10,055.
    expect(line.view()).toMatchObject({ billedMinor: 1_000_000 + 5_500 + 5_000 + 1_508 });
  });

  test('in three periods: each bill charges its own days on what is open', () => {
    const { line } = drawn(3);
    expect(rows(line).map((row) => row.principalMinor)).toEqual([333_333, 333_333, 333_334]);
    line.advance('2025-06-12');
    line.pay(line.view().billedMinor);
    line.advance('2025-07-12');
    // 10,000 for 11 days and 6,666.67 for 21 days, up to the cut on 3 July: 12,500.03
    expect(line.balance('INTEREST_INCOME')).toBe(-12_500);
    expect(rows(line).map((row) => row.interestMinor)).toEqual([1_000, 11_500, 5_000]);
    line.pay(line.view().billedMinor);
    line.advance('2025-08-12');
    line.pay(line.view().billedMinor);
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0, creditMinor: 0 });
    // 1,000,000 x 11 + 666,667 x 30 + 333,334 x 31 minor-unit-days at 0.05 %
    expect(line.balance('INTEREST_INCOME')).toBe(-20_667);
    expect(line.advance('2026-06-01')).toEqual([]);
  });

  test('a draw that the bank cannot pay out costs nothing', () => {
    const line = new TestLine('2025-06-01', 2_000_000);
    line.draw(1_000_000, 1, DAILY);
    line.advance('2025-06-02');
    line.answer('INSUFFICIENT_FUNDS');
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0 });
    expect(line.balance('INTEREST_INCOME')).toBe(0);
  });

  test('the fee of the draw is billed once, and beside 0.05 % a day there is room for 0.4726 %', () => {
    const { line } = drawn(1, { ...DAILY, cashDrawFeeRate: '0.0040' });
    line.advance('2025-06-03');
    expect(rows(line)[0]).toMatchObject({ feeMinor: 4_000, interestMinor: 1_000 });
    const [price] = DAILY.prices;
    if (price === undefined) throw new Error('no price');
    expect(planAnnualCost(DAILY, price).toString()).toBe('0.1825');
    expect(isAboveCap({ ...DAILY, cashDrawFeeRate: '0.004726' }, price)).toBe(false);
    expect(isAboveCap({ ...DAILY, cashDrawFeeRate: '0.004727' }, price)).toBe(true);
    expect(
      new TestLine('2025-06-01', 2_000_000).refusal({
        type: 'draw',
        amountMinor: minor(1_000_000),
        currency: 'CNY',
        plan: { ...DAILY, cashDrawFeeRate: '0.01' },
        periods: 1,
        accountRef: 'acc_t',
      }),
    ).toMatchObject({ type: 'price-above-cap', cap: '0.24' });
  });

  test('repaid soon, the fee of the draw is cut to what the days may cost', () => {
    const { line, agreementId } = drawn(1, { ...DAILY, cashDrawFeeRate: '0.0040' });
    line.advance('2025-06-05', '00:00');
    // As agreed it costs 55.00 and 40.00 in 11 days, more than 24 %; 4 days of that: 10,000 x (1.0095 ^ (4 / 11) - 1)
    expect(line.payoff(agreementId)).toBe(1_003_444);
  });
});
