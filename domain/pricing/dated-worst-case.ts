import { addPeriods, MONTHLY } from '../calendar/frequency.js';
import type { Frequency } from '../calendar/frequency.js';
import { anchorDate, dueDateOf, firstBillDateAfter } from '../calendar/billing-calendar.js';
import type { DueRule } from '../calendar/billing-calendar.js';
import { addDays, daysBetween, plainDate } from '../calendar/plain-date.js';
import type { PlainDate } from '../calendar/plain-date.js';
import { Exact, exact } from '../money/decimal.js';
import type { DecimalString } from '../money/decimal.js';
import { datedAnnualCost } from './annual-cost.js';
import type { CapMethod } from './annual-cost.js';

/** When installments fall due: on days of the order's own, or with the bills of a line. */
export type DueCalendar =
  { readonly regime: 'ORDER' } | { readonly regime: 'STATEMENT'; readonly billDay: number; readonly dueRule: DueRule };

/** Two years, a leap year among them, hold every length of a month beside every other. */
const FIRST_DAY = plainDate('2024-01-01');
const DAYS_TRIED = 731;
const DAYS_PER_YEAR = 365;

/** Due dates of a purchase. @see products.md section 2 */
export function dueDatesOn(
  purchasedOn: PlainDate,
  periods: number,
  calendar: DueCalendar,
  frequency: Frequency = MONTHLY,
): readonly PlainDate[] {
  return Array.from({ length: periods }, (_, index) => {
    if (calendar.regime === 'ORDER') return addPeriods(purchasedOn, index + 1, frequency);
    const billOn = firstBillDateAfter(anchorDate(purchasedOn, index + 1, frequency), calendar.billDay);
    return dueDateOf(billOn, calendar.dueRule);
  });
}

/** A purchase date and the days from it to each installment. */
interface Timing {
  readonly purchasedOn: PlainDate;
  readonly dueOn: readonly PlainDate[];
}

/**
 * The purchase date of two years on which payments are worth most at the rate of the cap: money that is due sooner costs
 * more.
 *
 * @param payments per unit of what is received
 */
export function worstTiming(
  payments: readonly Exact[],
  capAnnual: DecimalString,
  method: CapMethod,
  calendar: DueCalendar,
  frequency: Frequency = MONTHLY,
): Timing {
  const growth = Math.log(dailyOfCap(capAnnual, method).plus(1).toNumber());
  const amounts = payments.map((payment) => payment.toNumber());
  let worst: Timing | undefined;
  let worstWorth = -Infinity;
  for (let day = 0; day < DAYS_TRIED; day += 1) {
    const purchasedOn = addDays(FIRST_DAY, day);
    const dueOn = dueDatesOn(purchasedOn, payments.length, calendar, frequency);
    const worth = amounts.reduce((sum, amount, index) => {
      const days = daysBetween(purchasedOn, dueOn[index] ?? purchasedOn);
      return sum + amount * Math.exp(-growth * days);
    }, 0);
    if (worth > worstWorth) [worst, worstWorth] = [{ purchasedOn, dueOn }, worth];
  }
  return worst ?? { purchasedOn: FIRST_DAY, dueOn: [] };
}

/**
 * What payments cost per year on their worst purchase date (`DATED_WORST_CASE`).
 *
 * @param received in the unit of the payments
 * @returns fraction per year, unrounded
 * @see products.md section 3, `capTiming`; golden SCH-10
 */
export function datedWorstCost(
  received: Exact,
  payments: readonly Exact[],
  { purchasedOn, dueOn }: Timing,
  method: CapMethod,
): Exact {
  // Whole numbers for the solver: 12 digits are far more than a cost per year is shown with.
  const scaled = (amount: Exact): number => amount.times(1e12).div(received).round().toNumber();
  const paid = payments.map((payment, index) => ({ on: dueOn[index] ?? purchasedOn, amountMinor: scaled(payment) }));
  return datedAnnualCost([{ on: purchasedOn, amountMinor: 0 - scaled(received) }, ...paid], method);
}

/**
 * The largest flat fee per period under a cap when installments are dated and the worst purchase date counts.
 *
 * @returns fraction of the original principal per period, unrounded
 * @see products.md section 3, "Largest fee per period under a cap", the dated rows
 */
export function maxFeeUnderDatedCap(
  periods: number,
  capAnnual: DecimalString,
  method: CapMethod,
  calendar: DueCalendar,
): Exact {
  const equal = new Array<Exact>(periods).fill(new Exact(1).div(periods));
  const { purchasedOn, dueOn } = worstTiming(equal, capAnnual, method, calendar);
  const growth = dailyOfCap(capAnnual, method).plus(1);
  const worth = dueOn.reduce((sum, on) => sum.plus(growth.pow(-daysBetween(purchasedOn, on))), new Exact(0));
  return new Exact(1).div(worth).minus(new Exact(1).div(periods));
}

/** The daily rate of a cap: (1 + m)^(12/365) - 1 with m its monthly rate. @see products.md section 3, `capMethod` */
function dailyOfCap(capAnnual: DecimalString, method: CapMethod): Exact {
  const cap = exact(capAnnual);
  const monthlyGrowth = method === 'NOMINAL_IRR' ? cap.div(12).plus(1) : cap.plus(1).pow(new Exact(1).div(12));
  return monthlyGrowth.pow(new Exact(12).div(DAYS_PER_YEAR)).minus(1);
}
