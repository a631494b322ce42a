import { minor, sumMinor, ZERO } from '../money/minor.js';
import type { Payoff, PayoffInput, PayoffTerms } from './payoff-terms.js';
import { settlementCharges } from './settlement-charges.js';

/**
 * Amount that settles an agreement on a day. Never more than the payments that remain: what ending early costs is cut to
 * that.
 *
 * @throws RangeError if no strategy applies, a date is before the draw, or open principal and reductions do not make up
 *   the financed principal
 * @see products.md section 8; golden SET-1
 */
export function payoff(input: PayoffInput, terms: PayoffTerms): Payoff {
  assertInput(input);
  const strategy = terms.strategies.find((candidate) => candidate !== 'SAME_DAY_FREE' || isSameDay(input));
  if (strategy === undefined)
    throw new RangeError('strategies: none applies; end the list with one that holds on every day');
  const principalMinor = sumMinor(input.rows.map((row) => row.principalOpenMinor));
  const charges = settlementCharges(strategy, input, terms);
  return withTotal({ strategy, principalMinor, ...charges, creditedFeesMinor: ZERO });
}

/** Puts the total to the parts of a payoff. */
export function withTotal(parts: Omit<Payoff, 'totalMinor'>): Payoff {
  const { principalMinor, billedFeesMinor, nextFeeMinor, interestMinor, settlementFeeMinor, creditedFeesMinor } = parts;
  const owedMinor = sumMinor([principalMinor, billedFeesMinor, nextFeeMinor, interestMinor, settlementFeeMinor]);
  return { ...parts, totalMinor: minor(owedMinor - creditedFeesMinor) };
}

function isSameDay(input: PayoffInput): boolean {
  return input.settledOn === input.drawnOn;
}

function assertInput(input: PayoffInput): void {
  if (input.settledOn < input.drawnOn)
    throw new RangeError(`settledOn: ${input.settledOn} is before the draw on ${input.drawnOn}`);
  const openMinor = sumMinor(input.rows.map((row) => row.principalOpenMinor));
  const reducedMinor = sumMinor(input.reductions.map((reduction) => reduction.amountMinor));
  if (openMinor + reducedMinor !== input.principalMinor)
    throw new RangeError(
      `principal: open ${openMinor} and reduced ${reducedMinor} are not ${input.principalMinor}; pass every reduction`,
    );
}
