import { Exact, exact } from '../money/decimal.js';
import type { DecimalString } from '../money/decimal.js';
import { paymentOver } from './payment-over.js';

/** A rate per year: a part of it each period, or compounded over the periods of a year. */
export type YearlyRate =
  | { readonly kind: 'NOMINAL'; readonly annual: DecimalString }
  | { readonly kind: 'EFFECTIVE'; readonly annual: DecimalString };

/** How principal is repaid. Amounts are in the unit of the principal, shares are fractions. */
export type RepaymentPlan =
  | { readonly kind: 'LEVEL_PAYMENT' }
  | { readonly kind: 'EQUAL_PRINCIPAL' }
  | { readonly kind: 'INTEREST_ONLY' }
  | { readonly kind: 'INTEREST_ONLY_THEN_EQUAL_PRINCIPAL'; readonly interestOnlyPeriods: number }
  | { readonly kind: 'FIXED_PRINCIPAL'; readonly principalPerPeriod: Exact }
  /** Principal of a share of the balance, not below the minimum, beside the interest. */
  | {
      readonly kind: 'SHARE_OF_BALANCE_PLUS_INTEREST';
      readonly share: Exact;
      readonly minimum: Exact;
      readonly finalPayment: 'CLEARS_BALANCE' | 'BY_SHARE';
    }
  /** A payment of a share of balance and interest together, not below the minimum. */
  | { readonly kind: 'SHARE_OF_BALANCE_AND_INTEREST'; readonly share: Exact; readonly minimum: Exact }
  /** Payments that grow each year by a fraction, negative to fall. */
  | { readonly kind: 'GRADUATED'; readonly growthPerYear: Exact }
  | { readonly kind: 'INTEREST_CAPITALIZED' };

/** A plan of equal periods, computed without rounding. */
export interface PlanTableTerms {
  readonly principal: Exact;
  readonly plan: RepaymentPlan;
  readonly periodsPerYear: number;
  readonly periods: number;
  readonly rate: YearlyRate;
  /** Length of the first period where it differs from the others, in years. */
  readonly firstPeriodYears: Exact | null;
  /** Rates that hold after a period; what is left of the plan is set anew. In the order of their periods. */
  readonly rateChanges: readonly { readonly afterPeriod: number; readonly rate: YearlyRate }[];
}

/** One period of a plan, unrounded, in the unit of the principal. */
export interface PlanTableRow {
  readonly nr: number;
  readonly opening: Exact;
  readonly interest: Exact;
  readonly payment: Exact;
  readonly closing: Exact;
}

/** The payments of a graduated plan grow after so many periods. */
const GRADUATION_PERIODS = 12;

/**
 * The periods of a plan, as comparisons of offers and the example tables of the cost rules show them: nothing is rounded.
 *
 * @returns rows up to the period that pays the last of the balance
 * @throws RangeError for a number of periods below 1
 * @see products.md section 3, `amortization`
 */
export function planTable(terms: PlanTableTerms): readonly PlanTableRow[] {
  if (!Number.isInteger(terms.periods) || terms.periods < 1) {
    throw new RangeError(`periods is ${String(terms.periods)}; give 1 or more`);
  }
  const changesAfter = new Set(terms.rateChanges.map(({ afterPeriod }) => afterPeriod));
  const rows: PlanTableRow[] = [];
  let opening = terms.principal;
  let level = new Exact(0);
  for (let nr = 1; nr <= terms.periods && !opening.isZero(); nr += 1) {
    if (nr === 1 || changesAfter.has(nr - 1)) level = levelFrom(terms, opening, nr);
    const interest = opening.times(factorOf(terms, nr, nr));
    const payment = paymentOf(terms, nr, opening, interest, level);
    const closing = opening.plus(interest).minus(payment);
    rows.push({ nr, opening, interest, payment, closing });
    opening = closing;
  }
  return rows;
}

/** Interest by years of the plan, from 1. */
export function interestByYear(rows: readonly PlanTableRow[], periodsPerYear: number): ReadonlyMap<number, Exact> {
  const byYear = new Map<number, Exact>();
  for (const { nr, interest } of rows) {
    const year = Math.floor((nr - 1) / periodsPerYear) + 1;
    byYear.set(year, (byYear.get(year) ?? new Exact(0)).plus(interest));
  }
  return byYear;
}

/** The rate of one period: a part of the nominal rate, or what compounds to the effective one. */
export function periodRate(rate: YearlyRate, periodsPerYear: number): Exact {
  const annual = exact(rate.annual);
  if (rate.kind === 'NOMINAL') return annual.div(periodsPerYear);
  return annual.plus(1).pow(new Exact(1).div(periodsPerYear)).minus(1);
}

/** What one unit of balance bears in a period at the rate that holds in another, or in itself. */
function factorOf(terms: PlanTableTerms, nr: number, rateOfNr: number): Exact {
  const { periodsPerYear, firstPeriodYears } = terms;
  const changed = terms.rateChanges.findLast(({ afterPeriod }) => afterPeriod < rateOfNr);
  const factor = periodRate(changed?.rate ?? terms.rate, periodsPerYear);
  return nr === 1 && firstPeriodYears !== null ? factor.times(firstPeriodYears.times(periodsPerYear)) : factor;
}

/**
 * The payment that clears the balance over the rest of the periods at the rate of now, as if it stayed; that of the first
 * year for a graduated plan.
 */
function levelFrom(terms: PlanTableTerms, balance: Exact, nr: number): Exact {
  const rest = Array.from({ length: terms.periods - nr + 1 }, (_, index) => nr + index);
  const regular = factorOf(terms, nr + 1, nr);
  return paymentOver(
    balance,
    rest.map((later) => (later === 1 ? factorOf(terms, 1, 1) : regular)),
    rest.map((later) => weightOf(terms.plan, later)),
  );
}

function weightOf(plan: RepaymentPlan, nr: number): Exact {
  if (plan.kind !== 'GRADUATED') return new Exact(1);
  return plan.growthPerYear.plus(1).pow(Math.floor((nr - 1) / GRADUATION_PERIODS));
}

/** What is paid at the end of a period, interest included. */
function paymentOf(terms: PlanTableTerms, nr: number, opening: Exact, interest: Exact, level: Exact): Exact {
  const { plan, periods } = terms;
  const everything = opening.plus(interest);
  switch (plan.kind) {
    case 'LEVEL_PAYMENT':
    case 'GRADUATED':
      // The digits that are lost in a level payment must not leave a balance behind.
      return nr === periods ? everything : level.times(weightOf(plan, nr));
    case 'EQUAL_PRINCIPAL':
      return opening.div(periods - nr + 1).plus(interest);
    case 'INTEREST_ONLY':
      return nr === periods ? everything : interest;
    case 'INTEREST_ONLY_THEN_EQUAL_PRINCIPAL':
      return nr <= plan.interestOnlyPeriods && nr < periods ? interest : opening.div(periods - nr + 1).plus(interest);
    case 'FIXED_PRINCIPAL':
      return Exact.min(opening, plan.principalPerPeriod).plus(interest);
    case 'SHARE_OF_BALANCE_PLUS_INTEREST': {
      if (nr === periods && plan.finalPayment === 'CLEARS_BALANCE') return everything;
      return Exact.min(opening, Exact.max(plan.share.times(opening), plan.minimum)).plus(interest);
    }
    case 'SHARE_OF_BALANCE_AND_INTEREST':
      return Exact.min(everything, Exact.max(plan.share.times(everything), plan.minimum));
    case 'INTEREST_CAPITALIZED':
      return nr === periods ? everything : new Exact(0);
  }
}
