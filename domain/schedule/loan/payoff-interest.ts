import type { PlainDate } from '../../calendar/plain-date.js';
import type { DecimalString } from '../../money/decimal.js';
import type { Minor } from '../../money/minor.js';
import { roundToMinor } from '../../money/rounding.js';
import { stretchFactor } from './interest-factor.js';
import type { InterestTerms, LoanPeriod } from './loan-terms.js';

/** Interest of the running period in a payoff: up to the day of the payoff, or of the whole period. */
export type PayoffInterest = 'TO_PAYOFF_DATE' | 'TO_PERIOD_END';

/**
 * Interest of the running month on a balance that is paid off inside it: a twelfth of the annual rate for the whole
 * month, the part of its days up to the payoff, rounded half to even.
 *
 * @param balanceMinor open principal, minor units
 * @param annualRate fraction per year
 * @param period the month that the payoff falls in
 * @param payoffOn within the period
 * @returns minor units
 */
export function payoffInterest(
  balanceMinor: Minor,
  annualRate: DecimalString,
  period: Pick<LoanPeriod, 'fromOn' | 'dueOn'>,
  payoffOn: PlainDate,
  mode: PayoffInterest,
): Minor {
  const toOn = mode === 'TO_PAYOFF_DATE' ? payoffOn : period.dueOn;
  const factor = stretchFactor(monthly(annualRate), { ...period, isRegular: true }, period.fromOn, toOn);
  return roundToMinor(factor.times(balanceMinor), 'HALF_EVEN');
}

const monthly = (annualRate: DecimalString): InterestTerms => ({
  annualRate,
  frequency: { every: 1, unit: 'MONTHS' },
  interestCalculation: 'PER_PERIOD',
  partialPeriods: 'FROM_DRAW',
  daysInYear: 360,
  daysInMonth: 30,
  leapYearRule: 'CALENDAR_YEAR',
  yearSplit: 'DEC_31',
});
