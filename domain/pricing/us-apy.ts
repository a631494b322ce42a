import { Exact } from '../money/decimal.js';

const DAYS_PER_YEAR = 365;

/** A value that held for some days. */
export interface HeldValue {
  readonly value: Exact;
  readonly days: number;
}

/**
 * The annual percentage yield of interest earned in some days: (1 + interest / principal)^(365 / days) - 1.
 *
 * @returns fraction per year
 * @throws RangeError for no principal or no days
 * @see 12 CFR 1030, appendix A, part I
 */
export function annualPercentageYield(principal: Exact, interest: Exact, days: number): Exact {
  assertAboveZero('principal', principal);
  assertAboveZero('days', new Exact(days));
  return interest.div(principal).plus(1).pow(new Exact(DAYS_PER_YEAR).div(days)).minus(1);
}

/**
 * The yield earned where interest compounds less often than it is credited: that of a day counts for a compounding.
 *
 * @param compoundingDays days between compoundings
 * @throws RangeError for no balance or no days
 * @see 12 CFR 1030, appendix A, part II.B
 */
export function yieldOfLongCompounding(balance: Exact, interest: Exact, days: number, compoundingDays: number): Exact {
  assertAboveZero('days', new Exact(days));
  return annualPercentageYield(balance, interest.div(days).times(compoundingDays), compoundingDays);
}

/**
 * Interest on a principal that compounds daily at rates that follow each other.
 *
 * @param rates nominal fractions per year of 365 days and how long each holds
 */
export function dailyCompoundedInterest(principal: Exact, rates: readonly HeldValue[]): Exact {
  const grown = rates.reduce(
    (sum, { value, days }) => sum.times(value.div(DAYS_PER_YEAR).plus(1).pow(days)),
    principal,
  );
  return grown.minus(principal);
}

/**
 * The mean of values by the days that each was held: an average daily balance, or a composite rate.
 *
 * @throws RangeError for no days at all
 */
export function dayWeightedMean(values: readonly HeldValue[]): Exact {
  const days = values.reduce((sum, held) => sum + held.days, 0);
  assertAboveZero('days', new Exact(days));
  return values.reduce((sum, held) => sum.plus(held.value.times(held.days)), new Exact(0)).div(days);
}

function assertAboveZero(name: string, value: Exact): void {
  if (value.lte(0)) throw new RangeError(`${name} is ${value.toString()}; give more than 0`);
}
