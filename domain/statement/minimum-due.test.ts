import fc from 'fast-check';
import { textOf, vectorsOf } from '../../test/vectors/read-vectors.js';
import { parseMinor } from '../money/currency.js';
import { minor } from '../money/minor.js';
import { minimumDue } from './minimum-due.js';
import type { MinimumDueInput, MinimumDueTerms } from './minimum-due.js';

const TERMS: MinimumDueTerms = {
  minDuePercent: '0.10',
  minDueCarryThresholdMinor: minor(30_000),
  rounding: 'HALF_UP',
};

const INPUT: MinimumDueInput = {
  previousMinimumMet: true,
  spendMinor: minor(100_000),
  installmentsBilledMinor: minor(52_160),
  carriedMinor: minor(0),
  carryFeesMinor: minor(0),
  penaltyMinor: minor(0),
  statementBalanceMinor: null,
};

describe('minimumDue', () => {
  test.each<[string, Partial<Record<keyof MinimumDueInput, number>>, boolean, number]>([
    ['MIN-1', { carriedMinor: 29_999 }, true, 92_159],
    ['MIN-2', { carriedMinor: 30_000 }, true, 65_160],
    ['MIN-3', { carriedMinor: 30_001 }, true, 65_160],
    ['MIN-4', { carriedMinor: 30_005 }, true, 65_161],
    ['MIN-5', { carriedMinor: 30_000, carryFeesMinor: 1_000, penaltyMinor: 234 }, false, 93_394],
    ['MIN-6', { spendMinor: 12_345, installmentsBilledMinor: 0, carriedMinor: 30_005 }, true, 4_236],
    ['carry fees count in full when met', { carriedMinor: 30_000, carryFeesMinor: 450 }, true, 65_610],
    ['the penalty counts only when missed', { penaltyMinor: 234 }, true, 62_160],
    ['at the statement balance', { statementBalanceMinor: 62_160 }, true, 62_160],
    ['a cent below: cut to the statement balance', { statementBalanceMinor: 62_159 }, true, 62_159],
    ['a cent above: not raised to it', { statementBalanceMinor: 62_161 }, true, 62_160],
    ['HLD-5, 600.00 of the spend above the limit', { dueInFullMinor: 60_000 }, true, 116_160],
    ['all of the spend in full', { dueInFullMinor: 100_000 }, true, 152_160],
    // 1000.00 of spend and 50.00 of what is carried in full, then 10 % of 350.00
    ['more than the spend in full', { carriedMinor: 40_000, dueInFullMinor: 105_000 }, true, 160_660],
    // The 250.00 left of what is carried are below the threshold.
    ['in full down to below the threshold', { carriedMinor: 40_000, dueInFullMinor: 115_000 }, true, 192_160],
    ['more in full than there is', { carriedMinor: 40_000, dueInFullMinor: 999_999 }, true, 192_160],
    ['in full after a missed minimum', { carriedMinor: 40_000, dueInFullMinor: 105_000 }, false, 192_160],
    ['a statement in credit', { statementBalanceMinor: -500 }, true, 0],
  ])('%s', (_id, amounts, previousMinimumMet, expected) => {
    const changed = Object.fromEntries(Object.entries(amounts).map(([name, value]) => [name, minor(value)]));
    expect(minimumDue({ ...INPUT, ...changed, previousMinimumMet }, TERMS)).toBe(expected);
  });

  test('rounds each percentage as the terms say', () => {
    const input = {
      ...INPUT,
      spendMinor: minor(12_345),
      installmentsBilledMinor: minor(0),
      carriedMinor: minor(30_005),
    };
    expect(minimumDue(input, { ...TERMS, rounding: 'DOWN' })).toBe(4_234);
    expect(minimumDue(input, { ...TERMS, rounding: 'HALF_EVEN' })).toBe(4_234);
  });

  test('is between 0 and the statement balance, and a missed minimum never lowers it', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 }).map(minor);
    const input = fc.record({
      previousMinimumMet: fc.constant(true),
      spendMinor: amount,
      installmentsBilledMinor: amount,
      carriedMinor: amount,
      carryFeesMinor: amount,
      penaltyMinor: amount,
      statementBalanceMinor: amount,
    });
    fc.assert(
      fc.property(input, (met) => {
        const dueMinor = minimumDue(met, TERMS);
        expect(dueMinor).toBeGreaterThanOrEqual(0);
        expect(dueMinor).toBeLessThanOrEqual(met.statementBalanceMinor);
        expect(minimumDue({ ...met, previousMinimumMet: false }, TERMS)).toBeGreaterThanOrEqual(dueMinor);
      }),
    );
  });
});

describe('golden-cn min_payment', () => {
  test.each(vectorsOf('golden-cn.json', 'min_payment').map((vector) => [vector.id, vector] as const))(
    '%s',
    (_id, { input, expected }) => {
      const amount = (name: string) => parseMinor(textOf(input, name), 'CNY');
      const dueMinor = minimumDue(
        {
          previousMinimumMet: input['previous_minimum_met'] === true,
          spendMinor: amount('non_installment_spend'),
          installmentsBilledMinor: amount('installments_due'),
          carriedMinor: amount('carried_balance'),
          carryFeesMinor: amount('fees'),
          penaltyMinor: amount('penalty'),
          statementBalanceMinor: null,
        },
        {
          minDuePercent: textOf(input, 'minimum_rate'),
          minDueCarryThresholdMinor: amount('carry_threshold'),
          rounding: 'HALF_UP',
        },
      );
      expect(dueMinor).toBe(parseMinor(textOf(expected, 'minimum_due'), 'CNY'));
    },
  );
});
