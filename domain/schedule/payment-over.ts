import { Exact } from '../money/decimal.js';

/**
 * The payment that clears a balance over periods of the given factors: B x (1+f1)...(1+fn) / F, with F1 = 1 and
 * Fk = 1 + F(k-1) x (1+fk). With weights, period k pays so many times the result.
 *
 * @param balance in any unit
 * @param factors what one unit of balance bears in each period, fractions, at least one
 * @param weights one per period; none for equal payments
 * @returns in the unit of the balance, unrounded
 */
export function paymentOver(balance: number | Exact, factors: readonly Exact[], weights?: readonly Exact[]): Exact {
  let growth = new Exact(1);
  let worth = new Exact(0);
  factors.forEach((factor, index) => {
    const grown = factor.plus(1);
    growth = growth.times(grown);
    worth = worth.times(grown).plus(weights?.[index] ?? 1);
  });
  return growth.times(balance).div(worth);
}
