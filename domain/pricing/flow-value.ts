import { decimalOf } from '../calendar/day-count/fraction.js';
import { yearFraction } from '../calendar/day-count.js';
import type { DayCount } from '../calendar/day-count.js';
import { earlier, later } from '../calendar/plain-date.js';
import type { PlainDate } from '../calendar/plain-date.js';
import { Exact } from '../money/decimal.js';
import type { TimedFlow } from './flow-rate.js';

/** Money on a date, in any unit. */
export interface DatedAmount {
  readonly on: PlainDate;
  readonly amount: Exact;
}

/**
 * What flows are worth at their moment 0: sum of amount / (1 + rate)^periods.
 *
 * @param rate fraction per period
 * @throws RangeError for a rate of -1 or below
 */
export function netPresentValue(rate: Exact, flows: readonly TimedFlow[]): Exact {
  if (rate.lte(-1)) throw new RangeError(`The rate ${rate.toString()} per period is not above -1`);
  const factor = rate.plus(1);
  return flows.reduce(
    (sum, { amount, periods }) => sum.plus(amount.times(factor.pow(new Exact(periods).neg()))),
    new Exact(0),
  );
}

/**
 * Dated amounts as flows after so many years from the earliest date.
 *
 * @throws RangeError for no amounts
 */
export function yearsFromFirst(amounts: readonly DatedAmount[], dayCount: DayCount): readonly TimedFlow[] {
  const startOn = outermost(amounts, earlier);
  return amounts.map(({ on, amount }) => ({
    amount,
    periods: decimalOf(yearFraction(dayCount, { startOn, endOn: on })),
  }));
}

/**
 * Dated amounts as flows by the time up to the latest date, which is their moment 0: earlier ones lie before it.
 *
 * @throws RangeError for no amounts
 */
export function yearsToLast(amounts: readonly DatedAmount[], dayCount: DayCount): readonly TimedFlow[] {
  const endOn = outermost(amounts, later);
  return amounts.map(({ on, amount }) => ({
    amount,
    periods: decimalOf(yearFraction(dayCount, { startOn: on, endOn })).neg(),
  }));
}

function outermost(amounts: readonly DatedAmount[], pick: (a: PlainDate, b: PlainDate) => PlainDate): PlainDate {
  const [first, ...more] = amounts.map(({ on }) => on);
  if (first === undefined) throw new RangeError('amounts is empty; give one at least');
  return more.reduce((reached, on) => pick(reached, on), first);
}
