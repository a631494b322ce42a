import { exact } from './decimal.js';
import type { DecimalString } from './decimal.js';
import { minor } from './minor.js';
import type { Minor } from './minor.js';

/** Where the minor units left over by an equal division go. */
export type ResiduePlacement = 'FIRST' | 'LAST' | 'LARGEST_REMAINDER';

/** Most parts an amount is split into. */
export const PARTS_MAX = 1_200;

/**
 * Splits an amount into equal parts that sum to it exactly.
 *
 * @param total minor units, 0 or more
 * @param parts 1..PARTS_MAX
 * @param residue which part takes what an equal division leaves over; `LARGEST_REMAINDER` spreads it one minor unit
 *   each over the first parts, since all remainders are alike
 * @returns `parts` amounts, none negative
 * @throws RangeError for `total` or `parts` out of range: a caller's mistake, never a customer's
 * @see products.md, `residuePlacement`; golden SCH-2
 */
export function splitEqually(total: Minor, parts: number, residue: ResiduePlacement): readonly Minor[] {
  if (!Number.isInteger(parts) || parts < 1 || parts > PARTS_MAX) {
    throw new RangeError(`parts is ${String(parts)}; give a whole number from 1 to ${PARTS_MAX}`);
  }
  if (total < 0) throw new RangeError(`total is ${String(total)}; split the amount without its sign`);
  const left = total % parts;
  const share = minor((total - left) / parts);
  const split = new Array<Minor>(parts).fill(share);
  if (residue === 'LARGEST_REMAINDER') return split.fill(minor(share + 1), 0, left);
  split[residue === 'FIRST' ? 0 : parts - 1] = minor(share + left);
  return split;
}

/**
 * Splits an amount in proportion to weights: every part is its share cut down, and the units left over go one each to
 * the largest remainders, ties to the earlier part. A negative amount splits as the mirror of the positive one, so a
 * reversal undoes its posting part by part.
 *
 * @param total minor units, may be negative
 * @param weights 0 or more each, not all 0; they need not sum to 1. A part of weight 0 gets nothing
 * @returns one amount per weight; their sum is `total`
 * @throws RangeError for a negative weight, or none above 0
 * @see products.md, section 13, "Co-lending": 100.01 at 30/70 is 30.00 + 70.01
 */
export function allocateByWeights(total: Minor, weights: readonly (DecimalString | number)[]): readonly Minor[] {
  const whole = wholeWeights(weights);
  const weightSum = whole.reduce((sum, weight) => sum + weight, 0n);
  if (weightSum === 0n) throw new RangeError('No weight is above 0; give at least one part a weight');
  const size = BigInt(Math.abs(total));
  const shares = whole.map((weight, index) => ({
    index,
    units: (size * weight) / weightSum,
    remainder: (size * weight) % weightSum,
  }));
  const left = size - shares.reduce((sum, share) => sum + share.units, 0n);
  const favored = new Set(
    shares
      // A stable sort: those that tie stay in the order of the parts.
      .toSorted((a, b) => Number(b.remainder - a.remainder))
      .slice(0, Number(left))
      .map((share) => share.index),
  );
  const sign = total < 0 ? -1 : 1;
  return shares.map(({ index, units }) => minor(sign * (Number(units) + (favored.has(index) ? 1 : 0))));
}

/** The weights on one scale without fractions. In 34-digit decimals thirds would have remainders that do not tie. */
function wholeWeights(weights: readonly (DecimalString | number)[]): readonly bigint[] {
  const decimals = weights.map((weight) => exact(weight));
  const fractionDigits = Math.max(0, ...decimals.map((weight) => weight.decimalPlaces()));
  return decimals.map((weight) => {
    if (weight.isNegative() && !weight.isZero()) {
      throw new RangeError(`The weight ${weight.toString()} is negative; weights are 0 or more`);
    }
    return BigInt(weight.toFixed(fractionDigits).replace('.', ''));
  });
}
