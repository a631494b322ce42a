declare const brand: unique symbol;

/** A whole number of minor units (fen, cents); its currency stands beside it in the record. Made only by `minor()`. */
export type Minor = number & { readonly [brand]: 'Minor' };

/**
 * Takes a number in as an amount; -0 becomes 0, so that equal amounts compare and print alike.
 *
 * @param value minor units, may be negative
 * @throws RangeError when it is not a safe integer: a fraction that was not rounded, or an overflow
 * @see products.md, section 0, "Amounts"
 */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`${String(value)} is not a whole number of minor units; round it with roundToMinor first`);
  }
  // The only cast to Minor in the code base: the check above is what the brand stands for. Adding 0 turns -0 into 0.
  return (value + 0) as Minor;
}

/** No money, in any currency. */
export const ZERO: Minor = minor(0);

/**
 * Adds amounts of one currency up.
 *
 * @returns minor units; 0 for no amounts
 * @throws RangeError when a partial sum is no longer a safe integer
 */
export function sumMinor(values: readonly Minor[]): Minor {
  let total = 0;
  for (const value of values) {
    total += value;
    // Checked at every step: beyond 2^53 an addition may round, and a later one come back into range with a wrong sum.
    if (!Number.isSafeInteger(total)) throw new RangeError('The sum of the amounts is beyond the safe integers');
  }
  return minor(total);
}
