import { exact } from '../money/decimal.js';
import { bearsInterest } from './schedule-terms.js';
import type { ScheduleTerms } from './schedule-terms.js';

/** Terms that no schedule can be made of: the rule they break, the parameter at fault, and what to do. */
export interface ScheduleFault {
  /** A parameter of products.md section 3. */
  readonly rule: string;
  /** The field of the terms. */
  readonly param: string;
  readonly claim: string;
}

/** The same where a schedule is asked for all the same: a caller's mistake. */
export class ScheduleTermsError extends RangeError {
  readonly fault: ScheduleFault;

  constructor(fault: ScheduleFault) {
    super(`${fault.param}: ${fault.claim} (rule ${fault.rule})`);
    this.name = 'ScheduleTermsError';
    this.fault = fault;
  }
}

/** Most installments of one agreement. */
export const PERIODS_MAX = 60;

/** Longest period: a year. */
const EVERY_MAX = { DAYS: 366, WEEKS: 52, MONTHS: 12 } as const;

/** Rates as they are written nearly always; others take the way over decimals. */
const PLAIN_RATE = /^\d+(?:\.\d+)?$/;

/**
 * What is wrong with terms whatever the amount: ranges, and parameters that contradict each other.
 *
 * @returns the first fault, or null for terms that are sound
 * @see products.md section 3, the columns "Allowed"
 */
export function faultOfTerms(terms: ScheduleTerms, periods: number): ScheduleFault | null {
  return faultOfPeriods(terms, periods) ?? faultOfRates(terms) ?? faultOfGrace(terms, periods) ?? faultOfPayment(terms);
}

function faultOfPeriods({ amortization, frequency }: ScheduleTerms, periods: number): ScheduleFault | null {
  if (!isWithin(periods, 1, PERIODS_MAX)) {
    return fault('tenors', 'periods', `is ${String(periods)}; give a whole number from 1 to ${PERIODS_MAX}`);
  }
  if (amortization === 'PAY_LATER' && periods !== 1) {
    return fault('amortization', 'periods', `PAY_LATER has one period, not ${periods}; choose tenor 1`);
  }
  const max = EVERY_MAX[frequency.unit];
  if (!isWithin(frequency.every, 1, max)) {
    return fault('frequency', 'frequency', `every ${String(frequency.every)} ${frequency.unit}; give 1 to ${max}`);
  }
  return null;
}

function faultOfRates(terms: ScheduleTerms): ScheduleFault | null {
  for (const param of ['feeRatePerPeriod', 'annualRate'] as const) {
    if (PLAIN_RATE.test(terms[param])) continue;
    const rate = decimalOrNull(terms[param]);
    if (rate === null) return fault(param, param, `"${terms[param]}" is not a decimal; write it like 0.0060`);
    if (rate.lt(0)) return fault(param, param, `${terms[param]} is negative; give 0 or more`);
  }
  return null;
}

function faultOfGrace(terms: ScheduleTerms, periods: number): ScheduleFault | null {
  for (const param of ['principalGracePeriods', 'interestGracePeriods', 'interestFreePeriods'] as const) {
    const count = terms[param];
    if (!isWithin(count, 0, periods - 1)) {
      return fault(param, param, `is ${String(count)} of ${periods} periods; give 0 to ${periods - 1}`);
    }
    if (count > 0 && param !== 'principalGracePeriods' && !bearsInterest(terms)) {
      return fault(param, param, `${terms.amortization} bears no interest; give 0`);
    }
  }
  if (terms.amortization === 'INTEREST_ONLY' && terms.principalGracePeriods > 0) {
    const claim = 'INTEREST_ONLY repays no principal before the end anyway; give 0';
    return fault('principalGracePeriods', 'principalGracePeriods', claim);
  }
  if (terms.firstPeriodRule === 'ACTUAL_DAYS' && !bearsInterest(terms)) {
    return fault('firstPeriodRule', 'firstPeriodRule', `${terms.amortization} bears no interest; give AS_REGULAR`);
  }
  return null;
}

function faultOfPayment(terms: ScheduleTerms): ScheduleFault | null {
  const { amortization, fixedInstallmentMinor, installmentMultipleMinor } = terms;
  if (fixedInstallmentMinor !== null) {
    const rule = 'fixedInstallment';
    if (amortization !== 'LEVEL_PAYMENT') {
      return fault(rule, 'fixedInstallmentMinor', `${amortization} has no equal payments to fix; use LEVEL_PAYMENT`);
    }
    if (!isWithin(fixedInstallmentMinor, 1)) return fault(rule, 'fixedInstallmentMinor', 'give 1 minor unit or more');
    if (installmentMultipleMinor !== null) {
      return fault(rule, 'installmentMultipleMinor', 'the payment is given; give a payment or a multiple, not both');
    }
  }
  if (installmentMultipleMinor !== null) {
    const rule = 'installmentMultiple';
    if (amortization !== 'LEVEL_PAYMENT' && amortization !== 'FLAT_FEE') {
      return fault(rule, 'installmentMultipleMinor', `${amortization} has no equal payments to round`);
    }
    if (!isWithin(installmentMultipleMinor, 1)) {
      return fault(rule, 'installmentMultipleMinor', 'give 1 minor unit or more');
    }
  }
  return null;
}

const fault = (rule: string, param: string, claim: string): ScheduleFault => ({ rule, param, claim });

const isWithin = (value: number, min: number, max = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isSafeInteger(value) && value >= min && value <= max;

function decimalOrNull(text: string): ReturnType<typeof exact> | null {
  try {
    return exact(text);
  } catch {
    return null;
  }
}
