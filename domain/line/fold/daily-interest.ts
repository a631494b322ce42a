import { daysBetween, type PlainDate } from '../../calendar/plain-date.js';
import { minor, sumMinor, type Minor } from '../../money/minor.js';
import { interestToDate } from '../../settlement/interest-to-date.js';
import type { AgreementPosition, Installment } from '../position-types.js';
import { book, draftAgreementOf, type ChargeDraft } from './draft.js';
import { openInterest, openOfInstallment, openPrincipal } from './open-amounts.js';

export const isDaily = ({ plan }: Pick<AgreementPosition, 'plan'>): boolean => plan.amortization === 'DAILY_SIMPLE';

/** Interest that an agreement has been charged: by a bill, or by a payment ahead of it. */
export const chargedInterest = (agreement: AgreementPosition): Minor =>
  sumMinor(agreement.installments.map((row) => (row.billOn === null ? row.interestPaidMinor : row.interestMinor)));

/**
 * Interest by the day that nothing has charged yet, up to the day of the position.
 *
 * @see products.md section 11, `cashDailyRate` from day 0; golden SET-4
 */
export function dailyInterestOpen(agreement: AgreementPosition): Minor {
  return interestToDate({
    dailyRate: agreement.plan.dailyRate,
    principalDays: agreement.interestDays,
    principalMinor: agreement.principalMinor,
    chargedMinor: chargedInterest(agreement),
    rounding: agreement.plan.rounding,
  });
}

/**
 * Counts the days until the next stop for cash that bears interest by the day. Principal that is past due bears the carry
 * fee of its bill instead, so that no day is charged twice.
 */
export function accrueDailyInterest(draft: ChargeDraft, stopOn: PlainDate): void {
  if (!draft.agreements.some(isDaily)) return;
  const days = daysBetween(draft.asOn, stopOn);
  const dueOnOf = new Map(draft.bills.map(({ billOn, dueOn }) => [billOn, dueOn]));
  const bears = (row: Installment): boolean => {
    if (row.billOn === null) return true;
    const dueOn = dueOnOf.get(row.billOn);
    return dueOn !== undefined && dueOn > draft.asOn && !row.isCarried;
  };
  draft.agreements = draft.agreements.map((agreement) => {
    if (!isDaily(agreement)) return agreement;
    const bearingMinor = sumMinor(agreement.installments.filter(bears).map(openPrincipal));
    return { ...agreement, interestDays: minor(agreement.interestDays + bearingMinor * days) };
  });
}

/** Once all installments are billed, what has accrued since is charged with the last of them. */
export function postDailyInterest(draft: ChargeDraft): void {
  if (!draft.agreements.some(isDaily)) return;
  draft.agreements = draft.agreements.map((agreement) => {
    if (!isDaily(agreement) || !isFullyBilled(agreement)) return agreement;
    const interestMinor = dailyInterestOpen(agreement);
    if (interestMinor === 0) return agreement;
    const posted = draftAgreementOf(agreement);
    const last = posted.installments.at(-1);
    if (last === undefined) return agreement;
    last.interestMinor = minor(last.interestMinor + interestMinor);
    book(draft, 'INTEREST_RECEIVABLE', 'INTEREST_INCOME', interestMinor, posted);
    return posted;
  });
}

function isFullyBilled({ installments, status }: AgreementPosition): boolean {
  if (status !== 'ACTIVE' || installments.some((row) => row.billOn === null)) return false;
  return installments.some((row) => openOfInstallment(row) > 0);
}

/**
 * Interest that a bill charges with an installment: as planned, or, by the day, all that has accrued up to the cut, with
 * the first of the agreement's installments on it.
 */
export function interestToBill(agreement: AgreementPosition, row: Installment, isFirstOnBill: boolean): Minor {
  if (!isDaily(agreement)) return row.interestMinor;
  return isFirstOnBill ? minor(row.interestPaidMinor + dailyInterestOpen(agreement)) : row.interestPaidMinor;
}

/** What going on to the end would still ask of the customer; by the day at least what has accrued. */
export function remainingToPay(agreement: AgreementPosition): Minor {
  const { installments } = agreement;
  const openMinor = sumMinor(installments.map(openOfInstallment));
  if (!isDaily(agreement)) return openMinor;
  const toCome = installments.filter((row) => row.billOn === null);
  const plannedMinor = sumMinor(toCome.map(openInterest));
  return minor(openMinor - plannedMinor + Math.max(plannedMinor, dailyInterestOpen(agreement)));
}
