import type { Disbursement, LoanTerms } from '../../../domain/schedule/loan/loan-terms.js';
import { choiceOf, countOf, dateOf, flagOf, isUnused, minorOf, numberOf, rowsOf } from '../read-vectors.js';
import type { VectorFields } from '../read-vectors.js';

const countOr = (fields: VectorFields, name: string, fallback: number) =>
  isUnused(fields, name) ? fallback : countOf(fields, name);

const shareOr = (fields: VectorFields, name: string) =>
  isUnused(fields, name) ? '0' : numberOf(fields, name).div(100).toFixed();

const DAYS_IN_YEAR = { 360: 360, 364: 364, 365: 365, ACTUAL: 'ACTUAL' } as const;
const DAYS_IN_MONTH = { 30: 30, ACTUAL: 'ACTUAL' } as const;

/** The terms of a loan as `schedules.json` and `lifecycles.json` write them, apart from where its schedule starts. */
export function loanTermsOf(fields: VectorFields): Omit<LoanTerms, 'startOn' | 'overdue'> {
  const partial = isUnused(fields, 'partial_period_interest') || flagOf(fields, 'partial_period_interest');
  const fullTerm = !isUnused(fields, 'full_term_tranche') && flagOf(fields, 'full_term_tranche');
  const or = <T extends string>(name: string, fallback: T, others: readonly T[]): T =>
    isUnused(fields, name) ? fallback : choiceOf(fields, name, [fallback, ...others]);
  return {
    convention: or('engine', 'PROGRESSIVE', ['CUMULATIVE']),
    interestMethod: or('interest_method', 'DECLINING', ['FLAT']),
    amortization: or('amortization', 'LEVEL_PAYMENT', ['EQUAL_PRINCIPAL']),
    annualRate: numberOf(fields, 'annual_rate_pct').div(100).toFixed(),
    frequency: {
      every: countOf(fields, 'repay_every'),
      unit: choiceOf(fields, 'repay_unit', ['DAYS', 'WEEKS', 'MONTHS']),
    },
    interestCalculation: or('interest_calculation', 'DAILY', ['PER_PERIOD']),
    partialPeriods: partial ? 'FROM_DRAW' : 'WHOLE_PERIOD',
    daysInYear: DAYS_IN_YEAR[choiceOf(fields, 'days_in_year', ['360', '364', '365', 'ACTUAL'])],
    daysInMonth: DAYS_IN_MONTH[choiceOf(fields, 'days_in_month', ['30', 'ACTUAL'])],
    leapYearRule: isUnused(fields, 'leap_year_rule')
      ? 'CALENDAR_YEAR'
      : choiceOf(fields, 'leap_year_rule', ['FEB_29_PERIOD_ONLY']),
    yearSplit: or('year_split', 'DEC_31', ['JAN_1']),
    installments: isUnused(fields, 'periods') ? countOf(fields, 'installments') : rowsCount(fields),
    downPaymentRate: shareOr(fields, 'down_payment_pct'),
    installmentMultipleMinor: isUnused(fields, 'installment_multiple') ? null : minorOf(fields, 'installment_multiple'),
    fixedLength: isUnused(fields, 'fixed_length') ? null : countOf(fields, 'fixed_length'),
    principalGracePeriods: countOr(fields, 'grace_principal', 0),
    interestGracePeriods: countOr(fields, 'grace_interest', 0),
    interestFreePeriods: countOr(fields, 'interest_free_periods', 0),
    tranches: fullTerm ? 'FULL_TERM' : 'SHARED_TERM',
  };
}

const rowsCount = (fields: VectorFields) => {
  const { periods } = fields;
  return Array.isArray(periods) ? periods.length : 0;
};

/** What a loan pays out, in the order of the vector. */
export function disbursementsOf(fields: VectorFields): readonly Disbursement[] {
  return rowsOf(fields, 'disbursements').map((row) => ({ on: dateOf(row, 'date'), amountMinor: minorOf(row, 'amount') }));
}
