import type { PlainDate } from '../../calendar/plain-date.js';
import type { Exact } from '../../money/decimal.js';
import { minor, sumMinor, ZERO } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import type { Disbursement, InterestTerms, LoanPeriod } from '../../schedule/loan/loan-terms.js';

/** A change of principal on a day that belongs to a period, minor units. */
export interface DatedPrincipal {
  /** Of the period, from 0. */
  readonly index: number;
  readonly on: PlainDate;
  readonly amountMinor: Minor;
}

/** One period of a loan whose interest follows its balance. Mutable: models live inside one replay only. */
export interface ModelPeriod extends LoanPeriod {
  /** The level payment as it was at the draw. */
  readonly originalMinor: Minor;
  /** What the installment asks for now, without what was charged back into it. */
  paymentMinor: Minor;
  paidPrincipalMinor: Minor;
  paidInterestMinor: Minor;
  /** Charged back into it. */
  creditedPrincipalMinor: Minor;
  creditedInterestMinor: Minor;
}

/** A loan whose interest is worked out anew with every entry. */
export interface InterestModel {
  readonly terms: InterestTerms;
  readonly periods: readonly ModelPeriod[];
  /** Net of down payments. */
  readonly draws: readonly Disbursement[];
  readonly payments: DatedPrincipal[];
  readonly credits: DatedPrincipal[];
  /** Factors to a period's end that have been worked out, by the day they count from. */
  readonly factors: Map<string, Exact>;
  /** Stretches [from, to) that bear no interest. */
  readonly pauses: { readonly fromOn: PlainDate; readonly toOn: PlainDate }[];
  /** Principal that is due and unpaid bears interest up to this day. */
  overdueUntil: PlainDate;
}

export const paidOf = (period: ModelPeriod): Minor => minor(period.paidPrincipalMinor + period.paidInterestMinor);

export const askedOf = (period: ModelPeriod): Minor =>
  minor(period.paymentMinor + period.creditedPrincipalMinor + period.creditedInterestMinor);

export const isFullyPaid = (period: ModelPeriod): boolean => paidOf(period) >= askedOf(period);

/** All principal that is ever to be repaid, minor units. */
export const totalPrincipal = (model: InterestModel): Minor =>
  sumMinor([...model.draws, ...model.credits].map(({ amountMinor }) => amountMinor));

/** Starts a model from the table at the draw. */
export function interestModel(
  terms: InterestTerms,
  draws: readonly Disbursement[],
  periods: readonly (LoanPeriod & { readonly paymentMinor: Minor })[],
  pauses: InterestModel['pauses'],
  overdueUntil: PlainDate,
): InterestModel {
  return {
    terms,
    draws,
    factors: new Map(),
    periods: periods.map((period, index) => ({
      ...period,
      originalMinor: pauses.length > 0 ? period.paymentMinor : levelOf(periods, index),
      paidPrincipalMinor: ZERO,
      paidInterestMinor: ZERO,
      creditedPrincipalMinor: ZERO,
      creditedInterestMinor: ZERO,
    })),
    payments: [],
    credits: [],
    pauses: [...pauses],
    overdueUntil,
  };
}

/** The last installment's residue is no part of the level payment; a pause keeps the table of the draw row by row. */
function levelOf(periods: readonly { readonly paymentMinor: Minor }[], index: number): Minor {
  const isLast = index === periods.length - 1;
  return periods[isLast ? Math.max(0, index - 1) : index]?.paymentMinor ?? ZERO;
}
