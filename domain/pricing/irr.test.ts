import fc from 'fast-check';
import { irr, xirr } from 'node-irr';
import { addDays, plainDate } from '../calendar/plain-date.js';
import type { Exact } from '../money/decimal.js';
import { exact } from '../money/decimal.js';
import { NoInternalRateError } from './flow-rate.js';
import { datedIrr, monthlyIrr, solveDatedIrr, solveMonthlyIrr } from './irr.js';

const on = plainDate;

describe('monthlyIrr', () => {
  test.each([
    ['one payment', 100, [102], '0.02'],
    ['nothing paid on top', 300, [100, 100, 100], '0'],
    ['interest only, principal last', 1_000, [10, 10, 1_010], '0.01'],
    ['half lost', 100, [50], '-0.5'],
    ['doubled at once', 100, [200], '1'],
    ['payments far apart', 100, [0, 121], '0.1'],
    ['a thousandfold', 1, [1_000], '999'],
  ])('%s', (_name, principal, payments, expected) => {
    expect(monthlyIrr(principal, payments).toString()).toBe(expected);
  });

  test('takes exact payments', () => {
    expect(monthlyIrr(exact('0.1'), [exact('0.1001')]).toString()).toBe('0.001');
  });

  test.each([
    ['nothing received', 0, [10]],
    ['nothing paid', 100, [0, 0]],
    ['no payments', 100, []],
    ['money from both sides', -100, [10]],
  ])('has no rate: %s', (_name, principal, payments) => {
    expect(solveMonthlyIrr(principal, payments)).toEqual({ ok: false, reason: 'NO_SIGN_CHANGE' });
    expect(() => monthlyIrr(principal, payments)).toThrow(NoInternalRateError);
  });

  test('refuses amounts that are no numbers', () => {
    expect(() => monthlyIrr(Number.NaN, [1])).toThrow(RangeError);
  });

  test('balances the flows to 15 digits and more', () => {
    const payments = fc
      .array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 60 })
      .filter((all) => all.some((n) => n > 0));
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 20_000_000 }), payments, (principal, all) => {
        const rate = monthlyIrr(principal, all);
        const factor = rate.plus(1);
        const worth = all.reduce<Exact>(
          (sum, payment, index) => sum.plus(factor.pow(-index - 1).times(payment)),
          exact(0),
        );
        expect(worth.div(principal).minus(1).abs().toNumber()).toBeLessThan(1e-12);
      }),
    );
  });

  test('agrees with the oracle', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 10_000_000 }),
        fc.integer({ min: 2, max: 36 }),
        fc.integer({ min: 1, max: 30 }),
        (principal, periods, feePermille) => {
          const payment = principal / periods + (principal * feePermille) / 1_000;
          const payments = new Array<number>(periods).fill(payment);
          const oracle = irr([-principal, ...payments], { epsilon: 1e-12 });
          expect(monthlyIrr(principal, payments).toNumber()).toBeCloseTo(oracle, 9);
        },
      ),
    );
  });
});

describe('datedIrr', () => {
  test.each([
    [
      'a day',
      [
        { on: on('2025-01-01'), amountMinor: -10_000 },
        { on: on('2025-01-02'), amountMinor: 10_100 },
      ],
      '0.01',
    ],
    [
      'two days, given in reverse',
      [
        { on: on('2025-01-03'), amountMinor: 12_100 },
        { on: on('2025-01-01'), amountMinor: -10_000 },
      ],
      '0.1',
    ],
    [
      'seen from the lender',
      [
        { on: on('2025-01-01'), amountMinor: 10_000 },
        { on: on('2025-01-02'), amountMinor: -10_100 },
      ],
      '0.01',
    ],
    [
      'parts of a day together',
      [
        { on: on('2025-01-01'), amountMinor: -10_000 },
        { on: on('2025-01-02'), amountMinor: 5_050 },
        { on: on('2025-01-02'), amountMinor: 5_050 },
      ],
      '0.01',
    ],
    [
      'repaid in full years later',
      [
        { on: on('2025-01-01'), amountMinor: -10_000 },
        { on: on('2030-01-01'), amountMinor: 10_000 },
      ],
      '0',
    ],
  ])('%s', (_name, flows, expected) => {
    expect(datedIrr(flows).toString()).toBe(expected);
  });

  test.each([
    ['no flows', [], 'NO_SIGN_CHANGE'],
    [
      'one way only',
      [
        { on: on('2025-01-01'), amountMinor: -1 },
        { on: on('2025-02-01'), amountMinor: 0 },
      ],
      'NO_SIGN_CHANGE',
    ],
    [
      'all on one day',
      [
        { on: on('2025-01-01'), amountMinor: -100 },
        { on: on('2025-01-01'), amountMinor: 200 },
      ],
      'NO_RATE_IN_RANGE',
    ],
    [
      'received, repaid and lent again without a balance at any rate',
      [
        { on: on('2025-01-01'), amountMinor: -100 },
        { on: on('2025-01-02'), amountMinor: 100 },
        { on: on('2025-01-03'), amountMinor: -100 },
      ],
      'NO_RATE_IN_RANGE',
    ],
  ] as const)('has no rate: %s', (_name, flows, reason) => {
    expect(solveDatedIrr(flows)).toEqual({ ok: false, reason });
    expect(() => datedIrr(flows)).toThrow(reason);
  });

  test('of two rates takes the one nearest to 0', () => {
    // -100 + 230 v - 132 v^2 = 0 at rates of 10 % and 20 %.
    const flows = [-1_000, 2_300, -1_320].map((amountMinor, day) => ({
      on: addDays(on('2025-01-01'), day),
      amountMinor,
    }));
    expect(datedIrr(flows).toString()).toBe('0.1');
  });

  test('agrees with the oracle', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 10_000_000 }),
        steps,
        fc.integer({ min: 1, max: 300 }),
        (principal, gaps, permille) => {
          const first = on('2024-01-31');
          const payment = Math.ceil((principal * (1 + permille / 1_000)) / gaps.length);
          let date = first;
          const paid = gaps.map((gap) => ({ on: (date = addDays(date, gap)), amountMinor: payment }));
          const flows = [{ on: first, amountMinor: -principal }, ...paid];
          const oracle = xirr(
            flows.map((flow) => ({ date: flow.on, amount: flow.amountMinor })),
            { epsilon: 1e-13 },
          );
          expect(datedIrr(flows).toNumber()).toBeCloseTo(oracle.rate, 9);
        },
      ),
    );
  });
});
