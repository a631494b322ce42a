import { exact, Exact } from '../../../domain/money/decimal.js';
import { interestByYear, planTable } from '../../../domain/schedule/plan-table.js';
import type { PlanTableRow, PlanTableTerms, RepaymentPlan, YearlyRate } from '../../../domain/schedule/plan-table.js';
import type { Answers } from '../family.js';
import { countOf, flagOf, isUnused, numberOf, numberOrNull, rowsOf, textOf } from '../read-vectors.js';
import type { VectorFields } from '../read-vectors.js';

/** A plan computed without rounding, as `schedules.json` and `apr.json` describe it. */
export function planTermsOf(input: VectorFields): PlanTableTerms {
  return {
    principal: numberOf(input, 'principal'),
    plan: planOf(input),
    periodsPerYear: countOf(input, 'per_year'),
    periods: countOf(input, 'n'),
    rate: rateOf(input),
    firstPeriodYears: numberOrNull(input, 'first_period_years'),
    rateChanges: isUnused(input, 'rate_changes')
      ? []
      : rowsOf(input, 'rate_changes').map((row) => ({ afterPeriod: countOf(row, 'after_period'), rate: rateOf(row) })),
  };
}

function rateOf(fields: VectorFields): YearlyRate {
  return isUnused(fields, 'effective_rate')
    ? { kind: 'NOMINAL', annual: numberOf(fields, 'nominal_rate').toFixed() }
    : { kind: 'EFFECTIVE', annual: numberOf(fields, 'effective_rate').toFixed() };
}

function planOf(input: VectorFields): RepaymentPlan {
  const plan = textOf(input, 'plan');
  const minimum = () => numberOrNull(input, 'minimum') ?? exact(0);
  switch (plan) {
    case 'level_payment':
      return { kind: 'LEVEL_PAYMENT' };
    case 'equal_principal':
      return { kind: 'EQUAL_PRINCIPAL' };
    case 'interest_only':
      return { kind: 'INTEREST_ONLY' };
    case 'interest_only_then_equal_principal': {
      const interestOnlyPeriods = countOf(input, 'interest_only_periods');
      return { kind: 'INTEREST_ONLY_THEN_EQUAL_PRINCIPAL', interestOnlyPeriods };
    }
    case 'fixed_principal':
      return { kind: 'FIXED_PRINCIPAL', principalPerPeriod: numberOf(input, 'principal_per_period') };
    case 'pct_of_balance_plus_interest': {
      const clears = !isUnused(input, 'final_clears_balance') && flagOf(input, 'final_clears_balance');
      const finalPayment = clears ? 'CLEARS_BALANCE' : 'BY_SHARE';
      return { kind: 'SHARE_OF_BALANCE_PLUS_INTEREST', share: numberOf(input, 'pct'), minimum: minimum(), finalPayment };
    }
    case 'pct_of_balance_and_interest':
      return { kind: 'SHARE_OF_BALANCE_AND_INTEREST', share: numberOf(input, 'pct'), minimum: minimum() };
    case 'graduated':
      return { kind: 'GRADUATED', growthPerYear: numberOf(input, 'growth') };
    case 'interest_capitalized':
      return { kind: 'INTEREST_CAPITALIZED' };
    default:
      throw new Error(`plan is "${plan}", which is none of the plans described`);
  }
}

type Column = 'opening' | 'interest' | 'closing' | 'payment';

export function planAnswers(input: VectorFields): Answers {
  const terms = planTermsOf(input);
  const rows = planTable(terms);
  const column = (name: Column) => Object.fromEntries(rows.map((row) => [String(row.nr), row[name]]));
  return {
    opening: column('opening'),
    interest: column('interest'),
    closing: column('closing'),
    payments: column('payment'),
    interest_by_year: Object.fromEntries(
      [...interestByYear(rows, terms.periodsPerYear)].map(([year, interest]) => [String(year), interest]),
    ),
  };
}

const cents = (amount: Exact | undefined) => (amount ?? exact(0)).toFixed(2, Exact.ROUND_HALF_UP);
const sumOf = (amounts: readonly Exact[]) => amounts.reduce((sum, amount) => sum.plus(amount), new Exact(0));

/** Level payment and equal principal side by side; every figure is rounded half-up at the end. */
export function calculatorAnswers(input: VectorFields): Answers {
  const tableOf = (kind: 'LEVEL_PAYMENT' | 'EQUAL_PRINCIPAL') =>
    planTable({
      principal: numberOf(input, 'principal'),
      plan: { kind },
      periodsPerYear: 12,
      periods: countOf(input, 'months'),
      rate: { kind: 'NOMINAL', annual: numberOf(input, 'annual_rate').toFixed() },
      firstPeriodYears: null,
      rateChanges: [],
    });
  const level = tableOf('LEVEL_PAYMENT');
  const equal = tableOf('EQUAL_PRINCIPAL');
  const [first, second] = equal;
  const step = first === undefined || second === undefined ? exact(0) : first.payment.minus(second.payment);
  return {
    level_payment: cents(level[0]?.payment),
    level_total: cents(sumOf(level.map(({ payment }) => payment))),
    level_interest: cents(sumOf(level.map(({ interest }) => interest))),
    level_rows: rowsByNr(level),
    equal_principal_total: cents(sumOf(equal.map(({ payment }) => payment))),
    equal_principal_interest: cents(sumOf(equal.map(({ interest }) => interest))),
    equal_principal_first_payment: cents(first?.payment),
    equal_principal_step: cents(step),
    equal_principal_rows: rowsByNr(equal),
  };
}

const rowsByNr = (rows: readonly PlanTableRow[]) =>
  Object.fromEntries(
    rows.map(({ nr, payment, interest, opening, closing }) => [
      String(nr),
      {
        payment: cents(payment),
        principal: cents(payment.minus(interest)),
        interest: cents(interest),
        opening: cents(opening),
        closing: cents(closing),
      },
    ]),
  );
