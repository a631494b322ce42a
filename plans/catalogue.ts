import { USE_DEFAULTS } from '../domain/limits/limit-terms.js';
import { minor } from '../domain/money/minor.js';
import { COST_DEFAULTS } from '../domain/plan/cost-policy.js';
import { LENDER_ALONE } from '../domain/plan/funding-shares.js';
import type { PlanTerms } from '../domain/plan/plan-terms.js';
import { SERVICING_DEFAULTS } from '../domain/plan/servicing-terms.js';
import { REGULAR_SHAPE } from '../domain/schedule/schedule-terms.js';

/** What all plan versions below have in common; each names the rest. */
const COMMON = {
  version: 1,
  program: 'installment@1',
  currency: 'CNY',
  rounding: 'HALF_UP',
  residuePlacement: 'LAST',
  ...REGULAR_SHAPE,
  priceGrid: [],
  promotions: [],
  installmentAnchor: 'MONTHLY_FROM_PURCHASE',
  minInstallmentMinor: minor(1_000),
  ...COST_DEFAULTS,
  ...SERVICING_DEFAULTS,
  fundingShares: LENDER_ALONE,
  use: USE_DEFAULTS,
  late: null,
} as const;

/** 12 % a year by the day: settling an interest-bearing agreement costs the interest of the days that it ran. */
const DAILY_12 = '0.00032876';

const FLAT_060 = [3, 6, 12, 24].map((periods) => ({ periods, feeRatePerPeriod: '0.0060', annualRate: '0' }));
const LEVEL_12 = [3, 6, 12, 24].map((periods) => ({ periods, feeRatePerPeriod: '0', annualRate: '0.12' }));

/**
 * The shipped plan versions. A launched version never changes: plans.lock.json holds the hash of its terms and of its
 * schedule, and a test fails on any difference. New terms are a new version.
 *
 * @see products.md sections 1, 3
 */
export const PLAN_VERSIONS: readonly PlanTerms[] = [
  {
    ...COMMON,
    planId: 'pay-later',
    name: 'Pay with the next bill',
    subProduct: 'PURCHASE',
    amortization: 'PAY_LATER',
    prices: [{ periods: 1, feeRatePerPeriod: '0', annualRate: '0' }],
    minAmountMinor: minor(1),
    maxAmountMinor: minor(20_000_000),
  },
  {
    ...COMMON,
    planId: 'order-flat',
    name: 'Purchase in installments, flat fee',
    subProduct: 'ORDER_INSTALLMENT',
    amortization: 'FLAT_FEE',
    prices: FLAT_060,
    minAmountMinor: minor(10_000),
    maxAmountMinor: minor(20_000_000),
  },
  {
    ...COMMON,
    planId: 'order-free',
    name: 'Purchase in installments, free of charge',
    subProduct: 'ORDER_INSTALLMENT',
    amortization: 'FLAT_FEE',
    prices: [{ periods: 3, feeRatePerPeriod: '0', annualRate: '0' }],
    minAmountMinor: minor(10_000),
    maxAmountMinor: minor(20_000_000),
  },
  {
    ...COMMON,
    planId: 'statement-flat',
    name: 'Bill in installments, flat fee',
    subProduct: 'STATEMENT_INSTALLMENT',
    amortization: 'FLAT_FEE',
    prices: FLAT_060,
    minAmountMinor: minor(10_000),
    maxAmountMinor: minor(20_000_000),
  },
  {
    ...COMMON,
    planId: 'cash-flat',
    name: 'Cash in installments, flat fee',
    subProduct: 'CASH_DRAW',
    amortization: 'FLAT_FEE',
    prices: FLAT_060,
    minAmountMinor: minor(10_000),
    maxAmountMinor: minor(20_000_000),
  },
  {
    ...COMMON,
    planId: 'cash-level',
    name: 'Cash in equal payments',
    subProduct: 'CASH_DRAW',
    amortization: 'LEVEL_PAYMENT',
    prices: LEVEL_12,
    settlementDailyRate: DAILY_12,
    minAmountMinor: minor(10_000),
    maxAmountMinor: minor(20_000_000),
  },
  {
    ...COMMON,
    planId: 'cash-principal',
    name: 'Cash in equal parts of principal',
    subProduct: 'CASH_DRAW',
    amortization: 'LEVEL_PRINCIPAL',
    prices: LEVEL_12,
    settlementDailyRate: DAILY_12,
    minAmountMinor: minor(10_000),
    maxAmountMinor: minor(20_000_000),
  },
  {
    ...COMMON,
    planId: 'cash-bullet',
    name: 'Cash, interest first',
    subProduct: 'CASH_DRAW',
    amortization: 'INTEREST_ONLY',
    prices: [3, 6, 12].map((periods) => ({ periods, feeRatePerPeriod: '0', annualRate: '0.12' })),
    settlementDailyRate: DAILY_12,
    minAmountMinor: minor(10_000),
    maxAmountMinor: minor(5_000_000),
  },
  {
    ...COMMON,
    planId: 'cash-daily',
    name: 'Cash by the day, repaid on any day',
    subProduct: 'CASH_DRAW',
    amortization: 'DAILY_SIMPLE',
    prices: [1, 3, 6, 12].map((periods) => ({ periods, feeRatePerPeriod: '0', annualRate: '0' })),
    settlementStrategies: ['INTEREST_TO_DATE'],
    partialPrepay: 'REDUCE_PAYMENT',
    minAmountMinor: minor(10_000),
    maxAmountMinor: minor(500_000),
  },
];
