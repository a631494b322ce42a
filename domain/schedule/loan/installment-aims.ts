import type { PlainDate } from '../../calendar/plain-date.js';
import { Exact, exact } from '../../money/decimal.js';
import { minor, sumMinor, ZERO } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import { roundToMinor } from '../../money/rounding.js';
import { paymentOver } from '../payment-over.js';
import { periodFactor } from './interest-factor.js';
import { loanTable } from './loan-table.js';
import type { InstallmentAim, TableRow } from '../repayment-table.js';
import type { Disbursement, LoanPeriod, LoanTerms } from './loan-terms.js';
import { roundToMultiple } from '../round-to-multiple.js';

/** Corrections of a level payment after which it stays as it is. */
const CORRECTIONS_MAX = 3;

/**
 * What the installments of a loan are meant to take. Each draw sets the aim anew for its own period and the later ones;
 * the earlier ones stay.
 *
 * @param draws net of down payments, in the order of their dates
 * @throws RangeError for a draw outside the periods
 */
export function installmentAims(
  terms: LoanTerms,
  periods: readonly LoanPeriod[],
  draws: readonly Disbursement[],
): readonly InstallmentAim[] {
  let aims: readonly InstallmentAim[] = periods.map(() => ({ of: 'PAYMENT', amountMinor: ZERO }));
  draws.forEach((draw, index) => {
    const from = Math.min(Math.max(periodOf(periods, draw.on), terms.principalGracePeriods), periods.length - 1);
    const kept = aims.slice(0, from);
    const replacedBy = (aim: InstallmentAim): readonly InstallmentAim[] => [
      ...kept,
      ...new Array<InstallmentAim>(periods.length - from).fill(aim),
    ];
    const drawnSoFar = draws.slice(0, index + 1);
    const tableOf = (aim: InstallmentAim): readonly TableRow[] =>
      loanTable(terms, periods, drawnSoFar, replacedBy(aim));
    aims = replacedBy(aimFrom(terms, periods.slice(from), from, openFrom(periods, drawnSoFar, from, tableOf), tableOf));
  });
  return aims;
}

/**
 * The period that a day falls in, counted from 0.
 *
 * @throws RangeError for a day outside of all
 */
export function periodOf(periods: readonly LoanPeriod[], on: PlainDate): number {
  const at = periods.findIndex(({ fromOn, dueOn }) => on >= fromOn && on < dueOn);
  if (at < 0) throw new RangeError(`The draw of ${on} is outside the loan's periods; date it within them`);
  return at;
}

type TableOf = (aim: InstallmentAim) => readonly TableRow[];

/** Principal that is left for the periods from one on: what was open when it began and is drawn in it. */
function openFrom(
  periods: readonly LoanPeriod[],
  draws: readonly Disbursement[],
  from: number,
  tableOf: TableOf,
): Minor {
  const beginsOn = periods[from]?.fromOn;
  const drawnLater = draws.filter(({ on }) => beginsOn !== undefined && on >= beginsOn);
  const openingMinor = tableOf({ of: 'PAYMENT', amountMinor: ZERO })[from]?.openingMinor ?? ZERO;
  return sumMinor([openingMinor, ...drawnLater.map(({ amountMinor }) => amountMinor)]);
}

/** @param periods those that the aim is for, the first of them the one numbered `from` (counted from 0) */
function aimFrom(
  terms: LoanTerms,
  periods: readonly LoanPeriod[],
  from: number,
  openMinor: Minor,
  tableOf: TableOf,
): InstallmentAim {
  const count = periods.length;
  if (terms.amortization === 'EQUAL_PRINCIPAL') {
    return { of: 'PRINCIPAL', amountMinor: roundToMinor(exact(openMinor).div(count), 'HALF_EVEN') };
  }
  const paymentOf = (payment: Exact): Minor =>
    roundToMultiple(roundToMinor(payment, 'HALF_EVEN'), terms.installmentMultipleMinor);
  if (terms.interestMethod === 'FLAT') {
    const interests = tableOf({ of: 'PRINCIPAL', amountMinor: ZERO }).slice(from);
    const totalMinor = sumMinor([openMinor, ...interests.map(({ interestMinor }) => interestMinor)]);
    return { of: 'PAYMENT', amountMinor: paymentOf(exact(totalMinor).div(count)) };
  }
  const factors = periods.map((period, index) =>
    from + index < terms.interestFreePeriods ? new Exact(0) : periodFactor(terms, period),
  );
  const firstMinor = paymentOf(paymentOver(openMinor, factors));
  const amountMinor = terms.convention === 'CUMULATIVE' ? firstMinor : corrected(terms, firstMinor, count, tableOf);
  return { of: 'PAYMENT', amountMinor };
}

/** Tries payments that spread what the last one has too much or too little, and keeps the best. */
function corrected(terms: LoanTerms, firstMinor: Minor, count: number, tableOf: TableOf): Minor {
  const differenceOf = (amountMinor: Minor): number => {
    const last = tableOf({ of: 'PAYMENT', amountMinor }).at(-1);
    return (last?.principalMinor ?? 0) + (last?.interestMinor ?? 0) - amountMinor;
  };
  let paymentMinor = firstMinor;
  let difference = differenceOf(paymentMinor);
  for (let round = 0; round < CORRECTIONS_MAX && Math.abs(difference) > Math.floor(count / 2); round += 1) {
    const stepMinor = roundToMinor(exact(difference).div(count), 'HALF_EVEN');
    const triedMinor = roundToMultiple(minor(paymentMinor + stepMinor), terms.installmentMultipleMinor);
    const triedDifference = differenceOf(triedMinor);
    if (Math.abs(triedDifference) >= Math.abs(difference)) break;
    paymentMinor = triedMinor;
    difference = triedDifference;
  }
  return paymentMinor;
}
