import { Exact } from '../money/decimal.js';
import type { Minor } from '../money/minor.js';
import type { ScheduleRow } from '../schedule/schedule.js';
import { datedIrr, monthlyIrr } from './irr.js';
import type { DatedFlow } from './irr.js';

/** How a monthly rate becomes an annual one: 12 times, or compounded over 12 months. */
export type CapMethod = 'NOMINAL_IRR' | 'EFFECTIVE_IRR';

const MONTHS_PER_YEAR = 12;
const DAYS_PER_YEAR = 365;

/** 12 times a monthly rate; fractions. @see products.md, section 3, `capMethod` */
export function nominalAnnual(monthly: Exact): Exact {
  return monthly.times(MONTHS_PER_YEAR);
}

/** A monthly rate compounded over 12 months; fractions. @see products.md, section 3, `capMethod` */
export function effectiveAnnual(monthly: Exact): Exact {
  return monthly.plus(1).pow(MONTHS_PER_YEAR).minus(1);
}

/** The monthly rate that compounds like a daily one: (1 + d)^(365/12) - 1. @see products.md, section 3, `capMethod` */
export function monthlyOfDaily(daily: Exact): Exact {
  return daily.plus(1).pow(new Exact(DAYS_PER_YEAR).div(MONTHS_PER_YEAR)).minus(1);
}

/**
 * What a schedule costs per year when its rows fall due after 1, 2, ... equal months (`PERIODIC`).
 *
 * @param rows all charges of all payees, minor units
 * @param receivedMinor what the customer gets, minor units, above 0: the principal less any deduction
 * @returns fraction per year, unrounded: compare it with the cap as it is
 * @throws NoInternalRateError when nothing is received or nothing is paid
 * @see products.md, section 3, "Publishing rule"; golden SCH-7, SCH-8
 */
export function annualCost(rows: readonly ScheduleRow[], receivedMinor: Minor, method: CapMethod): Exact {
  const payments = rows.map((row) => row.principalMinor + row.interestMinor + row.feeMinor);
  return annualOfMonthly(monthlyIrr(receivedMinor, payments), method);
}

/**
 * What dated flows cost per year (`DATED_WORST_CASE`, and the clamp on actual flows).
 *
 * @param flows minor units; what is received and what is paid differ in sign
 * @returns fraction per year, unrounded
 * @throws NoInternalRateError when money went one way only
 * @see products.md, section 3, `capTiming` and `actualCostClamp`; golden SCH-10, SET-1
 */
export function datedAnnualCost(flows: readonly DatedFlow[], method: CapMethod): Exact {
  return annualOfMonthly(monthlyOfDaily(datedIrr(flows)), method);
}

/** A monthly rate as an annual one by the method of a policy; fractions. */
export function annualOfMonthly(monthly: Exact, method: CapMethod): Exact {
  return method === 'NOMINAL_IRR' ? nominalAnnual(monthly) : effectiveAnnual(monthly);
}
