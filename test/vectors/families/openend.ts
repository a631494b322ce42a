import { daysBetween } from '../../../domain/calendar/plain-date.js';
import { accrue, chargesOf, NO_ACCRUAL } from '../../../domain/delinquency/late-charge.js';
import type { LateTerms } from '../../../domain/delinquency/late-charge.js';
import { Exact } from '../../../domain/money/decimal.js';
import { ZERO } from '../../../domain/money/minor.js';
import { roundHalfUp } from '../../../domain/pricing/eu-aprc.js';
import {
  annualPercentageYield,
  dailyCompoundedInterest,
  dayWeightedMean,
  yieldOfLongCompounding,
} from '../../../domain/pricing/us-apy.js';
import type { HeldValue } from '../../../domain/pricing/us-apy.js';
import { accumulatedOwed, openEndCycleApr, totalAnnualLoanCost } from '../../../domain/pricing/us-open-end-apr.js';
import { familyOf } from '../family.js';
import type { Answers } from '../family.js';
import {
  choiceOf,
  countOf,
  dateOf,
  isFields,
  isUnused,
  majorOf,
  minorOf,
  numberOf,
  numberOrNull,
  rowsOf,
} from '../read-vectors.js';
import type { VectorFields } from '../read-vectors.js';

const percent = (fraction: Exact) => fraction.times(100);

/** Rates or balances and the days that each is held. */
const heldOf = (input: VectorFields, list: string, name: string): readonly HeldValue[] =>
  rowsOf(input, list).map((row) => ({ value: numberOf(row, name), days: countOf(row, 'days') }));

function periodicApr(input: VectorFields): Answers {
  const { financeCharge, denominator, apr } = openEndCycleApr({
    transaction: numberOf(input, 'transaction'),
    transactionCharge: numberOf(input, 'transaction_charge'),
    periodicRate: numberOf(input, 'periodic_rate'),
    balance: numberOf(input, 'balance'),
    denominator: choiceOf(input, 'denominator', ['TRANSACTION_PLUS_EXCESS', 'TRANSACTION_PLUS_BALANCE']),
  });
  return { finance_charge: financeCharge, denominator, apr_pct: percent(apr) };
}

function loanCost(input: VectorFields): Answers {
  const loan = {
    advances: rowsOf(input, 'advances').map((row) => ({
      amount: numberOf(row, 'amount'),
      count: countOf(row, 'count'),
      firstPeriod: countOf(row, 'first_period'),
    })),
    periods: countOf(input, 'periods'),
    periodsPerYear: countOf(input, 'per_year'),
  };
  const owed = numberOrNull(input, 'amount_owed') ?? contractOwed(input, loan);
  const { periodicRate, annualRate } = totalAnnualLoanCost(loan, owed);
  return { periodic_rate: periodicRate, rate_pct: percent(annualRate), amount_owed: owed };
}

function contractOwed(input: VectorFields, loan: Parameters<typeof accumulatedOwed>[0]): Exact {
  const contract = input['contract'];
  if (!isFields(contract)) throw new Error('neither amount_owed nor contract is given');
  return accumulatedOwed(loan, {
    initialCost: numberOrNull(contract, 'initial_cost') ?? new Exact(0),
    annualRate: numberOf(contract, 'rate'),
    compoundingsPerYear: countOf(contract, 'compounding_per_year'),
  });
}

function apy(input: VectorFields): Answers {
  const principal = numberOf(input, 'principal');
  const interest = numberOf(input, 'interest');
  const interestFromRates = ratesInterest(input, principal);
  return {
    apy_pct: percent(annualPercentageYield(principal, interest, countOf(input, 'days'))),
    ...(interestFromRates === null ? {} : { interest_from_rates: roundHalfUp(interestFromRates, 2) }),
    ...(isUnused(input, 'daily_balances')
      ? {}
      : { average_daily_balance: dayWeightedMean(heldOf(input, 'daily_balances', 'balance')) }),
  };
}

/** Interest by rates that follow each other, or by tiers of the balance each with its own. */
function ratesInterest(input: VectorFields, principal: Exact): Exact | null {
  if (!isUnused(input, 'daily_compounding')) {
    return dailyCompoundedInterest(principal, heldOf(input, 'daily_compounding', 'rate'));
  }
  if (isUnused(input, 'tiers')) return null;
  const days = countOf(input, 'days');
  return rowsOf(input, 'tiers')
    .map((row) => dailyCompoundedInterest(numberOf(row, 'amount'), [{ value: numberOf(row, 'rate'), days }]))
    .reduce((sum, interest) => sum.plus(interest));
}

/** Interest by the day on balances that follow each other, as a line accrues what it carries. */
function dailyInterest(dailyRate: Exact, segments: readonly VectorFields[]): Answers {
  const terms: LateTerms = {
    carryDailyRate: dailyRate.toFixed(),
    penaltyDailyRate: '0',
    penaltyMinPerDayMinor: ZERO,
    penaltyBase: 'PRINCIPAL', penaltyRounding: 'ON_POSTING', lateCapClamp: false,
    annualCap: '0',
    rounding: 'HALF_UP',
  };
  const accrual = segments.reduce(
    (sum, segment) =>
      accrue(
        sum,
        { carryBaseMinor: minorOf(segment, 'balance'), penaltyBaseMinor: ZERO, days: daysOf(segment) },
        terms,
      ),
    NO_ACCRUAL,
  );
  return { interest: majorOf(chargesOf(accrual, terms).carryMinor) };
}

function daysOf(segment: VectorFields): number {
  if (!isUnused(segment, 'days')) return countOf(segment, 'days');
  return daysBetween(dateOf(segment, 'from'), dateOf(segment, 'to'));
}

/** Revolving and periodic-rate arithmetic. */
export const openend = familyOf({
  us_periodic_apr: periodicApr,
  us_total_annual_loan_cost: loanCost,
  us_apy: apy,
  us_apy_earned_long_compounding: (input) => ({
    apy_pct: percent(
      yieldOfLongCompounding(
        numberOf(input, 'balance'),
        numberOf(input, 'interest'),
        countOf(input, 'days'),
        countOf(input, 'compounding_days'),
      ),
    ),
  }),
  us_composite_rate: (input) => ({ rate_pct: percent(dayWeightedMean(heldOf(input, 'segments', 'rate'))) }),
  simple_daily_interest: (input) => dailyInterest(numberOf(input, 'daily_rate'), [input]),
  revolving_interest: (input) => dailyInterest(numberOf(input, 'daily_rate'), rowsOf(input, 'segments')),
});
