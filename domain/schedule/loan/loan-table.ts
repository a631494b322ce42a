import { later } from '../../calendar/plain-date.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import { Exact } from '../../money/decimal.js';
import { minor, ZERO } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import { roundToMinor } from '../../money/rounding.js';
import { stretchFactor } from './interest-factor.js';
import type { Disbursement, LoanPeriod, LoanTerms } from './loan-terms.js';

/** What one period asks for and what was open when it began, minor units. */
export interface TableRow {
  readonly openingMinor: Minor;
  readonly principalMinor: Minor;
  readonly interestMinor: Minor;
}

/** What an installment is meant to take: a whole payment, interest included, or a part of principal. */
export interface InstallmentAim {
  readonly of: 'PAYMENT' | 'PRINCIPAL';
  readonly amountMinor: Minor;
}

/** Amounts at one moment of the table. */
interface Balances {
  /** Everything drawn, repaid or not. */
  readonly drawnMinor: Minor;
  /** Not yet due by the table. */
  readonly openMinor: Minor;
  /** Due by the table and not paid. */
  readonly overdueMinor: Minor;
}

/**
 * The periods of a loan, one after the other: interest is the sum over the stretches between changes of the balance,
 * rounded once, halves to even; principal is what the aim leaves; the last period takes everything that is open. Interest
 * that an installment cannot hold moves to the next one.
 *
 * @param draws net of down payments, in the order of their dates
 * @param aims one per period; those of grace periods and of the last are not looked at
 */
export function loanTable(
  terms: LoanTerms,
  periods: readonly LoanPeriod[],
  draws: readonly Disbursement[],
  aims: readonly InstallmentAim[],
): readonly TableRow[] {
  let at: Balances = { drawnMinor: ZERO, openMinor: ZERO, overdueMinor: ZERO };
  let heldMinor = ZERO;
  return periods.map((period, index) => {
    const isLast = index === periods.length - 1;
    const openingMinor = at.openMinor;
    const { accruedMinor, closing } = accrue(terms, period, index, at, draws);
    const chargeMinor = minor(accruedMinor + heldMinor);
    const isPrincipalDue = isLast || index >= terms.principalGracePeriods;
    const isInterestDue = isLast || index >= terms.interestGracePeriods;
    const aim = isPrincipalDue && !isLast ? aims[index] : undefined;
    const roomMinor = aim?.of === 'PAYMENT' ? aim.amountMinor : chargeMinor;
    const interestMinor = isInterestDue ? minor(Math.min(chargeMinor, roomMinor)) : ZERO;
    const aimedMinor = aim === undefined ? 0 : aim.of === 'PRINCIPAL' ? aim.amountMinor : roomMinor - interestMinor;
    const principalMinor = isLast ? closing.openMinor : minor(Math.min(closing.openMinor, aimedMinor));
    const isPaid = terms.overdue === null || index < terms.overdue.paidInstallments;
    at = {
      drawnMinor: closing.drawnMinor,
      openMinor: minor(closing.openMinor - principalMinor),
      overdueMinor: isPaid ? at.overdueMinor : minor(at.overdueMinor + principalMinor),
    };
    heldMinor = minor(chargeMinor - interestMinor);
    return { openingMinor, principalMinor, interestMinor };
  });
}

/** Interest of a period, and the balances at its end before its installment. */
function accrue(
  terms: LoanTerms,
  period: LoanPeriod,
  index: number,
  opening: Balances,
  draws: readonly Disbursement[],
): { readonly accruedMinor: Minor; readonly closing: Balances } {
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
