import { daysBetween, earlier, later } from '../calendar/plain-date.js';
import { minor, sumMinor } from '../money/minor.js';
import type { PayoffInput } from './payoff-terms.js';

/**
 * Sum over the days [drawn, settled) of the principal outstanding at each day's end, in minor-unit-days. A reduction
 * counts from its value date on.
 *
 * @see products.md section 8, `settlementDailyRate`; golden SET-1 (114,600 yuan-days)
 */
export function principalDays(
  input: Pick<PayoffInput, 'drawnOn' | 'principalMinor' | 'reductions' | 'settledOn'>,
): number {
  const { drawnOn, settledOn } = input;
  const reducedDays = input.reductions.map(({ valuedOn, amountMinor }) => {
    const from = earlier(later(valuedOn, drawnOn), settledOn);
    return minor(amountMinor * daysBetween(from, settledOn));
  });
  return minor(input.principalMinor * daysBetween(drawnOn, settledOn)) - sumMinor(reducedDays);
}
