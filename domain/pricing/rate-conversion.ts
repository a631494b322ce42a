import { Exact } from '../money/decimal.js';

/**
 * The rate per year that compounding makes of a nominal one (EFFECT): (1 + nominal / n)^n - 1.
 *
 * @param nominal fraction per year
 * @param compoundings times a year, cut down to a whole number of 1 or more as spreadsheets do
 * @throws RangeError for fewer than one compounding, or a nominal rate of -n or below
 */
export function effectiveRate(nominal: Exact, compoundings: Exact): Exact {
  const times = wholeTimes(compoundings);
  return grown(nominal.div(times), times).minus(1);
}

/**
 * The nominal rate per year whose compounding makes an effective one (NOMINAL): n ((1 + effective)^(1/n) - 1).
 *
 * @throws RangeError for fewer than one compounding, or an effective rate of -1 or below
 */
export function nominalRate(effective: Exact, compoundings: Exact): Exact {
  const times = wholeTimes(compoundings);
  return grown(effective, new Exact(1).div(times)).minus(1).times(times);
}

/**
 * The rate per period by which one amount grows to another (RRI): (future / present)^(1 / periods) - 1.
 *
 * @throws RangeError where there is no such rate
 */
export function growthRate(present: Exact, future: Exact, periods: Exact): Exact {
  if (periods.lte(0)) throw new RangeError(`periods is ${periods.toString()}; give more than 0`);
  if (present.isZero()) throw new RangeError('present is 0; nothing grows from it');
  return grown(future.div(present).minus(1), new Exact(1).div(periods)).minus(1);
}

/** An amount after rates that follow each other (FVSCHEDULE). @param rates fractions per period */
export function compounded(amount: Exact, rates: readonly Exact[]): Exact {
  return rates.reduce((sum, rate) => sum.times(rate.plus(1)), amount);
}

/**
 * The simple rate per year of an investment held to its redemption (INTRATE).
 *
 * @param years time held, above 0
 * @throws RangeError for no time or no investment
 */
export function simpleRate(investment: Exact, redemption: Exact, years: Exact): Exact {
  if (years.lte(0)) throw new RangeError(`years is ${years.toString()}; the maturity comes after the settlement`);
  if (investment.lte(0)) throw new RangeError(`investment is ${investment.toString()}; give more than 0`);
  return redemption.minus(investment).div(investment).div(years);
}

function wholeTimes(compoundings: Exact): Exact {
  const times = compoundings.floor();
  if (times.lt(1)) throw new RangeError(`compoundings is ${compoundings.toString()}; give 1 or more`);
  return times;
}

function grown(rate: Exact, times: Exact): Exact {
  const factor = rate.plus(1);
  if (factor.lt(0)) throw new RangeError(`The rate ${rate.toString()} is below -1; nothing grows by it`);
  return factor.pow(times);
}
