import { addPeriods } from '../calendar/frequency.js';
import { yearPart } from './year-part.js';
import type { PlainDate } from '../calendar/plain-date.js';
import { splitEqually } from '../money/allocate.js';
import { Exact, exact } from '../money/decimal.js';
import { minor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { applyRate, roundToMinor } from '../money/rounding.js';
import { exactFactor, monthsFactor, roundFactor } from './factor.js';
import { paymentOver } from './payment-over.js';
import { repaymentTable } from './repayment-table.js';
import type { InstallmentAim, TableRow } from './repayment-table.js';
import { roundToMultiple } from './round-to-multiple.js';
import type { ScheduleFault } from './schedule-fault.js';
import type { ScheduleDates, ScheduleTerms } from './schedule-terms.js';
import type { ScheduleRow } from './schedule.js';

/** A schedule, or why the amount and the terms make none. */
export type ScheduleResult =
  { readonly ok: true; readonly rows: readonly ScheduleRow[] } | { readonly ok: false; readonly fault: ScheduleFault };

/**
 * A schedule with a shape of its own: periods of days or weeks, a broken first period, grace, a given or rounded payment.
 *
 * @param terms without a fault of their own
 * @param principalMinor minor units, 0 or more
 * @param dates of the first period; needed where interest goes by days
 * @throws RangeError where interest goes by days and no dates are given
 * @see products.md section 3, `frequency` to `firstPeriodRule`
 */
export function shapedSchedule(
  terms: ScheduleTerms,
  principalMinor: Minor,
  periods: number,
  dates: ScheduleDates | null,
): ScheduleResult {
  const factors = Array.from({ length: periods }, (_, index) => factorOf(terms, index, dates));
  const feeMinor =
    terms.amortization === 'FLAT_FEE' ? applyRate(principalMinor, terms.feeRatePerPeriod, terms.rounding) : ZERO;
  const aims = aimsOf(terms, principalMinor, factors, feeMinor);
  const interestOn = (index: number, openMinor: Minor): Minor =>
    roundToMinor((factors[index] ?? new Exact(0)).times(openMinor), terms.rounding);
  const opening = { drawnMinor: principalMinor, openMinor: principalMinor, overdueMinor: ZERO };
  const table = repaymentTable(terms, opening, aims, (index, at) => ({
    accruedMinor: interestOn(index, at.openMinor),
    closing: at,
  }));
  const fault = faultOfPayments(terms, aims, table, interestOn(terms.principalGracePeriods, principalMinor));
  if (fault !== null) return { ok: false, fault };
  const rows = table.map((row, index) => ({
    nr: index + 1,
    principalMinor: row.principalMinor,
    interestMinor: row.interestMinor,
    feeMinor,
  }));
  return { ok: true, rows };
}

/** What one unit of balance bears in a period, numbered from 0. */
function factorOf(terms: ScheduleTerms, index: number, dates: ScheduleDates | null): Exact {
  if (index < terms.interestFreePeriods || terms.amortization === 'FLAT_FEE') return new Exact(0);
  const isBroken = terms.firstPeriodRule === 'ACTUAL_DAYS' && index === 0;
  if (terms.frequency.unit === 'MONTHS' && !isBroken) {
    return exactFactor(monthsFactor(terms.annualRate, terms.frequency.every));
  }
  if (dates === null) throw new RangeError('dates: interest goes by days; give the days of the first period');
  const [fromOn, dueOn] = periodOf(terms, index, dates);
  return roundFactor(exact(terms.annualRate).times(yearPart(terms.dayCount, fromOn, dueOn, terms.frequency)));
}

/** A broken first period ends at the first due date and the others follow from there; regular ones count from the start. */
function periodOf(
  { firstPeriodRule, frequency }: ScheduleTerms,
  index: number,
  { fromOn, firstDueOn }: ScheduleDates,
): readonly [fromOn: PlainDate, dueOn: PlainDate] {
  if (firstPeriodRule === 'AS_REGULAR') {
    return [addPeriods(fromOn, index, frequency), addPeriods(fromOn, index + 1, frequency)];
  }
  const beganOn = index === 0 ? fromOn : addPeriods(firstDueOn, index - 1, frequency);
  return [beganOn, addPeriods(firstDueOn, index, frequency)];
}

function aimsOf(
  terms: ScheduleTerms,
  principalMinor: Minor,
  factors: readonly Exact[],
  feeMinor: Minor,
): readonly InstallmentAim[] {
  const { principalGracePeriods: grace, installmentMultipleMinor: multipleMinor, rounding } = terms;
  const count = factors.length - grace;
  const afterGrace = (aims: readonly InstallmentAim[]): readonly InstallmentAim[] => [
    ...new Array<InstallmentAim>(grace).fill(principalAim(ZERO)),
    ...aims,
  ];
  const each = (aim: InstallmentAim): readonly InstallmentAim[] =>
    afterGrace(new Array<InstallmentAim>(count).fill(aim));
  switch (terms.amortization) {
    case 'PAY_LATER':
    case 'DAILY_SIMPLE':
    case 'INTEREST_ONLY':
      return each(principalAim(ZERO));
    case 'LEVEL_PAYMENT': {
      const level = roundToMinor(paymentOver(principalMinor, factors.slice(grace)), rounding);
      const amountMinor = terms.fixedInstallmentMinor ?? roundToMultiple(level, multipleMinor);
      return each({ of: 'PAYMENT', amountMinor });
    }
    case 'LEVEL_PRINCIPAL':
      return afterGrace(splitEqually(principalMinor, count, terms.residuePlacement).map(principalAim));
    case 'FLAT_FEE': {
      if (multipleMinor === null) {
        return afterGrace(splitEqually(principalMinor, count, terms.residuePlacement).map(principalAim));
      }
      const part = roundToMinor(exact(principalMinor).div(count), rounding);
      const payment = roundToMultiple(minor(part + feeMinor), multipleMinor);
      return each(principalAim(minor(Math.max(0, payment - feeMinor))));
    }
  }
}

const principalAim = (amountMinor: Minor): InstallmentAim => ({ of: 'PRINCIPAL', amountMinor });

/** A payment that is given or rounded must cover the interest, and leave something for every period. */
function faultOfPayments(
  terms: ScheduleTerms,
  aims: readonly InstallmentAim[],
  table: readonly TableRow[],
  firstInterestMinor: Minor,
): ScheduleFault | null {
  const isGiven = terms.fixedInstallmentMinor !== null;
  if (!isGiven && terms.installmentMultipleMinor === null) return null;
  const rule = isGiven ? 'fixedInstallment' : 'installmentMultiple';
  const param = `${rule}Minor`;
  const payment = aims[terms.principalGracePeriods];
  const isPaymentShort = payment?.of === 'PAYMENT' && payment.amountMinor < firstInterestMinor && aims.length > 1;
  if (isPaymentShort) {
    const claim = `a payment of ${payment.amountMinor} does not cover the interest of ${firstInterestMinor}`;
    return { rule, param, claim: `${claim}; give ${isGiven ? 'more' : 'a smaller multiple'}` };
  }
  const clearedAt = table.findIndex((row) => row.openingMinor === 0);
  if (clearedAt > 0) {
    const claim = `the payment clears the principal in ${clearedAt} of ${table.length} periods`;
    return { rule, param, claim: `${claim}; give ${isGiven ? 'less' : 'a smaller multiple'}` };
  }
  return null;
}
