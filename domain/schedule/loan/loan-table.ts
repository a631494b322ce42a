import { later } from '../../calendar/plain-date.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import { Exact } from '../../money/decimal.js';
import { minor, ZERO } from '../../money/minor.js';
import { roundToMinor } from '../../money/rounding.js';
import { NOTHING_DRAWN, repaymentTable } from '../repayment-table.js';
import type { Accrue, Balances, InstallmentAim, TableRow } from '../repayment-table.js';
import { stretchFactor } from './interest-factor.js';
import type { Disbursement, LoanPeriod, LoanTerms } from './loan-terms.js';

/**
 * The periods of a loan: interest is the sum over the stretches between changes of the balance, rounded once, halves to
 * even.
 *
 * @param draws net of down payments, in the order of their dates
 * @param aims one per period
 */
export function loanTable(
  terms: LoanTerms,
  periods: readonly LoanPeriod[],
  draws: readonly Disbursement[],
  aims: readonly InstallmentAim[],
): readonly TableRow[] {
  const accrueIn: Accrue = (index, opening) => {
    const period = periods[index];
    if (period === undefined) throw new RangeError(`There are ${periods.length} periods and ${aims.length} aims`);
    return accrue(terms, period, index, opening, draws);
  };
  return repaymentTable(terms, NOTHING_DRAWN, aims, accrueIn, terms.overdue?.paidInstallments);
}

/** Interest of a period, and the balances at its end before its installment. */
function accrue(
  terms: LoanTerms,
  period: LoanPeriod,
  index: number,
  opening: Balances,
  draws: readonly Disbursement[],
): ReturnType<Accrue> {
  const inside = draws.filter(({ on }) => on >= period.fromOn && on < period.dueOn);
  const countsFrom = (on: PlainDate): PlainDate =>
    terms.interestCalculation === 'PER_PERIOD' && terms.partialPeriods === 'WHOLE_PERIOD' ? period.fromOn : on;
  const overdueUntil = terms.overdue?.untilOn ?? period.fromOn;
  const cuts = [...inside.map(({ on }) => countsFrom(on)), period.dueOn];
  if (overdueUntil > period.fromOn && overdueUntil < period.dueOn) cuts.push(overdueUntil);
  cuts.sort();
  let interest = new Exact(0);
  let reachedOn = period.fromOn;
  for (const cutOn of cuts) {
    if (cutOn === reachedOn) continue;
    const added = inside.reduce((sum, draw) => sum + (countsFrom(draw.on) <= reachedOn ? draw.amountMinor : 0), 0);
    const overdue = reachedOn < overdueUntil ? opening.overdueMinor : 0;
    const bearing = terms.interestMethod === 'FLAT' ? opening.drawnMinor : opening.openMinor + overdue;
    interest = interest.plus(stretchFactor(terms, period, reachedOn, cutOn).times(bearing + added));
    reachedOn = later(reachedOn, cutOn);
  }
  const drawn = inside.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    accruedMinor: index < terms.interestFreePeriods ? ZERO : roundToMinor(interest, 'HALF_EVEN'),
    closing: {
      ...opening,
      drawnMinor: minor(opening.drawnMinor + drawn),
      openMinor: minor(opening.openMinor + drawn),
    },
  };
}
