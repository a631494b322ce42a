import { Decimal } from 'decimal.js';

/** A rate or factor as it is written and stored: plain decimal text such as `"0.0060"`. */
export type DecimalString = string;

/** Digits kept by every operation on exact decimals: those of IEEE 754 decimal128. */
export const EXACT_DIGITS = 34;

/**
 * The decimals of the engine: 34 significant digits, halves away from zero. A clone, so that a `Decimal.set` in some
 * other package cannot change how money is computed. Never write an `Exact` in exponent form: `toString` prints plain
 * digits down to 1e-34.
 *
 * @see style.md, section 5, "Money"
 */
export const Exact = Decimal.clone({
  precision: EXACT_DIGITS,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -EXACT_DIGITS,
  toExpPos: EXACT_DIGITS,
});
// Powers and logarithms set these for a moment. Workflows share their modules frozen: only an accessor can be set there.
for (const name of ['precision', 'rounding'] as const) {
  let value: number = Exact[name];
  Object.defineProperty(Exact, name, { get: () => value, set: (next: number) => (value = next) });
}

export type Exact = Decimal;

/**
 * Takes a rate, a factor or an amount in as an exact decimal. A number is read as the shortest text that prints it:
 * `exact(0.1)` is one tenth.
 *
 * @throws RangeError for text that is not a decimal, and for NaN and Infinity
 */
export function exact(value: DecimalString | number | Exact): Exact {
  const made = parsed(value);
  if (!made?.isFinite()) throw new RangeError(`${String(value)} is not a finite decimal; write it like 0.0060`);
  return made;
}

function parsed(value: DecimalString | number | Exact): Exact | undefined {
  try {
    return new Exact(value);
  } catch {
    return undefined;
  }
}
