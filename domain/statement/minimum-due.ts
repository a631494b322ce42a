import { minor, sumMinor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { applyRate } from '../money/rounding.js';
import type { Rounding } from '../money/rounding.js';

/** What a statement bills, by the kinds that count differently in its minimum due. Minor units of one currency. */
export interface MinimumDueInput {
  /** Whether at least the minimum due of the statement before was paid by its cut-off. */
  readonly previousMinimumMet: boolean;
  /** Spend of the cycle that is not on an installment plan. */
  readonly spendMinor: Minor;
  /** Principal, interest and fees of the installments billed with this statement. */
  readonly installmentsBilledMinor: Minor;
  /** Balance carried over from earlier statements. */
  readonly carriedMinor: Minor;
  /** Daily fee on the carried balance. */
  readonly carryFeesMinor: Minor;
  /** Late penalty; counts only where the previous minimum was missed. */
  readonly penaltyMinor: Minor;
  /** What of spend and carried balance no percentage applies to, such as use above the limit: spend first. */
  readonly dueInFullMinor?: Minor;
  /** Balance of the statement, which the minimum due never exceeds; null where it is not known. */
  readonly statementBalanceMinor: Minor | null;
}

export interface MinimumDueTerms {
  /** Share as an exact decimal, `"0.10"` for 10 %. */
  readonly minDuePercent: string;
  /** A carried balance from this amount on counts by `minDuePercent`, a smaller one in full. */
  readonly minDueCarryThresholdMinor: Minor;
  readonly rounding: Rounding;
}

/**
 * Least amount that keeps a statement from being overdue.
 *
 * Each percentage is rounded on its own before adding (30.005 and 12.345 become 30.01 and 12.35), so that the
 * customer can check the parts.
 *
 * @returns minor units, 0 or more, at most the statement balance
 * @see products.md section 4; golden MIN-1 to MIN-6
 */
export function minimumDue(input: MinimumDueInput, terms: MinimumDueTerms): Minor {
  const { spendMinor, carriedMinor, dueInFullMinor = ZERO } = input;
  const spendInFullMinor = minor(Math.min(dueInFullMinor, spendMinor));
  const carriedInFullMinor = minor(Math.min(dueInFullMinor - spendInFullMinor, carriedMinor));
  const base = [
    spendInFullMinor,
    percentOf(minor(spendMinor - spendInFullMinor), terms),
    input.installmentsBilledMinor,
    input.carryFeesMinor,
  ];
  const due = input.previousMinimumMet
    ? sumMinor([...base, carriedInFullMinor, carriedShare(minor(carriedMinor - carriedInFullMinor), terms)])
    : sumMinor([...base, carriedMinor, input.penaltyMinor]);
  const ceiling = input.statementBalanceMinor ?? due;
  // A statement with more refunds than spend has a balance below zero, but nobody owes less than nothing.
  return minor(Math.max(0, Math.min(due, ceiling)));
}

function carriedShare(carriedMinor: Minor, terms: MinimumDueTerms): Minor {
  return carriedMinor >= terms.minDueCarryThresholdMinor ? percentOf(carriedMinor, terms) : carriedMinor;
}

function percentOf(amountMinor: Minor, terms: MinimumDueTerms): Minor {
  return applyRate(amountMinor, terms.minDuePercent, terms.rounding);
}
