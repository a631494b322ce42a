import { sumMinor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { dailySimpleSchedule } from './daily-simple.js';
import { monthsFactor } from './factor.js';
import { flatFeeSchedule } from './flat-fee.js';
import { interestOnlySchedule } from './interest-only.js';
import { levelPaymentSchedule } from './level-payment.js';
import { levelPrincipalSchedule } from './level-principal.js';
import { payLaterSchedule } from './pay-later.js';
import { faultOfTerms, ScheduleTermsError } from './schedule-fault.js';
import { shapedSchedule } from './shaped-schedule.js';
import type { ScheduleResult } from './shaped-schedule.js';
import type { ScheduleDates, ScheduleTerms } from './schedule-terms.js';

/** One installment: what is due for one period, by component. */
export interface ScheduleRow {
  /** Number of the installment, from 1. */
  readonly nr: number;
  readonly principalMinor: Minor;
  readonly interestMinor: Minor;
  readonly feeMinor: Minor;
}

/** Sums over all rows, minor units. */
export interface ScheduleTotals {
  readonly principalMinor: Minor;
  readonly interestMinor: Minor;
  readonly feeMinor: Minor;
  readonly totalMinor: Minor;
}

/**
 * The installments of a principal under the terms of a plan. No amount of a row is negative, and the principal of the
 * rows sums to the principal.
 *
 * @param principalMinor financed principal, minor units, 0 or more
 * @param periods 1..PERIODS_MAX; `PAY_LATER` is due at once, in one period
 * @param dates of the first period; needed where interest goes by days
 * @returns one row per period, in order
 * @throws ScheduleTermsError for terms that `trySchedule` finds a fault with, RangeError for a negative principal
 * @see products.md, section 3, `amortization`; golden SCH-1..SCH-6
 */
export function buildSchedule(
  terms: ScheduleTerms,
  principalMinor: Minor,
  periods: number,
  dates: ScheduleDates | null = null,
): readonly ScheduleRow[] {
  const result = trySchedule(terms, principalMinor, periods, dates);
  if (!result.ok) throw new ScheduleTermsError(result.fault);
  return result.rows;
}

/**
 * `buildSchedule` for terms that may contradict each other or the amount, which is a value here.
 *
 * @throws RangeError for a negative principal, or dates that are missing
 */
export function trySchedule(
  terms: ScheduleTerms,
  principalMinor: Minor,
  periods: number,
  dates: ScheduleDates | null = null,
): ScheduleResult {
  if (principalMinor < 0) throw new RangeError(`The principal ${String(principalMinor)} is negative; give 0 or more`);
  const fault = faultOfTerms(terms, periods);
  if (fault !== null) return { ok: false, fault };
  if (!isPlain(terms)) return shapedSchedule(terms, principalMinor, periods, dates);
  return { ok: true, rows: plainSchedule(terms, principalMinor, periods) };
}

/** Schedules of nearly every plan: equal months, nothing given or held back. In plain integers, where they fit. */
function plainSchedule(terms: ScheduleTerms, principalMinor: Minor, periods: number): readonly ScheduleRow[] {
  const { amortization, annualRate, rounding, frequency } = terms;
  switch (amortization) {
    case 'PAY_LATER':
      return payLaterSchedule(principalMinor);
    case 'FLAT_FEE':
      return flatFeeSchedule(terms, principalMinor, periods);
    case 'LEVEL_PAYMENT':
      return levelPaymentSchedule(monthsFactor(annualRate, frequency.every), rounding, principalMinor, periods);
    case 'LEVEL_PRINCIPAL':
      return levelPrincipalSchedule(monthsFactor(annualRate, frequency.every), terms, principalMinor, periods);
    case 'INTEREST_ONLY':
      return interestOnlySchedule(monthsFactor(annualRate, frequency.every), rounding, principalMinor, periods);
    case 'DAILY_SIMPLE':
      return dailySimpleSchedule(terms, principalMinor, periods);
  }
}

function isPlain(terms: ScheduleTerms): boolean {
  return (
    (terms.frequency.unit === 'MONTHS' || terms.amortization === 'FLAT_FEE' || terms.amortization === 'PAY_LATER') &&
    terms.firstPeriodRule === 'AS_REGULAR' &&
    terms.principalGracePeriods + terms.interestGracePeriods + terms.interestFreePeriods === 0 &&
    terms.fixedInstallmentMinor === null &&
    terms.installmentMultipleMinor === null
  );
}

/** What all rows together ask for, minor units. */
export function scheduleTotals(rows: readonly ScheduleRow[]): ScheduleTotals {
  const principalMinor = sumMinor(rows.map((row) => row.principalMinor));
  const interestMinor = sumMinor(rows.map((row) => row.interestMinor));
  const feeMinor = sumMinor(rows.map((row) => row.feeMinor));
  return { principalMinor, interestMinor, feeMinor, totalMinor: sumMinor([principalMinor, interestMinor, feeMinor]) };
}
