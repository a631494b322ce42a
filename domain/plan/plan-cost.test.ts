import fc from 'fast-check';
import { FLAT } from '../line/testing.js';
import { publishableFee } from '../pricing/fee-cap.js';
import { isAboveCap, planAnnualCost } from './plan-cost.js';

const price = (periods: number, feeRatePerPeriod: string) => ({ periods, feeRatePerPeriod, annualRate: '0' });

describe('what a plan costs', () => {
  // products.md section 3: nominal annual rate of a flat fee, in percent
  test.each([
    [3, '0.0120', '21.47', false],
    [6, '0.0120', '24.28', true],
    [12, '0.0120', '25.60', true],
    [24, '0.0120', '25.59', true],
    [12, '0.0110', '23.53', false],
    [12, '0', '0.00', false],
  ])('a flat fee in %i of %s is %s %% a year', (periods, fee, percent, isAbove) => {
    expect(planAnnualCost(FLAT, price(periods, fee)).times(100).toFixed(2)).toBe(percent);
    expect(isAboveCap(FLAT, price(periods, fee))).toBe(isAbove);
  });

  test.each(['LEVEL_PAYMENT', 'LEVEL_PRINCIPAL', 'INTEREST_ONLY'] as const)(
    '%s costs its annual rate',
    (amortization) => {
      const at = (annualRate: string) => isAboveCap({ ...FLAT, amortization }, { ...price(12, '0'), annualRate });
      expect([at('0.239999'), at('0.24'), at('0.240001')]).toEqual([false, false, true]);
    },
  );

  test('a price by the week counts by what it makes in a month', () => {
    const weekly = { ...FLAT, frequency: { every: 1, unit: 'WEEKS' } } as const;
    expect(isAboveCap(weekly, price(12, '0.0060'))).toBe(true);
    expect(isAboveCap(weekly, price(12, '0.0020'))).toBe(false);
    // 24 % / 365 x 7 a week is (1 + 0.00460274)^(365 / 84) - 1 = 2.0156 % a month
    const level = { ...weekly, amortization: 'LEVEL_PAYMENT' } as const;
    const cost = planAnnualCost(level, { ...price(12, '0'), annualRate: '0.24' });
    expect(cost.times(100).toFixed(2)).toBe('24.19');
    const yearly = { ...FLAT, amortization: 'LEVEL_PAYMENT', frequency: { every: 12, unit: 'MONTHS' } } as const;
    expect(planAnnualCost(yearly, { ...price(2, '0'), annualRate: '0.24' }).lt('0.24')).toBe(true);
  });

  test('a grace of principal makes a flat fee cheaper a year', () => {
    const grace = { ...FLAT, principalGracePeriods: 6 };
    expect(planAnnualCost(grace, price(12, '0.0110')).lt(planAnnualCost(FLAT, price(12, '0.0110')))).toBe(true);
  });

  test('pay later costs nothing', () => {
    expect(planAnnualCost({ ...FLAT, amortization: 'PAY_LATER' }, price(1, '0')).toNumber()).toBe(0);
  });

  test('the publishable fee passes, 0.0001 % more is refused, and both readings of the rule agree', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 36 }), (periods, capPercent) => {
        const annualCap = String(capPercent / 100);
        const plan = { ...FLAT, annualCap };
        const fee = publishableFee(periods, annualCap, 'NOMINAL');
        const more = (Number(fee) + 0.000_001).toFixed(6);
        expect(isAboveCap(plan, price(periods, fee))).toBe(false);
        expect(isAboveCap(plan, price(periods, more))).toBe(true);
        expect(planAnnualCost(plan, price(periods, more)).greaterThan(annualCap)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
