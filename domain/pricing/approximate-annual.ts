import { Exact } from '../money/decimal.js';

/**
 * The annual rate that a total flat fee comes to by rule of thumb, 24 x fee / (periods + 1): on average half of the
 * principal is outstanding. A fee kept back up front is borne by what is left.
 *
 * @param feeRateTotal fraction of the principal, all periods together
 * @param periods number of months, 1 or more
 * @returns fraction per year, unrounded
 * @throws RangeError for periods below 1, or a fee up front of the whole principal
 */
export function approximateAnnual(feeRateTotal: Exact, periods: number, feeTaken: 'UP_FRONT' | 'EACH_PERIOD'): Exact {
  if (!Number.isInteger(periods) || periods < 1) throw new RangeError(`periods is ${String(periods)}; give 1 or more`);
  const received = feeTaken === 'UP_FRONT' ? new Exact(1).minus(feeRateTotal) : new Exact(1);
  if (received.lte(0)) throw new RangeError(`The fee rate ${feeRateTotal.toString()} leaves nothing of the principal`);
  return feeRateTotal
    .times(24)
    .div(periods + 1)
    .div(received);
}
