import { Exact } from '../../money/decimal.js';

/** A fraction of whole numbers in lowest terms: day counts are exact, and 62/365 has no decimal that is. */
export interface Fraction {
  readonly numerator: bigint;
  /** Above 0. */
  readonly denominator: bigint;
}

/** @throws RangeError for a denominator of 0 or a number that is not whole */
export function fraction(numerator: number | bigint, denominator: number | bigint): Fraction {
  const above = BigInt(numerator);
  const below = BigInt(denominator);
  if (below === 0n) throw new RangeError('denominator is 0; a span is divided by a length above 0');
  const divisor = greatestCommonDivisor(above, below) * (below < 0n ? -1n : 1n);
  return { numerator: above / divisor, denominator: below / divisor };
}

/** The exact sum, in lowest terms. */
export function addFractions(...parts: readonly Fraction[]): Fraction {
  return parts.reduce(
    (sum, part) =>
      fraction(sum.numerator * part.denominator + part.numerator * sum.denominator, sum.denominator * part.denominator),
    fraction(0, 1),
  );
}

/** As a decimal, to the digits of `Exact`. */
export function decimalOf({ numerator, denominator }: Fraction): Exact {
  return new Exact(numerator.toString()).div(denominator.toString());
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let larger = a < 0n ? -a : a;
  let smaller = b < 0n ? -b : b;
  while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
