import { yearFraction } from '../../domain/calendar/day-count.js';
import { decimalOf } from '../../domain/calendar/day-count/fraction.js';
import { addDays, addMonths, type PlainDate } from '../../domain/calendar/plain-date.js';
import { exact, type Exact } from '../../domain/money/decimal.js';
import type { Minor } from '../../domain/money/minor.js';
import { datedAnnualCost } from '../../domain/pricing/annual-cost.js';
import { euAprc } from '../../domain/pricing/eu-aprc.js';
import { flowRate, type TimedFlow } from '../../domain/pricing/flow-rate.js';
import { compounded } from '../../domain/pricing/rate-conversion.js';
import { usActuarialApr, type UsTransaction } from '../../domain/pricing/us-actuarial-apr.js';
import type { UnitPeriod } from '../../domain/pricing/us-unit-periods.js';

export const METHODS = ['nominal', 'effective', 'dated', 'eu-aprc', 'us-actuarial'] as const;
export type Method = (typeof METHODS)[number];

export const INTERVALS = ['day', 'week', '2-weeks', 'month', 'quarter', 'year'] as const;
export type Interval = (typeof INTERVALS)[number];

/** An interval as a part of the year, as a step in time and as a unit period. */
interface IntervalLength {
  readonly perYear: number;
  readonly months: number;
  readonly days: number;
  readonly unitPeriod: UnitPeriod;
}

const LENGTHS: Readonly<Record<Interval, IntervalLength>> = {
  day: { perYear: 365, months: 0, days: 1, unitPeriod: { unit: 'DAY', count: 1 } },
  week: { perYear: 52, months: 0, days: 7, unitPeriod: { unit: 'WEEK', count: 1 } },
  '2-weeks': { perYear: 26, months: 0, days: 14, unitPeriod: { unit: 'WEEK', count: 2 } },
  month: { perYear: 12, months: 1, days: 0, unitPeriod: { unit: 'MONTH', count: 1 } },
  quarter: { perYear: 4, months: 3, days: 0, unitPeriod: { unit: 'MONTH', count: 3 } },
  year: { perYear: 1, months: 12, days: 0, unitPeriod: { unit: 'YEAR', count: 1 } },
};

/** One payment; without a date it follows the one before by an interval. */
export interface Payment {
  readonly amountMinor: Minor;
  readonly paidOn: PlainDate | null;
}

/** Money that is lent and paid back. */
export interface Flow {
  readonly principalMinor: Minor;
  /** Kept back when the principal is paid out. */
  readonly feeMinor: Minor;
  readonly payments: readonly Payment[];
  readonly every: Interval;
  /** Whether all payments are an interval apart. */
  readonly isSpaced: boolean;
  /** Null: only equal intervals are known. */
  readonly drawnOn: PlainDate | null;
}

/** Payments with their dates, counted from the first so that a month's end stays one. */
export function datedPayments(payments: readonly Payment[], firstOn: PlainDate, every: Interval): readonly Payment[] {
  const { months, days } = LENGTHS[every];
  return payments.map(({ amountMinor, paidOn }, index) => ({
    amountMinor,
    paidOn: paidOn ?? addDays(addMonths(firstOn, months * index), days * index),
  }));
}

/** The day after one interval. */
export function intervalAfter(date: PlainDate, every: Interval): PlainDate {
  const { months, days } = LENGTHS[every];
  return addDays(addMonths(date, months), days);
}

/**
 * What a flow costs a year.
 *
 * @returns fraction per year
 * @throws RangeError where the method needs dates that the flow has not, or no rate balances it
 */
export function costOf(flow: Flow, method: Method): Exact {
  const { perYear } = LENGTHS[flow.every];
  switch (method) {
    case 'nominal':
      return intervalRate(flow).times(perYear);
    case 'effective':
      return compounded(exact(1), new Array<Exact>(perYear).fill(intervalRate(flow))).minus(1);
    case 'dated':
      return datedAnnualCost(
        [
          { on: drawnOn(flow, method), amountMinor: flow.feeMinor - flow.principalMinor },
          ...flow.payments.map((payment) => ({ on: paidOn(payment, method), amountMinor: payment.amountMinor })),
        ],
        'NOMINAL_IRR',
      );
    case 'eu-aprc':
      return euAprc(
        [{ periods: 0, amount: exact(flow.principalMinor) }],
        [{ periods: 0, amount: exact(flow.feeMinor) }, ...euPayments(flow)],
      );
    case 'us-actuarial':
      return usActuarialApr(usTransaction(flow));
  }
}

function intervalRate({ principalMinor, feeMinor, payments, isSpaced }: Flow): Exact {
  if (!isSpaced) throw new RangeError('payments have days of their own: ask for dated, eu-aprc or us-actuarial');
  return flowRate([
    { periods: 0, amount: exact(feeMinor - principalMinor) },
    ...payments.map(({ amountMinor }, index) => ({ periods: index + 1, amount: exact(amountMinor) })),
  ]);
}

function euPayments(flow: Flow): readonly TimedFlow[] {
  const { drawnOn: startOn } = flow;
  const { perYear } = LENGTHS[flow.every];
  return flow.payments.map((payment, index) => ({
    amount: exact(payment.amountMinor),
    periods:
      startOn === null
        ? exact(index + 1).div(perYear)
        : decimalOf(yearFraction('EU_APRC_MONTH', { startOn, endOn: paidOn(payment, 'eu-aprc') })),
  }));
}

/** The flow as Regulation Z sees it; the term is the unit period of a single payment within a year. */
export function usTransaction(flow: Flow): UsTransaction {
  const on = drawnOn(flow, 'us-actuarial');
  const payments = flow.payments.map((payment) => ({
    on: paidOn(payment, 'us-actuarial'),
    amount: exact(payment.amountMinor),
  }));
  const [single, ...more] = payments;
  const isTerm = more.length === 0 && single !== undefined && single.on <= addMonths(on, LENGTHS.year.months);
  return {
    unitPeriod: isTerm ? { unit: 'TERM', count: 1 } : LENGTHS[more.length === 0 ? 'year' : flow.every].unitPeriod,
    advances: [{ on, amount: exact(flow.principalMinor) }],
    payments,
    prepaidFinanceCharge: exact(flow.feeMinor),
  };
}

function drawnOn(flow: Flow, method: Method): PlainDate {
  if (flow.drawnOn !== null) return flow.drawnOn;
  throw new RangeError(`${method} counts days: give the day of the draw with --start`);
}

function paidOn(payment: Payment, method: Method): PlainDate {
  if (payment.paidOn !== null) return payment.paidOn;
  throw new RangeError(`${method} counts days: give the day of the draw with --start`);
}
