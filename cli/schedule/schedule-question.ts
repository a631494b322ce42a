import { isPlainDate, type PlainDate } from '../../domain/calendar/plain-date.js';
import { ASIA_SHANGHAI, dateAt } from '../../domain/calendar/zone.js';
import type { Currency } from '../../domain/money/currency.js';
import type { Minor } from '../../domain/money/minor.js';
import { scheduleTermsOf } from '../../domain/plan/plan-schedule.js';
import { priceOf } from '../../domain/plan/price-of.js';
import { REGULAR_SHAPE, type ScheduleTerms } from '../../domain/schedule/schedule-terms.js';
import { PLAN_VERSIONS } from '../../plans/catalogue.js';
import { amountOf } from '../amount-option.js';
import { CliProblem, EXIT } from '../exit-codes.js';

export const CURRENCY: Currency = 'CNY';

/** As they are typed. */
export interface ScheduleOptions {
  readonly json?: boolean;
  readonly amount: string;
  readonly periods: number;
  readonly plan?: string;
  readonly amortization?: ScheduleTerms['amortization'];
  readonly rate?: string;
  readonly feeRate?: string;
  readonly on?: string;
  readonly every: number;
  readonly unit: ScheduleTerms['frequency']['unit'];
  readonly grace: number;
  readonly payment?: string;
}

export interface ScheduleQuestion {
  readonly terms: ScheduleTerms;
  readonly principalMinor: Minor;
  readonly periods: number;
  readonly formedOn: PlainDate;
}

/**
 * What is asked: the terms of a plan at its price, or those that are given.
 *
 * @throws CliProblem naming the option that is missing or wrong
 */
export function questionOf(options: ScheduleOptions): ScheduleQuestion {
  const { amount, periods, on } = options;
  if (on !== undefined && !isPlainDate(on)) throw usage(`--on "${on}" is not a date; write it like 2025-01-31`);
  const formedOn = on ?? dateAt(ASIA_SHANGHAI, Date.now());
  const terms = options.plan === undefined ? givenTerms(options) : planTerms(options.plan, periods, formedOn);
  return { terms, principalMinor: amountOf(amount, CURRENCY), periods, formedOn };
}

function planTerms(planId: string, periods: number, on: PlainDate): ScheduleTerms {
  const plan = PLAN_VERSIONS.find((candidate) => candidate.planId === planId);
  if (plan === undefined) {
    throw usage(`There is no plan "${planId}". There is: ${PLAN_VERSIONS.map((known) => known.planId).join(', ')}`);
  }
  const price = priceOf(plan, { periods, grade: null, on });
  if (price !== undefined) return scheduleTermsOf(plan, price);
  const tenors = plan.prices.map((offer) => offer.periods).join(', ');
  throw usage(`${planId} is not offered in ${periods} periods; there is: ${tenors}`);
}

function givenTerms({ amortization, rate, feeRate, every, unit, grace, payment }: ScheduleOptions): ScheduleTerms {
  if (amortization === undefined) throw usage('Say --plan, or --amortization with --rate or --fee-rate');
  return {
    ...REGULAR_SHAPE,
    amortization,
    feeRatePerPeriod: feeRate ?? '0',
    annualRate: rate ?? '0',
    dailyRate: '0',
    cashDrawFeeRate: '0',
    frequency: { every, unit },
    principalGracePeriods: grace,
    fixedInstallmentMinor: payment === undefined ? null : amountOf(payment, CURRENCY),
    rounding: 'HALF_UP',
    residuePlacement: 'LAST',
  };
}

const usage = (message: string): CliProblem => new CliProblem(EXIT.usage, message);
