import { daysBetween } from '../calendar/plain-date.js';
import type { PlainDate } from '../calendar/plain-date.js';
import { exact } from '../money/decimal.js';
import type { DecimalString } from '../money/decimal.js';
import { minor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { applyRate, roundToMinor } from '../money/rounding.js';
import type { Rounding } from '../money/rounding.js';

/** The year of the cap formula, leap years too. @see products.md section 5, `lateCapClamp` */
const CAP_YEAR_DAYS = 365;

/** One overdue amount that stayed the same from its due date to its payment. */
export interface LateSpan {
  readonly overdueMinor: Minor;
  readonly dueOn: PlainDate;
  readonly paidOn: PlainDate;
}

export interface LateChargeTerms {
  readonly dailyRate: DecimalString;
  readonly minPerDayMinor: Minor;
  /** `penaltyRounding`: round the whole charge once, or each day's charge. */
  readonly rounded: 'ON_POSTING' | 'PER_DAY';
  /** `lateCapClamp` */
  readonly lateCapClamp: boolean;
  readonly annualCap: DecimalString;
  readonly rounding: Rounding;
}

/**
 * Late charge of one overdue amount: max(base x rate, minimum per day) x days, at most the annual cap of those days.
 *
 * @returns days late (0 when paid on or before the due date) and the charge in minor units
 * @see products.md section 5; golden LATE-1, LATE-2
 */
export function lateCharge(span: LateSpan, terms: LateChargeTerms): { daysLate: number; chargeMinor: Minor } {
  const daysLate = Math.max(0, daysBetween(span.dueOn, span.paidOn));
  // Without this an amount that is nothing would still be charged the minimum.
  if (daysLate === 0 || span.overdueMinor <= 0) return { daysLate, chargeMinor: ZERO };
  const uncappedMinor = uncappedCharge(span.overdueMinor, daysLate, terms);
  if (!terms.lateCapClamp) return { daysLate, chargeMinor: uncappedMinor };
  const capMinor = capOf(span.overdueMinor * daysLate, terms.annualCap);
  return { daysLate, chargeMinor: minor(Math.min(uncappedMinor, capMinor)) };
}

function uncappedCharge(overdueMinor: Minor, days: number, terms: LateChargeTerms): Minor {
  if (terms.rounded === 'PER_DAY') {
    const perDayMinor = applyRate(overdueMinor, terms.dailyRate, terms.rounding);
    return minor(Math.max(perDayMinor, terms.minPerDayMinor) * days);
  }
  // The minimum is a whole number of minor units, so rounding before or after taking the maximum is the same.
  const chargeMinor = applyRate(minor(overdueMinor * days), terms.dailyRate, terms.rounding);
  return minor(Math.max(chargeMinor, terms.minPerDayMinor * days));
}

/** Terms of the charges on a line whose carried and overdue amounts change from day to day. */
export interface LateTerms {
  readonly carryDailyRate: DecimalString;
  readonly penaltyDailyRate: DecimalString;
  readonly penaltyMinPerDayMinor: Minor;
  /** Whether an overdue amount bears the penalty with its fees and interest, or its principal alone. */
  readonly penaltyBase: 'PRINCIPAL_PLUS_FEE' | 'PRINCIPAL';
  /** ON_POSTING: the sum of all days is rounded once; PER_DAY: each day's penalty. */
  readonly penaltyRounding: 'ON_POSTING' | 'PER_DAY';
  readonly lateCapClamp: boolean;
  readonly annualCap: DecimalString;
  readonly rounding: Rounding;
}

/**
 * What has accrued so far, as whole minor-unit-days: adding spans is exact, so a span cut anywhere adds up to the same,
 * and rounding happens once, on the sum.
 */
export interface LateAccrual {
  readonly carryBaseDays: number;
  readonly penaltyBaseDays: number;
  /** Days (not minor-unit-days) on which the penalty is the minimum per day. */
  readonly penaltyMinDays: number;
  readonly capBaseDays: number;
  /** Under PER_DAY the penalty itself, in minor units: the sum of the days' rounded penalties. */
  readonly penaltyByDayMinor: number;
}

/** Nothing accrued yet. */
export const NO_ACCRUAL: LateAccrual = {
  carryBaseDays: 0,
  penaltyBaseDays: 0,
  penaltyMinDays: 0,
  capBaseDays: 0,
  penaltyByDayMinor: 0,
};

/** Days over which the charged amounts stay the same. */
export interface AccrualSpan {
  /** Carried amount that bears the carry fee, without fees. */
  readonly carryBaseMinor: Minor;
  /** Overdue amount that bears the penalty; principal alone or with fees, by `penaltyBase`. */
  readonly penaltyBaseMinor: Minor;
  readonly days: number;
}

/**
 * Adds a span of days. A penalty base whose daily penalty is below the minimum counts its days instead of its amount;
 * a base of 0 counts neither.
 *
 * @throws RangeError for negative bases or days, or when minor-unit-days are no longer safe integers
 * @see products.md section 5, `penaltyMinPerDay`
 */
export function accrue(accrual: LateAccrual, span: AccrualSpan, terms: LateTerms): LateAccrual {
  const { carryBaseMinor, penaltyBaseMinor, days } = span;
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`days: ${days}; pass spans in the order of time`);
  if (carryBaseMinor < 0 || penaltyBaseMinor < 0)
    throw new RangeError(`bases: ${carryBaseMinor}, ${penaltyBaseMinor}; a credit balance bears no charge, pass 0`);
  const bearsMinimum = penaltyBaseMinor > 0 && isBelowMinimum(penaltyBaseMinor, terms);
  return {
    carryBaseDays: safe(accrual.carryBaseDays + carryBaseMinor * days),
    penaltyBaseDays: bearsMinimum ? accrual.penaltyBaseDays : safe(accrual.penaltyBaseDays + penaltyBaseMinor * days),
    penaltyMinDays: bearsMinimum ? accrual.penaltyMinDays + days : accrual.penaltyMinDays,
    capBaseDays: safe(accrual.capBaseDays + Math.max(carryBaseMinor, penaltyBaseMinor) * days),
    penaltyByDayMinor: safe(accrual.penaltyByDayMinor + penaltyByDay(penaltyBaseMinor, days, terms)),
  };
}

function penaltyByDay(baseMinor: Minor, days: number, terms: LateTerms): number {
  if (terms.penaltyRounding === 'ON_POSTING' || baseMinor === 0) return 0;
  const perDayMinor = applyRate(baseMinor, terms.penaltyDailyRate, terms.rounding);
  return Math.max(perDayMinor, terms.penaltyMinPerDayMinor) * days;
}

/**
 * Charges to date, each rounded once. Under the clamp their sum is at most the annual cap of the accrued days, rounded
 * up to a minor unit; the penalty is cut first. Cumulative: post the difference to what was posted before. The sum
 * never falls as days are added, but under the clamp a minor unit may pass from penalty to carry fee.
 *
 * @see products.md section 5, `lateCapClamp`; golden MIN-7, LATE-1, LATE-2
 */
export function chargesOf(accrual: LateAccrual, terms: LateTerms): { carryMinor: Minor; penaltyMinor: Minor } {
  const carryMinor = applyRate(minor(accrual.carryBaseDays), terms.carryDailyRate, terms.rounding);
  const penaltyMinor = penaltyOf(accrual, terms);
  if (!terms.lateCapClamp) return { carryMinor, penaltyMinor };
  const capMinor = capOf(accrual.capBaseDays, terms.annualCap);
  const cappedCarryMinor = minor(Math.min(carryMinor, capMinor));
  return {
    carryMinor: cappedCarryMinor,
    penaltyMinor: minor(Math.min(penaltyMinor, capMinor - cappedCarryMinor)),
  };
}

function penaltyOf(accrual: LateAccrual, terms: LateTerms): Minor {
  const { penaltyBaseDays, penaltyMinDays } = accrual;
  if (terms.penaltyRounding === 'PER_DAY') return minor(accrual.penaltyByDayMinor);
  if (penaltyMinDays === 0) return applyRate(minor(penaltyBaseDays), terms.penaltyDailyRate, terms.rounding);
  const minimumMinor = penaltyMinDays * terms.penaltyMinPerDayMinor;
  return roundToMinor(exact(terms.penaltyDailyRate).times(penaltyBaseDays).plus(minimumMinor), terms.rounding);
}

function capOf(baseDays: number, annualCap: DecimalString): Minor {
  return roundToMinor(exact(annualCap).times(baseDays).dividedBy(CAP_YEAR_DAYS), 'UP');
}

function isBelowMinimum(baseMinor: Minor, terms: LateTerms): boolean {
  const rate = terms.penaltyDailyRate;
  // A line's fold asks this for every span, so rates as they are written are compared in integers.
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d{1,12}))?$/.exec(rate) ?? [];
  if (whole !== undefined) {
    const chargeScaled = baseMinor * Number(whole + fraction);
    const minimumScaled = terms.penaltyMinPerDayMinor * 10 ** fraction.length;
    if (Number.isSafeInteger(chargeScaled) && Number.isSafeInteger(minimumScaled)) return chargeScaled < minimumScaled;
  }
  return exact(rate).times(baseMinor).lessThan(terms.penaltyMinPerDayMinor);
}

function safe(baseDays: number): number {
  if (!Number.isSafeInteger(baseDays)) throw new RangeError(`minor-unit-days: ${baseDays} is beyond safe integers`);
  return baseDays;
}
