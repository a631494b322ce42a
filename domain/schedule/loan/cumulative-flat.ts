import { Exact, exact } from '../../money/decimal.js';
import { minor, sumMinor } from '../../money/minor.js';
import { roundToMinor } from '../../money/rounding.js';
import { stretchFactor } from './interest-factor.js';
import type { TableRow } from '../repayment-table.js';
import type { Disbursement, LoanPeriod, LoanTerms } from './loan-terms.js';
import { roundToMultiple } from '../round-to-multiple.js';

/**
 * Flat interest by the older convention: on all that was drawn, down payments included, over the whole term, spread
 * evenly; the last installment takes the residue of the interest and clears the balance.
 *
 * @param disbursements as they were drawn
 * @param draws net of down payments
 */
export function cumulativeFlatTable(
  terms: LoanTerms,
  periods: readonly LoanPeriod[],
  disbursements: readonly Disbursement[],
  draws: readonly Disbursement[],
): readonly TableRow[] {
  const bearing = periods.slice(terms.interestFreePeriods);
  const factor = bearing.reduce(
    (sum, period) => sum.plus(stretchFactor(terms, period, period.fromOn, period.dueOn)),
    new Exact(0),
  );
  const totalMinor = roundToMinor(
    factor.times(sumMinor(disbursements.map(({ amountMinor }) => amountMinor))),
    'HALF_EVEN',
  );
  const evenMinor = roundToMinor(exact(totalMinor).div(periods.length), 'HALF_EVEN');
  const drawnMinor = sumMinor(draws.map(({ amountMinor }) => amountMinor));
  const partMinor = roundToMinor(exact(drawnMinor).div(periods.length), 'HALF_EVEN');
  const paymentMinor = roundToMultiple(minor(partMinor + evenMinor), terms.installmentMultipleMinor);
  let openMinor = drawnMinor;
  return periods.map((_, index) => {
    const isLast = index === periods.length - 1;
    const openingMinor = openMinor;
    const principalMinor = isLast ? openMinor : minor(Math.min(openMinor, Math.max(0, paymentMinor - evenMinor)));
    openMinor = minor(openMinor - principalMinor);
    const interestMinor = isLast ? minor(totalMinor - evenMinor * index) : evenMinor;
    return { openingMinor, principalMinor, interestMinor };
  });
}
