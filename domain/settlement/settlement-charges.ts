import { addMonths, daysBetween } from '../calendar/plain-date.js';
import { exact } from '../money/decimal.js';
import { minor, sumMinor, ZERO, type Minor } from '../money/minor.js';
import { applyRate, roundToMinor } from '../money/rounding.js';
import { principalDays } from './principal-days.js';
import type { Payoff, PayoffInput, PayoffRow, PayoffTerms, SettlementStrategy } from './payoff-terms.js';

/** `PENALTY_PCT`: with fewer days left all interest is due, otherwise that of so many more. */
const PENALTY_DAYS = 30;
const PENALTY_SHARE = '0.01';
/** `EU_COMPENSATION`: the most of the principal repaid early, and the most with less than a year to go. */
const COMPENSATION_SHARE = '0.01';
const COMPENSATION_SHARE_LAST_YEAR = '0.005';
const YEAR_MONTHS = 12;

export type SettlementCharges = Pick<
  Payoff,
  'billedFeesMinor' | 'nextFeeMinor' | 'interestMinor' | 'settlementFeeMinor'
>;

const FREE: SettlementCharges = {
  billedFeesMinor: ZERO,
  nextFeeMinor: ZERO,
  interestMinor: ZERO,
  settlementFeeMinor: ZERO,
};

/**
 * What a strategy asks on top of the open principal, before any cap.
 *
 * @see products.md section 8, the table of strategies; golden SET-1 to SET-6
 */
export function settlementCharges(
  strategy: SettlementStrategy,
  input: PayoffInput,
  terms: PayoffTerms,
): SettlementCharges {
  if (strategy === 'SAME_DAY_FREE') return FREE;
  const billedFeesMinor = sumMinor(input.rows.filter((row) => row.isBilled).map((row) => row.feeOpenMinor));
  const unbilled = input.rows.filter((row) => !row.isBilled).toSorted((a, b) => a.nr - b.nr);
  switch (strategy) {
    case 'BILLED_PLUS_NEXT_PLUS_DAILY':
      return { ...FREE, ...nextPlusDaily(unbilled, billedFeesMinor, input, terms) };
    case 'ALL_REMAINING_FEES': {
      const nextFeeMinor = unbilled[0]?.feeOpenMinor ?? ZERO;
      const laterMinor = minor(feesOf(unbilled) - nextFeeMinor);
      return { ...FREE, billedFeesMinor, nextFeeMinor, settlementFeeMinor: laterMinor };
    }
    case 'INTEREST_TO_DATE':
    case 'PENALTY_PCT':
    case 'EU_COMPENSATION': {
      const interestMinor = input.interestToDateMinor;
      // What is saved by not going on is the most that ending early may cost.
      const savedMinor = Math.max(0, feesOf(unbilled) - interestMinor);
      const settlementFeeMinor = minor(Math.min(priceOfEnding(strategy, input, terms), savedMinor));
      return { ...FREE, billedFeesMinor, interestMinor, settlementFeeMinor };
    }
  }
}

function nextPlusDaily(
  unbilled: readonly PayoffRow[],
  billedFeesMinor: Minor,
  input: PayoffInput,
  terms: PayoffTerms,
): Pick<Payoff, 'billedFeesMinor' | 'nextFeeMinor' | 'settlementFeeMinor'> {
  const nextFeeMinor = unbilled[0]?.feeOpenMinor ?? ZERO;
  const laterFeesMinor = feesOf(unbilled) - nextFeeMinor;
  const paidMinor = sumMinor(input.rows.map((row) => row.feePaidMinor));
  const offsetMinor =
    terms.settlementFeeOffset === 'PAID_FEES' ? paidMinor : sumMinor([paidMinor, billedFeesMinor, nextFeeMinor]);
  const dailyMinor = exact(terms.settlementDailyRate).times(principalDays(input)).minus(offsetMinor);
  const settlementFeeMinor = Math.min(Math.max(0, roundToMinor(dailyMinor, terms.rounding)), laterFeesMinor);
  return { billedFeesMinor, nextFeeMinor, settlementFeeMinor: minor(settlementFeeMinor) };
}

function priceOfEnding(
  strategy: 'INTEREST_TO_DATE' | 'PENALTY_PCT' | 'EU_COMPENSATION',
  input: PayoffInput,
  terms: PayoffTerms,
): number {
  const principalMinor = sumMinor(input.rows.map((row) => row.principalOpenMinor));
  const share = (rate: string): Minor => applyRate(principalMinor, rate, terms.rounding);
  switch (strategy) {
    case 'INTEREST_TO_DATE':
      return 0;
    case 'PENALTY_PCT': {
      const leftDays = input.settledOn < input.endsOn ? daysBetween(input.settledOn, input.endsOn) : 0;
      const interestOf = (days: number): Minor =>
        roundToMinor(exact(terms.interestDailyRate).times(principalMinor).times(days), terms.rounding);
      if (leftDays < PENALTY_DAYS) return interestOf(leftDays);
      return interestOf(PENALTY_DAYS) + share(PENALTY_SHARE);
    }
    case 'EU_COMPENSATION': {
      const isLastYear = addMonths(input.settledOn, YEAR_MONTHS) > input.endsOn;
      return share(isLastYear ? COMPENSATION_SHARE_LAST_YEAR : COMPENSATION_SHARE);
    }
  }
}

const feesOf = (rows: readonly PayoffRow[]): number => sumMinor(rows.map((row) => row.feeOpenMinor));
