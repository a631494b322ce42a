import { minor, sumMinor, type Minor } from '../../money/minor.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import type { AgreementPosition, Bill, Installment, Position } from '../position-types.js';

export const openPrincipal = (row: Installment): Minor => minor(row.principalMinor - row.principalPaidMinor);
export const openInterest = (row: Installment): Minor => minor(row.interestMinor - row.interestPaidMinor);
export const openFee = (row: Installment): Minor => minor(row.feeMinor - row.feePaidMinor);
/** What an installment still asks: principal, interest and fee. */
export const openOfInstallment = (row: Installment): Minor =>
  minor(openPrincipal(row) + openInterest(row) + openFee(row));

/** Principal still owed on an agreement, billed or not. */
export const outstandingPrincipal = (agreement: AgreementPosition): Minor =>
  sumMinor(agreement.installments.map(openPrincipal));

/** Principal still owed on the line (已用额度). */
export const usedOf = (position: Position): Minor => sumMinor(position.agreements.map(outstandingPrincipal));

/** The installments that stand on a bill now. */
export function installmentsOn(position: Position, billOn: PlainDate): readonly Installment[] {
  return position.agreements.flatMap((agreement) => agreement.installments.filter((row) => row.billOn === billOn));
}

export const openCharges = (bill: Bill): Minor =>
  minor(bill.carryMinor - bill.carryPaidMinor + (bill.penaltyMinor - bill.penaltyPaidMinor));

/** What is still to pay on a bill: its installments and the charges posted so far. */
export function openOfBill(position: Position, bill: Bill): Minor {
  return minor(sumMinor(installmentsOn(position, bill.billOn).map(openOfInstallment)) + openCharges(bill));
}

/** What is still to pay on all issued bills. */
export const billedOpen = (position: Position): Minor =>
  sumMinor(position.bills.map((bill) => openOfBill(position, bill)));

/** All that is owed whatever becomes of the line: open principal, and what bills have asked for on top of it. */
export function owedOf(position: Position): Minor {
  const rows = position.agreements.flatMap((agreement) => agreement.installments);
  const charged = rows.filter((row) => row.billOn !== null);
  return sumMinor([
    ...rows.map(openPrincipal),
    ...charged.map(openInterest),
    ...charged.map(openFee),
    ...position.bills.map(openCharges),
  ]);
}

/** Whether, with nothing more coming in, the bill is or will be overdue at the end of its due date. */
export function isMissing(position: Position, bill: Bill): boolean {
  if (bill.isMinimumMet === true) return false;
  if (openOfBill(position, bill) === 0) return false;
  return bill.isMinimumMet === false || bill.paidMinor + bill.toleranceMinor < bill.minDueMinor;
}

/** The oldest bill that is overdue on a day: its due date has ended, its minimum was missed, something is open. */
export function oldestOverdue(position: Position, asOn: PlainDate): Bill | undefined {
  return position.bills.find((bill) => bill.timelyUntilOn < asOn && isMissing(position, bill));
}

/** All that is overdue on a day. */
export function overdueOf(position: Position, asOn: PlainDate): Minor {
  const overdue = position.bills.filter((bill) => bill.timelyUntilOn < asOn && isMissing(position, bill));
  return sumMinor(overdue.map((bill) => openOfBill(position, bill)));
}
