import type fastCheck from 'fast-check';
import { minor } from '../money/minor.js';
import type { PlanTerms } from '../plan/plan-terms.js';
import { AMORTIZATIONS } from '../schedule/schedule-terms.js';
import { CASH, DAILY, FLAT, PAY_LATER, TERMS } from './testing.js';

/** The generator library comes as an argument: only tests depend on it. */
type FastCheck = typeof fastCheck;
type Arbitrary<T> = fastCheck.Arbitrary<T>;

function valuesOf(fc: FastCheck) {
  const rate = fc.constantFrom(
    '0',
    '0.006',
    '0.0210',
    '0.12',
    '0.36',
    '0.9',
    '1',
    '12',
    '0.00000000000000000001',
    '1e3',
  );
  const count = fc.constantFrom(0, 1, 2, 5, 11, 60, 61, -1, 1.5, 1_000_000);
  const amount = fc.constantFrom(0, 1, 500, 1_000, 120_000, 1_000_000_000_000).map(minor);
  const badText = fc.constantFrom('', '-0.1', 'half', ' 0.1', 'NaN', '0x10');
  const text = fc.oneof({ weight: 4, arbitrary: rate }, { weight: 1, arbitrary: badText });
  const price = fc.record({ periods: count, feeRatePerPeriod: text, annualRate: text });
  return { count, amount, text, price };
}

type Values = ReturnType<typeof valuesOf>;

const shapesOf = (fc: FastCheck, { count, amount, text, price }: Values) => ({
  amortization: fc.constantFrom(...AMORTIZATIONS),
  subProduct: fc.constantFrom('PURCHASE', 'ORDER_INSTALLMENT', 'CASH_DRAW'),
  currency: fc.constantFrom('CNY', 'USD', ''),
  prices: fc.oneof(
    fc.array(price, { maxLength: 3 }),
    fc.record({ feeRatePerPeriod: text, annualRate: text }).map((cost) => [
      { periods: 3, ...cost },
      { periods: 12, ...cost },
    ]),
  ),
  priceGrid: fc.array(
    fc.record({
      grade: fc.constantFrom('A', 'B', 'aa', ''),
      periods: count,
      feeRatePerPeriod: text,
      annualRate: text,
    }),
    { maxLength: 2 },
  ),
  frequency: fc.record({ every: count, unit: fc.constantFrom('DAYS', 'WEEKS', 'MONTHS') }),
  firstPeriodRule: fc.constantFrom('AS_REGULAR', 'ACTUAL_DAYS'),
  principalGracePeriods: count,
  interestGracePeriods: count,
  interestFreePeriods: count,
  fixedInstallmentMinor: fc.option(amount),
  installmentMultipleMinor: fc.option(amount),
  residuePlacement: fc.constantFrom('LAST', 'FIRST', 'LARGEST_REMAINDER'),
  installmentAnchor: fc.constantFrom('MONTHLY_FROM_PURCHASE', 'ONE_PER_BILL'),
});

const pricesOf = (fc: FastCheck, { amount, text }: Values) => ({
  minAmountMinor: amount,
  maxAmountMinor: amount,
  minInstallmentMinor: amount,
  annualCap: text,
  downPaymentRate: text,
  dailyRate: text,
  cashDrawFeeRate: text,
  settlementDailyRate: text,
  settlementStrategies: fc.subarray([
    'SAME_DAY_FREE',
    'BILLED_PLUS_NEXT_PLUS_DAILY',
    'ALL_REMAINING_FEES',
    'INTEREST_TO_DATE',
    'PENALTY_PCT',
    'EU_COMPENSATION',
  ]),
  merchantFeeShare: fc.constantFrom('0', '1'),
  fundingShares: fc.array(fc.record({ funderId: fc.constantFrom('', 'bank_b', '__proto__'), share: text }), {
    maxLength: 2,
  }),
  use: fc.record({ cashSubLimitShare: text, cashSingleMaxMinor: amount }).map((use) => ({ ...PAY_LATER.use, ...use })),
  late: fc
    .record({ carryDailyRate: text, penaltyDailyRate: text, penaltyMinPerDayMinor: amount, annualCap: text })
    .map((late) => ({ ...TERMS.late, ...late })),
});

/** A plan with some of its terms at odds with the others, or beyond what is allowed. */
export function hostilePlanOf(fc: FastCheck): Arbitrary<PlanTerms> {
  const values = valuesOf(fc);
  const terms = { ...shapesOf(fc, values), ...pricesOf(fc, values) };
  const change = fc.record(terms, { requiredKeys: [] }) as Arbitrary<Partial<PlanTerms>>;
  const few = fc
    .tuple(change, fc.subarray(Object.keys(terms), { maxLength: 2 }))
    .map(([all, kept]) => Object.fromEntries(Object.entries(all).filter(([name]) => kept.includes(name))));
  return fc
    .tuple(fc.constantFrom(PAY_LATER, FLAT, CASH, DAILY), fc.oneof(few, few, change))
    .map(([plan, changed]): PlanTerms => ({ ...plan, ...(changed as Partial<PlanTerms>) }));
}
