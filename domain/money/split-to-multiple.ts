import { minor } from './minor.js';
import type { Minor } from './minor.js';
import { divideRounded } from './rounding.js';
import type { Rounding } from './rounding.js';

/**
 * Splits an amount into equal parts that are whole multiples; the last takes the rest.
 *
 * @param totalMinor minor units, 0 or more
 * @param parts 1 or more
 * @param multipleMinor minor units, above 0
 * @returns `parts` amounts that sum to the total, none negative
 * @throws RangeError for an argument out of range: a caller's mistake, never a customer's
 * @see products.md section 3, `installmentMultiple`
 */
export function splitToMultiple(
  totalMinor: Minor,
  parts: number,
  multipleMinor: Minor,
  rounding: Rounding,
): readonly Minor[] {
  if (!Number.isInteger(parts) || parts < 1) throw new RangeError(`parts is ${String(parts)}; give 1 or more`);
  if (totalMinor < 0) throw new RangeError(`total is ${String(totalMinor)}; split the amount without its sign`);
  if (multipleMinor < 1) throw new RangeError(`multiple is ${String(multipleMinor)}; give 1 minor unit or more`);
  const share = divideRounded(totalMinor, parts * multipleMinor, rounding) * multipleMinor;
  let left: number = totalMinor;
  return Array.from({ length: parts }, (_, index) => {
    const part = index === parts - 1 ? left : Math.min(left, share);
    left -= part;
    return minor(part);
  });
}
