import { addDays, later } from '../../calendar/plain-date.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import { minor, sumMinor } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import type { InterestModel } from '../interest/interest-model.js';
import { projectInstallments, settleModel } from '../interest/project-installments.js';
import type { LoanEntry } from '../loan-entry.js';
import { openOf, openOfLoan } from './loan-draft.js';
import { followModel } from './pay-installments.js';
import type { LoanDraft } from './loan-draft.js';

/** Lets overdue principal bear interest up to a day, or to the end of its period where the terms say so. */
export function accrueTo(draft: LoanDraft, on: PlainDate): void {
  const { model } = draft;
  if (model === null) return;
  const isPerPeriod = draft.terms.recalculation?.rest === 'PER_PERIOD';
  model.overdueUntil = later(model.overdueUntil, isPerPeriod ? periodEnd(model, on) : on);
  settleModel(model);
  followModel(draft);
}

/** Pauses are known from the draw on, whenever they were booked: the last day bears no interest, nor does the first. */
export function pausesOf(entries: readonly LoanEntry[]): InterestModel['pauses'] {
  return entries.flatMap(({ fact }) =>
    fact.type === 'INTEREST_PAUSE' ? [{ fromOn: addDays(fact.fromOn, -1), toOn: fact.untilOn }] : [],
  );
}

/** The due date of the period that a day lies in; the day itself after the last one. */
function periodEnd(model: InterestModel, on: PlainDate): PlainDate {
  return model.periods.find(({ dueOn }) => dueOn >= on)?.dueOn ?? on;
}

/**
 * The day up to which a payment in advance owes interest: its own, or for one that pays the loan off the end of the
 * running period where the terms say so.
 */
export function interestUntil(draft: LoanDraft, amountMinor: Minor, on: PlainDate): PlainDate {
  const isOfPeriods = draft.model !== null && draft.terms.recalculation?.payoffInterest === 'TO_PERIOD_END';
  if (!isOfPeriods || draft.model === null || amountMinor < payoffAmount(draft, on)) return on;
  return periodEnd(draft.model, on);
}

/** Everything outstanding on a day; recalculated interest up to the day that the terms say, minor units. */
export function payoffAmount(draft: LoanDraft, on: PlainDate): Minor {
  const { model } = draft;
  const fixed = (['PRINCIPAL', 'FEE', 'PENALTY'] as const).map((component) => openOfLoan(draft, component));
  if (model === null) return sumMinor([...fixed, openOfLoan(draft, 'INTEREST')]);
  const isOfPeriods = draft.terms.recalculation?.payoffInterest === 'TO_PERIOD_END';
  const untilOn = isOfPeriods ? periodEnd(model, on) : on;
  const { installments } = projectInstallments({ ...model, overdueUntil: later(model.overdueUntil, untilOn) }, untilOn);
  const interest = installments.map(({ interestMinor }, index) =>
    minor(interestMinor - (model.periods[index]?.paidInterestMinor ?? 0)),
  );
  const extra = draft.rows.filter(({ kind }) => kind !== 'INSTALLMENT').map(({ parts }) => openOf(parts.INTEREST));
  return sumMinor([...fixed, ...interest, ...extra]);
}
