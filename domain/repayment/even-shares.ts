import { minor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { divideRounded } from '../money/rounding.js';

/**
 * Equal parts rounded half to even, the difference on the last; a part that this makes negative takes nothing.
 *
 * @param amountMinor minor units, 0 or more
 * @param count 1 or more
 * @see products.md section 6, `futureRule` SPREAD_EVENLY
 */
export function evenShares(amountMinor: Minor, count: number): readonly Minor[] {
  const shareMinor = minor(divideRounded(amountMinor, count, 'HALF_EVEN'));
  const lastMinor = minor(Math.max(ZERO, amountMinor - shareMinor * (count - 1)));
  return [...new Array<Minor>(count - 1).fill(shareMinor), lastMinor];
}
