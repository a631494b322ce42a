import type { PlanDayCount } from './year-part.js';
import type { Frequency } from '../calendar/frequency.js';
import type { PlainDate } from '../calendar/plain-date.js';
import type { ResiduePlacement } from '../money/allocate.js';
import type { DecimalString } from '../money/decimal.js';
import type { Minor } from '../money/minor.js';
import type { Rounding } from '../money/rounding.js';

/** How the principal comes back. @see products.md, `amortization` */
export const AMORTIZATIONS = [
  'PAY_LATER',
  'FLAT_FEE',
  'LEVEL_PAYMENT',
  'LEVEL_PRINCIPAL',
  'INTEREST_ONLY',
  'DAILY_SIMPLE',
] as const;

/** How an agreement is repaid: the terms of the plan version that shape its schedule. */
export interface ScheduleTerms {
  readonly amortization: (typeof AMORTIZATIONS)[number];
  /** Fraction of the original principal charged each period; used by `FLAT_FEE` alone. */
  readonly feeRatePerPeriod: DecimalString;
  /** Fraction per year, a twelfth of it for each month of a period; used by the level ones and `INTEREST_ONLY`. */
  readonly annualRate: DecimalString;
  /** Fraction of the open principal each day; used by `DAILY_SIMPLE` alone. */
  readonly dailyRate: DecimalString;
  /** Share of the principal that the draw costs; used by `DAILY_SIMPLE` alone. */
  readonly cashDrawFeeRate: DecimalString;
  readonly frequency: Frequency;
  /** The first period bears interest like every other, or by its days up to the first due date. */
  readonly firstPeriodRule: 'AS_REGULAR' | 'ACTUAL_DAYS';
  /** How a period that is no number of months counts as a part of a year. */
  readonly dayCount: PlanDayCount;
  /** First periods without principal. */
  readonly principalGracePeriods: number;
  /** First periods whose interest is due with the first period after them. */
  readonly interestGracePeriods: number;
  /** First periods that bear no interest. */
  readonly interestFreePeriods: number;
  /** The payment of each period, given; none to have it computed. The last takes the rest. */
  readonly fixedInstallmentMinor: Minor | null;
  /** The payment of each period is a whole multiple of this; the last takes the rest. */
  readonly installmentMultipleMinor: Minor | null;
  readonly rounding: Rounding;
  /** Where the units left over by equal parts of principal go; a level payment leaves its residue to the last row. */
  readonly residuePlacement: ResiduePlacement;
}

/** Between which days the first period of a schedule lies: needed where interest goes by days. */
export interface ScheduleDates {
  /** When the agreement was formed. */
  readonly fromOn: PlainDate;
  readonly firstDueOn: PlainDate;
}

/** The shape of a schedule that asks for nothing special: equal months from the first to the last. */
export const REGULAR_SHAPE = {
  frequency: { every: 1, unit: 'MONTHS' },
  firstPeriodRule: 'AS_REGULAR',
  dayCount: 'ACT_365F',
  principalGracePeriods: 0,
  interestGracePeriods: 0,
  interestFreePeriods: 0,
  fixedInstallmentMinor: null,
  installmentMultipleMinor: null,
} as const satisfies Partial<ScheduleTerms>;

/**
 * Whether the periods bear interest on a balance, rather than a fee or nothing. `DAILY_SIMPLE` bears it for each day that
 * has passed: no period has any of its own.
 */
export function bearsInterest({ amortization }: Pick<ScheduleTerms, 'amortization'>): boolean {
  switch (amortization) {
    case 'PAY_LATER':
    case 'FLAT_FEE':
    case 'DAILY_SIMPLE':
      return false;
    case 'LEVEL_PAYMENT':
    case 'LEVEL_PRINCIPAL':
    case 'INTEREST_ONLY':
      return true;
  }
}
