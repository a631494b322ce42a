import { minor } from '../money/minor.js';
import type { LineCommand } from './commands.js';
import { decide } from './engine.js';
import { pay, refund, settle } from './test-commands.js';
import { authorization, FLAT, on, PAY_LATER, TERMS, TestLine } from './testing.js';

describe('amounts at their bounds, a minor unit below, at, above', () => {
  /** The refusal of each, or ok. */
  const outcomes = (amounts: readonly number[], command: (amountMinor: number, line: TestLine) => LineCommand) =>
    amounts.map((amountMinor) => {
      const line = new TestLine('2025-01-05');
      const asked = command(amountMinor, line);
      const decided = decide(line.state, asked, { nowMs: line.nowMs });
      return decided.ok ? 'ok' : decided.refusal.type;
    });

  test('limit', () => {
    expect(outcomes([999_999, 1_000_000, 1_000_001], (amountMinor) => authorization('o1', amountMinor))).toEqual([
      'ok',
      'ok',
      'limit-exceeded',
    ]);
  });

  test('least and largest amount of a plan', () => {
    const plan = { ...PAY_LATER, minAmountMinor: minor(500), maxAmountMinor: minor(900) };
    const bounds = [499, 500, 501, 899, 900, 901];
    expect(outcomes(bounds, (amountMinor) => authorization('o1', amountMinor, plan))).toEqual([
      'amount-out-of-range',
      'ok',
      'ok',
      'ok',
      'ok',
      'amount-out-of-range',
    ]);
  });

  test('least installment: 9.99 is refused', () => {
    const free = { ...FLAT, prices: [{ periods: 3, feeRatePerPeriod: '0', annualRate: '0' }] };
    // The first two of three get the rounded-down third: 9.99 of 29.99.
    expect(outcomes([2_999, 3_000, 3_001], (amountMinor) => authorization('o1', amountMinor, free, 3))).toEqual([
      'installment-too-small',
      'ok',
      'ok',
    ]);
  });

  test('least installment of a part that is captured', () => {
    const free = { ...FLAT, prices: [{ periods: 3, feeRatePerPeriod: '0', annualRate: '0' }] };
    expect(
      outcomes([2_999, 3_000, 6_000, 6_001], (amountMinor, line) => ({
        type: 'capture',
        authorizationId: line.authorize('o1', 6_000, free, 3),
        amountMinor,
      })),
    ).toEqual(['installment-too-small', 'ok', 'ok', 'capture-above-authorized']);
  });

  test('refund', () => {
    expect(outcomes([999, 1_000, 1_001], (amountMinor, line) => refund(line.buy('o1', 1_000), amountMinor))).toEqual([
      'ok',
      'ok',
      'refund-above-purchase',
    ]);
  });

  test('payoff', () => {
    expect(outcomes([999, 1_000, 1_001], (amountMinor, line) => settle(line.buy('o1', 1_000), amountMinor))).toEqual([
      'payoff-changed',
      'ok',
      'payoff-changed',
    ]);
  });

  test('value dates: from the opening or the correction window to today', () => {
    const typesOn = (openedOn: string, today: string, dates: readonly string[]) =>
      dates.map((valueOn) => {
        const line = new TestLine(openedOn);
        line.advance(today);
        const decided = decide(line.state, pay({ valueOn: on(valueOn) }), { nowMs: line.nowMs });
        return decided.ok ? 'ok' : decided.refusal.type;
      });
    const out = 'value-date-out-of-range';
    expect(typesOn('2025-01-05', '2025-02-05', ['2025-01-04', '2025-01-05', '2025-02-05', '2025-02-06'])).toEqual([
      out,
      'ok',
      'ok',
      out,
    ]);
    // The window of six months, also on a line that has had no bill since.
    expect(typesOn('2024-01-05', '2025-02-05', ['2024-08-04', '2024-08-05'])).toEqual([out, 'ok']);
  });
});

describe('the price against the cap', () => {
  const flat = (feeRatePerPeriod: string) => ({
    ...FLAT,
    prices: [{ periods: 12, feeRatePerPeriod, annualRate: '0' }],
  });

  test('the publishable fee passes, 0.0001 % more is refused', () => {
    const line = new TestLine('2025-01-05');
    line.authorize('o1', 120_000, flat('0.011226'), 12);
    expect(line.refusal(authorization('o2', 120_000, flat('0.011227'), 12))).toMatchObject({ type: 'price-above-cap' });
  });

  test('a plan at its cap is not refused for the cents of a small amount', () => {
    const line = new TestLine('2025-01-05');
    // 120.05 at 1.1226 %: 1.3477 is rounded to 1.35 in each of twelve periods, more than 24 % a year.
    line.authorize('o1', 12_005, flat('0.011226'), 12);
    const level = {
      ...FLAT,
      amortization: 'LEVEL_PAYMENT' as const,
      prices: [{ periods: 12, feeRatePerPeriod: '0', annualRate: '0.24' }],
    };
    for (let amountMinor = 20_000; amountMinor < 20_040; amountMinor += 1)
      line.authorize(`level ${amountMinor}`, amountMinor, level, 12);
    expect(
      line.refusal(
        authorization(
          'above',
          20_000,
          { ...level, prices: [{ periods: 12, feeRatePerPeriod: '0', annualRate: '0.240001' }] },
          12,
        ),
      ),
    ).toMatchObject({
      type: 'price-above-cap',
      figure: '0.240001',
    });
  });
});

describe('a line that is full', () => {
  test('takes no new agreement at its maximum, but money for those there are', () => {
    const line = new TestLine('2025-01-05', 1_000_000, TERMS);
    for (let nr = 1; nr <= 200; nr += 1) line.buy(`o${nr}`, 1_000);
    expect(line.refusal(authorization('one more', 1_000))).toEqual({ type: 'too-many', what: 'agreements', max: 200 });
    line.advance('2025-02-05');
    line.pay(200_000);
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0 });
    line.do({ type: 'close', reason: 'customer' });
    expect(line.view().status).toBe('CLOSED');
  });
});
