import { daysBetween } from '../../calendar/plain-date.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import { exact } from '../../money/decimal.js';
import type { DecimalString } from '../../money/decimal.js';
import type { Minor } from '../../money/minor.js';
import { roundToMinor } from '../../money/rounding.js';
import { roundFactor } from '../factor.js';
import type { LoanPeriod } from './loan-terms.js';

const MONTHS_PER_YEAR = 12;

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
  const [days, ofDays] = [daysBetween(period.fromOn, toOn), daysBetween(period.fromOn, period.dueOn)];
  const factor = roundFactor(
    exact(annualRate)
      .times(days)
      .div(MONTHS_PER_YEAR * ofDays),
  );
  return roundToMinor(factor.times(balanceMinor), 'HALF_EVEN');
}
