import type { Exact } from '../money/decimal.js';

/**
 * Ranks rates: of any two the one that comes first has the lower rank, and equal rates have the same.
 *
 * @param rates all that are compared, repeated ones too
 */
export function rankByRate(rates: readonly Exact[], first: 'LOWEST' | 'HIGHEST'): (rate: Exact) => number {
  const ordered = rates.toSorted((a, b) => (first === 'LOWEST' ? a.comparedTo(b) : b.comparedTo(a)));
  return (rate) => ordered.findIndex((each) => each.equals(rate));
}
