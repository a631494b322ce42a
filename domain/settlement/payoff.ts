import { daysBetween, earlier, later } from '../calendar/plain-date.js';
import type { PlainDate } from '../calendar/plain-date.js';
import { exact } from '../money/decimal.js';
import type { DecimalString } from '../money/decimal.js';
import { minor, sumMinor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { roundToMinor } from '../money/rounding.js';
import type { Rounding } from '../money/rounding.js';

/** What an early settlement costs on top of the outstanding principal. @see products.md section 8 */
export type SettlementStrategy = 'SAME_DAY_FREE' | 'BILLED_PLUS_NEXT_PLUS_DAILY' | 'ALL_REMAINING_FEES';

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
}

export interface PayoffTerms {
  /** `settlementStrategies`: the first that applies wins; the last should always apply. */
  readonly strategies: readonly SettlementStrategy[];
  readonly settlementDailyRate: DecimalString;
  /** What is taken off the daily charge: fees paid and those of this payoff, or those paid alone. */
  readonly settlementFeeOffset: 'ALL_FEES_CHARGED' | 'PAID_FEES';
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
  /** What settling early costs beyond these: the rest of the daily charge, or the fees of the later periods. */
  readonly settlementFeeMinor: Minor;
  /** Fees paid before that are given back to stay under the cap; see `clampToCap`. */
  readonly creditedFeesMinor: Minor;
  /** The parts less the credited fees. */
  readonly totalMinor: Minor;
}

/**
 * Amount that settles an agreement on a day. Never more than the payments that remain: the settlement fee is cut to that.
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
  return withTotal({ strategy, principalMinor, ...feesOf(strategy, input, terms), creditedFeesMinor: ZERO });
}

/** Puts the total to the parts of a payoff. */
export function withTotal(parts: Omit<Payoff, 'totalMinor'>): Payoff {
  const { principalMinor, billedFeesMinor, nextFeeMinor, settlementFeeMinor, creditedFeesMinor } = parts;
  const owedMinor = sumMinor([principalMinor, billedFeesMinor, nextFeeMinor, settlementFeeMinor]);
  return { ...parts, totalMinor: minor(owedMinor - creditedFeesMinor) };
}

/**
 * Sum over the days [drawn, settled) of the principal outstanding at each day's end, in minor-unit-days. A reduction
 * counts from its value date on.
 *
 * @see products.md section 8, `settlementDailyRate`; golden SET-1 (114,600 yuan-days)
 */
export function principalDays(
  input: Pick<PayoffInput, 'drawnOn' | 'principalMinor' | 'reductions' | 'settledOn'>,
): number {
  const { drawnOn, settledOn } = input;
  const reducedDays = input.reductions.map(({ valuedOn, amountMinor }) => {
    const from = earlier(later(valuedOn, drawnOn), settledOn);
    return minor(amountMinor * daysBetween(from, settledOn));
  });
  return minor(input.principalMinor * daysBetween(drawnOn, settledOn)) - sumMinor(reducedDays);
}

type Fees = Pick<Payoff, 'billedFeesMinor' | 'nextFeeMinor' | 'settlementFeeMinor'>;

function feesOf(strategy: SettlementStrategy, input: PayoffInput, terms: PayoffTerms): Fees {
  if (strategy === 'SAME_DAY_FREE') return { billedFeesMinor: ZERO, nextFeeMinor: ZERO, settlementFeeMinor: ZERO };
  const billedFeesMinor = sumMinor(input.rows.filter((row) => row.isBilled).map((row) => row.feeOpenMinor));
  const [next, ...laterRows] = input.rows.filter((row) => !row.isBilled).toSorted((a, b) => a.nr - b.nr);
  const nextFeeMinor = next?.feeOpenMinor ?? ZERO;
  const laterFeesMinor = sumMinor(laterRows.map((row) => row.feeOpenMinor));
  if (strategy === 'ALL_REMAINING_FEES') return { billedFeesMinor, nextFeeMinor, settlementFeeMinor: laterFeesMinor };
  const paidMinor = sumMinor(input.rows.map((row) => row.feePaidMinor));
  const offsetMinor =
    terms.settlementFeeOffset === 'PAID_FEES' ? paidMinor : sumMinor([paidMinor, billedFeesMinor, nextFeeMinor]);
  const dailyMinor = exact(terms.settlementDailyRate).times(principalDays(input)).minus(offsetMinor);
  const settlementFeeMinor = Math.min(Math.max(0, roundToMinor(dailyMinor, terms.rounding)), laterFeesMinor);
  return { billedFeesMinor, nextFeeMinor, settlementFeeMinor: minor(settlementFeeMinor) };
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
