import type { PlainDate } from '../calendar/plain-date.js';
import type { DecimalString, Exact } from '../money/decimal.js';
import type { Minor } from '../money/minor.js';
import type { Rounding } from '../money/rounding.js';

/** The families of early settlement. @see products.md section 8, `settlementStrategies` */
export const SETTLEMENT_STRATEGIES = [
  'SAME_DAY_FREE',
  'BILLED_PLUS_NEXT_PLUS_DAILY',
  'ALL_REMAINING_FEES',
  'INTEREST_TO_DATE',
  'PENALTY_PCT',
  'EU_COMPENSATION',
] as const;

/** What an early settlement costs on top of the outstanding principal. @see products.md section 8 */
export type SettlementStrategy = (typeof SETTLEMENT_STRATEGIES)[number];

/** One installment as the settlement finds it. Interest of a plan that bears it counts with the fee. */
export interface PayoffRow {
  readonly nr: number;
  readonly principalOpenMinor: Minor;
  readonly feeOpenMinor: Minor;
  readonly feePaidMinor: Minor;
  readonly isBilled: boolean;
}

/** An amount that lowered the principal from this value date on: a payment's part or a refund. */
export interface PrincipalReduction {
  readonly valuedOn: PlainDate;
  readonly amountMinor: Minor;
}

/** An agreement on the day it is settled. */
export interface PayoffInput {
  readonly drawnOn: PlainDate;
  /** Financed principal at the draw. */
  readonly principalMinor: Minor;
  readonly rows: readonly PayoffRow[];
  /** All reductions so far, in any order; with the open principal they make up the financed one. */
  readonly reductions: readonly PrincipalReduction[];
  readonly settledOn: PlainDate;
  /** Interest by the day up to the settlement that no bill has charged yet. */
  readonly interestToDateMinor: Minor;
  /** Day on which the last period ends, as agreed. */
  readonly endsOn: PlainDate;
}

export interface PayoffTerms {
  /** `settlementStrategies`: the first that applies wins; the last should always apply. */
  readonly strategies: readonly SettlementStrategy[];
  readonly settlementDailyRate: DecimalString;
  /** What is taken off the daily charge: fees paid and those of this payoff, or those paid alone. */
  readonly settlementFeeOffset: 'ALL_FEES_CHARGED' | 'PAID_FEES';
  /** Interest of a day as a fraction of the principal; what `PENALTY_PCT` charges days to come at. */
  readonly interestDailyRate: DecimalString | Exact;
  readonly rounding: Rounding;
}

/** Amount that settles an agreement, with its parts. Minor units. */
export interface Payoff {
  readonly strategy: SettlementStrategy;
  readonly principalMinor: Minor;
  /** Fees of billed installments not yet paid. */
  readonly billedFeesMinor: Minor;
  /** Fee of the first installment not yet billed. */
  readonly nextFeeMinor: Minor;
  /** Interest by the day since the last bill, under a strategy that charges it. */
  readonly interestMinor: Minor;
  /** What settling early costs beyond these: the rest of a daily charge, later fees, a penalty, a compensation. */
  readonly settlementFeeMinor: Minor;
  /** Fees paid before that are given back to stay under the cap; see `clampToCap`. */
  readonly creditedFeesMinor: Minor;
  /** The parts less the credited fees. */
  readonly totalMinor: Minor;
}
