import { plainDate } from '../calendar/plain-date.js';
import { minor } from '../money/minor.js';
import { CASH, FLAT, PAY_LATER, TERMS } from '../line/testing.js';
import type { OtherCharge } from './cost-policy.js';
import { financingOf } from './down-payment.js';
import { assertPlanTerms, PlanTermsError } from './plan-terms-check.js';
import type { PlanTerms } from './plan-terms.js';
import { agreedPlan, priceOf } from './price-of.js';

const on = plainDate;
const price = (periods: number, feeRatePerPeriod: string, annualRate = '0') => ({
  periods,
  feeRatePerPeriod,
  annualRate,
});
const LEVEL: PlanTerms = { ...CASH, amortization: 'LEVEL_PAYMENT', prices: [price(12, '0', '0.12')] };
const GUARANTEE: OtherCharge = {
  component: 'GUARANTEE_FEE',
  payee: 'guarantor_1',
  method: 'RATE_PER_PERIOD',
  rate: '0.0057',
};
const charging = (charge: Partial<OtherCharge>): PlanTerms => ({
  ...LEVEL,
  otherCharges: [{ ...GUARANTEE, ...charge }],
});
const STATEMENT = {
  regime: 'STATEMENT',
  billDay: 3,
  dueRule: { kind: 'OFFSET_DAYS', offsetDays: 9 },
} as const;
const PROMOTED: PlanTerms = {
  ...FLAT,
  prices: [price(3, '0.006'), price(6, '0.006')],
  priceGrid: [
    { grade: 'A', ...price(3, '0.005') },
    { grade: 'C', ...price(3, '0.007') },
  ],
  promotions: [
    { promotionId: 'spring', fromOn: on('2025-03-01'), untilOn: on('2025-04-01'), prices: [price(3, '0.001')] },
  ],
};

describe('assertPlanTerms', () => {
  test.each([
    ['pay later', PAY_LATER],
    ['a flat fee', FLAT],
    ['a level payment', LEVEL],
    ['a grid and a promotion', PROMOTED],
    ['a fixed payment', { ...LEVEL, fixedInstallmentMinor: minor(10_000) }],
    ['a guarantee fee under the cap (SCH-8)', charging({})],
    [
      'a part kept back, with the principal restated',
      { ...charging({ method: 'DEDUCTED_UPFRONT' }), upfrontDeduction: 'RESTATE_PRINCIPAL' },
    ],
    ['the worst date of orders (SCH-10)', { ...FLAT, prices: [price(12, '0.0110')], capTiming: 'DATED_WORST_CASE' }],
    // products.md: 24 % effective, 12 periods: 1.0119 %
    ['a fee under an effective cap', { ...FLAT, prices: [price(12, '0.010118')], capMethod: 'EFFECTIVE_IRR' }],
    ['weeks', { ...LEVEL, frequency: { every: 2, unit: 'WEEKS' } }],
    ['grace', { ...LEVEL, principalGracePeriods: 11, interestGracePeriods: 2, interestFreePeriods: 1 }],
  ] as const)('takes %s', (_name, plan) => {
    expect(() => assertPlanTerms(plan)).not.toThrow();
  });

  test.each<[rule: string, param: string, PlanTerms]>([
    ['fundingShares', 'fundingShares', { ...FLAT, fundingShares: [] }],
    ['minAmountMinor', 'minAmountMinor', { ...FLAT, minAmountMinor: minor(2), maxAmountMinor: minor(1) }],
    ['downPaymentRate', 'downPaymentRate', { ...FLAT, downPaymentRate: '1' }],
    ['downPaymentRate', 'downPaymentRate', { ...LEVEL, downPaymentRate: '0.1' }],
    [
      'installmentAnchor',
      'installmentAnchor',
      { ...FLAT, installmentAnchor: 'ONE_PER_BILL', frequency: { every: 14, unit: 'DAYS' } },
    ],
    ['cashSubLimitShare', 'use.cashSubLimitShare', { ...CASH, use: { ...CASH.use, cashSubLimitShare: '1.01' } }],
    ['cashSubLimitShare', 'use.cashSubLimitShare', { ...CASH, use: { ...CASH.use, cashSubLimitShare: 'half' } }],
    ['cashSingleMax', 'use.cashSingleMaxMinor', { ...CASH, use: { ...CASH.use, cashSingleMaxMinor: minor(0) } }],
    ['tenors', 'prices', { ...FLAT, prices: [] }],
    ['tenors', 'prices', { ...FLAT, prices: [price(3, '0'), price(3, '0')] }],
    ['tenors', 'periods', { ...FLAT, prices: [price(61, '0')] }],
    ['amortization', 'periods', { ...PAY_LATER, prices: [price(3, '0')] }],
    ['frequency', 'frequency', { ...FLAT, frequency: { every: 13, unit: 'MONTHS' } }],
    ['feeRatePerPeriod', 'feeRatePerPeriod', { ...FLAT, prices: [price(3, '0.0211')] }],
    ['feeRatePerPeriod', 'feeRatePerPeriod', { ...LEVEL, prices: [price(3, '0.001', '0.12')] }],
    ['annualRate', 'annualRate', { ...LEVEL, prices: [price(3, '0', '0.3601')] }],
    ['annualRate', 'annualRate', { ...LEVEL, prices: [price(3, '0', 'much')] }],
    ['principalGracePeriods', 'principalGracePeriods', { ...LEVEL, principalGracePeriods: 12 }],
    [
      'principalGracePeriods',
      'principalGracePeriods',
      { ...LEVEL, amortization: 'INTEREST_ONLY', principalGracePeriods: 1 },
    ],
    ['interestGracePeriods', 'interestGracePeriods', { ...FLAT, interestGracePeriods: 1 }],
    ['interestFreePeriods', 'interestFreePeriods', { ...LEVEL, interestFreePeriods: -1 }],
    ['firstPeriodRule', 'firstPeriodRule', { ...FLAT, firstPeriodRule: 'ACTUAL_DAYS' }],
    ['fixedInstallment', 'fixedInstallmentMinor', { ...FLAT, fixedInstallmentMinor: minor(1) }],
    ['fixedInstallment', 'fixedInstallmentMinor', { ...LEVEL, fixedInstallmentMinor: minor(0) }],
    [
      'fixedInstallment',
      'installmentMultipleMinor',
      { ...LEVEL, fixedInstallmentMinor: minor(100), installmentMultipleMinor: minor(100) },
    ],
    [
      'installmentMultiple',
      'installmentMultipleMinor',
      { ...LEVEL, amortization: 'LEVEL_PRINCIPAL', installmentMultipleMinor: minor(100) },
    ],
    ['priceGrid', 'priceGrid', { ...FLAT, priceGrid: [{ grade: 'A', ...price(5, '0') }] }],
    ['priceGrid', 'priceGrid', { ...FLAT, priceGrid: [{ grade: 'best', ...price(3, '0') }] }],
    [
      'priceGrid',
      'priceGrid',
      {
        ...FLAT,
        priceGrid: [
          { grade: 'A', ...price(3, '0.006') },
          { grade: 'B', ...price(3, '0.005') },
        ],
      },
    ],
    [
      'promotions',
      'promotions',
      { ...FLAT, promotions: [{ promotionId: 'p', fromOn: on('2025-01-02'), untilOn: on('2025-01-02'), prices: [] }] },
    ],
    [
      'late.penaltyDailyRate',
      'late.penaltyDailyRate',
      { ...FLAT, late: { ...TERMS.late, penaltyDailyRate: '0.0011' } },
    ],
    ['annualCap', 'annualCap', { ...FLAT, annualCap: '24 %' }],
    ['capCalendar', 'capCalendar', { ...FLAT, capCalendar: { ...STATEMENT, billDay: 29 } }],
    ['otherCharges', 'otherCharges', charging({ payee: '' })],
    ['otherCharges', 'otherCharges', charging({ rate: '-0.01' })],
    ['otherCharges', 'otherCharges', charging({ rate: '1', method: 'DEDUCTED_UPFRONT' })],
    ['otherCharges', 'otherCharges', { ...charging({ method: 'DEDUCTED_UPFRONT' }), subProduct: 'PURCHASE' }],
    ['otherCharges', 'otherCharges', { ...LEVEL, otherCharges: [GUARANTEE, GUARANTEE] }],
    // SCH-7, SCH-8, SCH-10
    ['upfrontDeduction', 'otherCharges', charging({ rate: '0.03', method: 'DEDUCTED_UPFRONT' })],
    ['annualCap', 'prices', charging({ rate: '0.0058' })],
    [
      'annualCap',
      'prices',
      { ...FLAT, prices: [price(12, '0.0110')], capTiming: 'DATED_WORST_CASE', capCalendar: STATEMENT },
    ],
    // products.md: 24 % effective, 12 periods: 1.0119 %
    ['annualCap', 'prices', { ...FLAT, prices: [price(12, '0.010120')], capMethod: 'EFFECTIVE_IRR' }],
    ['annualCap', 'prices', { ...FLAT, prices: [price(12, '0.012')] }],
    ['annualCap', 'prices', { ...FLAT, priceGrid: [{ grade: 'D', ...price(12, '0.011227') }] }],
  ])('refuses by rule %s, naming %s', (rule, param, plan) => {
    const check = () => assertPlanTerms(plan);
    expect(check).toThrow(PlanTermsError);
    expect(check).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ rule, param }) as unknown }) as Error,
    );
  });
});

describe('the price of a tenor', () => {
  const feeOf = (periods: number, grade: string | null, date: string) =>
    priceOf(PROMOTED, { periods, grade, on: on(date) })?.feeRatePerPeriod;

  test('is that of the grade, else that of the plan', () => {
    expect(['A', 'B', 'C', null].map((grade) => feeOf(3, grade, '2025-01-01'))).toEqual([
      '0.005',
      '0.006',
      '0.007',
      '0.006',
    ]);
    expect(feeOf(12, 'A', '2025-01-01')).toBeUndefined();
  });

  test('is that of a promotion from its first day up to the day before it ends', () => {
    expect(['2025-02-28', '2025-03-01', '2025-03-31', '2025-04-01'].map((date) => feeOf(3, 'C', date))).toEqual([
      '0.007',
      '0.001',
      '0.001',
      '0.007',
    ]);
    expect(feeOf(6, null, '2025-03-01')).toBe('0.006');
  });

  test('is pinned by the agreement', () => {
    const agreed = agreedPlan(PROMOTED, { periods: 3, grade: 'A', on: on('2025-01-01') });
    expect(agreed).toEqual({ ...PROMOTED, prices: [price(3, '0.005')], priceGrid: [], promotions: [] });
    expect(agreedPlan(PROMOTED, { periods: 12, grade: null, on: on('2025-01-01') })).toBeUndefined();
  });
});

describe('financingOf', () => {
  test.each([
    ['PRO-1', '0.1', 450_000, 45_000, 405_000],
    ['none', '0', 450_000, 0, 450_000],
    ['half up', '0.25', 1_002, 251, 751],
  ])('%s', (_name, downPaymentRate, priceMinor, downPaymentMinor, financedMinor) => {
    const financing = financingOf({ downPaymentRate, rounding: 'HALF_UP' }, minor(priceMinor));
    expect(financing).toEqual({ downPaymentMinor, financedMinor });
  });
});
