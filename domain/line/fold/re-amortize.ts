import { addPeriods } from '../../calendar/frequency.js';
import { shareCharges } from '../../plan/fee-funding.js';
import { scheduleTermsOf } from '../../plan/plan-schedule.js';
import { bearsInterest, REGULAR_SHAPE } from '../../schedule/schedule-terms.js';
import { splitEqually } from '../../money/allocate.js';
import { sumMinor, ZERO } from '../../money/minor.js';
import { buildSchedule, type ScheduleRow } from '../../schedule/schedule.js';
import type { ReAmortized } from '../facts.js';
import type { AgreementPosition } from '../position-types.js';
import { agreementOf, type Draft, type DraftInstallment } from './draft.js';
import { respreadFunded } from './fund-charges.js';
import { openFee, openOfInstallment, openPrincipal } from './open-amounts.js';

/**
 * Spreads what is still to be billed over another number of periods (hardship). Interest runs on at the agreed rate;
 * flat fees still to come keep their sum, so that a longer term never costs more.
 *
 * @see products.md section 13, `RETERM`
 */
export function reAmortize(draft: Draft, fact: ReAmortized): void {
  const agreement = agreementOf(draft, fact.agreementId);
  if (agreement?.status !== 'ACTIVE') return;
  const open = agreement.installments.filter(isStillToCome);
  const [first] = open;
  if (first === undefined) return;
  const kept = agreement.installments.filter((row) => !isStillToCome(row));
  const firstNr = Math.max(0, ...kept.map((row) => row.nr)) + 1;
  const rows = restOf(agreement, open, fact.periods).map((row, index): DraftInstallment => ({
    ...row,
    nr: firstNr + index,
    anchorOn: addPeriods(first.anchorOn, index, agreement.plan.frequency),
    principalPaidMinor: ZERO,
    interestPaidMinor: ZERO,
    feePaidMinor: ZERO,
    billOn: null,
    isCarried: false,
  }));
  agreement.installments = [...kept, ...rows];
  respreadFunded(
    agreement,
    open.map(({ nr }) => nr),
    rows.map(({ nr }) => nr),
  );
}

/** Not billed, and untouched by any payment: what can be written anew. */
export const isStillToCome = (row: DraftInstallment): boolean =>
  row.billOn === null &&
  openOfInstallment(row) > 0 &&
  row.principalPaidMinor + row.interestPaidMinor + row.feePaidMinor === 0;

type Amounts = Pick<ScheduleRow, 'principalMinor' | 'interestMinor' | 'feeMinor'>;

/** The amounts of the new periods. */
export function restOf(
  { plan, periods, funding }: Pick<AgreementPosition, 'plan' | 'periods' | 'funding'>,
  open: readonly DraftInstallment[],
  newPeriods: number,
): readonly Amounts[] {
  const principalMinor = sumMinor(open.map(openPrincipal));
  const { residuePlacement } = plan;
  const price = plan.prices.find((candidate) => candidate.periods === periods);
  const fromOn = open[0]?.anchorOn;
  if (price !== undefined && fromOn !== undefined && bearsInterest(plan) && principalMinor > 0) {
    // What held for the first periods, or for the payment, of the old term is over.
    const { frequency, dayCount } = plan;
    const terms = { ...scheduleTermsOf(plan, price), ...REGULAR_SHAPE, frequency, dayCount };
    const dates = { fromOn, firstDueOn: addPeriods(fromOn, 1, frequency) };
    // What a funder was to pay of the interest does not come to the customer with the new term.
    return shareCharges(buildSchedule(terms, principalMinor, newPeriods, dates), funding?.share ?? '0', plan.rounding)
      .rows;
  }
  const principals = splitEqually(principalMinor, newPeriods, residuePlacement);
  const fees = splitEqually(sumMinor(open.map(openFee)), newPeriods, residuePlacement);
  return principals.map((part, index) => ({
    principalMinor: part,
    interestMinor: ZERO,
    feeMinor: fees[index] ?? ZERO,
  }));
}
