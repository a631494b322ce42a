import type { DecimalString } from '../money/decimal.js';
import type { ResiduePlacement } from '../money/allocate.js';
import { sumMinor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import type { Rounding } from '../money/rounding.js';
import { dailySimpleSchedule } from './daily-simple.js';
import { flatFeeSchedule } from './flat-fee.js';
import { interestOnlySchedule } from './interest-only.js';
import { levelPaymentSchedule } from './level-payment.js';
import { levelPrincipalSchedule } from './level-principal.js';
import { payLaterSchedule } from './pay-later.js';

/** One installment: what is due for one period, by component. */
export interface ScheduleRow {
  /** Number of the installment, from 1. */
  readonly nr: number;
  readonly principalMinor: Minor;
  readonly interestMinor: Minor;
  readonly feeMinor: Minor;
}

/** How an agreement is repaid: the terms of the plan version that shape its schedule. */
export interface ScheduleTerms {
  readonly amortization:
    'PAY_LATER' | 'FLAT_FEE' | 'LEVEL_PAYMENT' | 'LEVEL_PRINCIPAL' | 'INTEREST_ONLY' | 'DAILY_SIMPLE';
  /** Fraction of the original principal charged each period; used by `FLAT_FEE` alone. */
  readonly feeRatePerPeriod: DecimalString;
  /** Fraction per year, a twelfth of it per period; used by `LEVEL_PAYMENT`, `LEVEL_PRINCIPAL` and `INTEREST_ONLY`. */
  readonly annualRate: DecimalString;
  /** Fraction of the open principal each day; used by `DAILY_SIMPLE` alone. */
  readonly dailyRate?: DecimalString;
  /** Share of the principal that the draw costs; used by `DAILY_SIMPLE` alone. */
  readonly cashDrawFeeRate?: DecimalString;
  readonly rounding: Rounding;
  /** Where the units left over by equal parts of principal go; a level payment leaves its residue to the last row. */
  readonly residuePlacement: ResiduePlacement;
}

/** Sums over all rows, minor units. */
export interface ScheduleTotals {
  readonly principalMinor: Minor;
  readonly interestMinor: Minor;
  readonly feeMinor: Minor;
  readonly totalMinor: Minor;
}

/** Most installments of one agreement. */
export const PERIODS_MAX = 60;

/**
 * The installments of a principal under the terms of a plan. No amount of a row is negative, and the principal of the
 * rows sums to the principal.
 *
 * @param principalMinor financed principal, minor units, 0 or more
 * @param periods 1..PERIODS_MAX; `PAY_LATER` is due at once, in one period
 * @returns one row per period, in order
 * @throws RangeError for an argument out of range or a rate that is not a decimal of 0 or more
 * @see products.md, section 3, `amortization`; golden SCH-1..SCH-6
 */
export function buildSchedule(terms: ScheduleTerms, principalMinor: Minor, periods: number): readonly ScheduleRow[] {
  if (!Number.isInteger(periods) || periods < 1 || periods > PERIODS_MAX) {
    throw new RangeError(`periods is ${String(periods)}; give a whole number from 1 to ${PERIODS_MAX}`);
  }
  if (principalMinor < 0) throw new RangeError(`The principal ${String(principalMinor)} is negative; give 0 or more`);
  switch (terms.amortization) {
    case 'PAY_LATER':
      return payLaterSchedule(principalMinor, periods);
    case 'FLAT_FEE':
      return flatFeeSchedule(terms, principalMinor, periods);
    case 'LEVEL_PAYMENT':
      return levelPaymentSchedule(terms, principalMinor, periods);
    case 'LEVEL_PRINCIPAL':
      return levelPrincipalSchedule(terms, principalMinor, periods);
    case 'INTEREST_ONLY':
      return interestOnlySchedule(terms, principalMinor, periods);
    case 'DAILY_SIMPLE':
      return dailySimpleSchedule(terms, principalMinor, periods);
  }
}

/** What all rows together ask for, minor units. */
export function scheduleTotals(rows: readonly ScheduleRow[]): ScheduleTotals {
  const principalMinor = sumMinor(rows.map((row) => row.principalMinor));
  const interestMinor = sumMinor(rows.map((row) => row.interestMinor));
  const feeMinor = sumMinor(rows.map((row) => row.feeMinor));
  return { principalMinor, interestMinor, feeMinor, totalMinor: sumMinor([principalMinor, interestMinor, feeMinor]) };
}
