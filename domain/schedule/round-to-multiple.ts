import { minor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { divideRounded } from '../money/rounding.js';

/**
 * The nearest whole multiple, halves to the even one. An amount that would become 0 stays as it was: an installment of
 * nothing would leave everything to the last.
 *
 * @param amountMinor minor units, 0 or more
 * @param multipleMinor minor units, above 0; none leaves the amount as it is
 * @see products.md section 3, `installmentMultiple`
 */
export function roundToMultiple(amountMinor: Minor, multipleMinor: Minor | null): Minor {
  if (multipleMinor === null) return amountMinor;
  const rounded = divideRounded(amountMinor, multipleMinor, 'HALF_EVEN') * multipleMinor;
  return rounded === 0 ? amountMinor : minor(rounded);
}
