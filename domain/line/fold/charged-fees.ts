import { minor, sumMinor, type Minor } from '../../money/minor.js';
import { countTowardsMinimum } from './apply-money.js';
import type { AgreementPosition } from '../position-types.js';
import { book, notePayment, type Draft, type DraftAgreement, type DraftInstallment } from './draft.js';
import { openFee, openInterest } from './open-amounts.js';

/** What has been charged of an agreement so far: with a bill, or paid before one. Minor units. */
export const chargedOf = ({ installments }: Pick<AgreementPosition, 'installments'>): Minor =>
  sumMinor(
    installments.map((row) =>
      row.billOn === null ? minor(row.feePaidMinor + row.interestPaidMinor) : minor(row.feeMinor + row.interestMinor),
    ),
  );

/** Takes back what is not paid of an installment's charges, up to a limit. @returns what was taken back */
export function cutOpenCharges(
  draft: Draft,
  agreement: DraftAgreement,
  row: DraftInstallment,
  limitMinor: Minor,
): Minor {
  const feeMinor = minor(Math.min(limitMinor, openFee(row)));
  const interestMinor = minor(Math.min(limitMinor - feeMinor, openInterest(row)));
  row.feeMinor = minor(row.feeMinor - feeMinor);
  row.interestMinor = minor(row.interestMinor - interestMinor);
  // What no bill has charged was not income yet.
  if (row.billOn !== null) {
    book(draft, 'FEE_INCOME', 'FEE_RECEIVABLE', feeMinor, agreement);
    book(draft, 'INTEREST_INCOME', 'INTEREST_RECEIVABLE', interestMinor, agreement);
  }
  return minor(feeMinor + interestMinor);
}

/** Takes billed charges back that are not paid, the latest first. @returns what was taken back, at most the limit */
export function cutBilledCharges(draft: Draft, agreement: DraftAgreement, limitMinor: Minor): Minor {
  let leftMinor: number = limitMinor;
  for (const row of agreement.installments.toReversed())
    if (row.billOn !== null) leftMinor -= cutOpenCharges(draft, agreement, row, minor(leftMinor));
  return minor(limitMinor - leftMinor);
}

/** Gives charges back that were paid, the latest first: as less money coming in, or as credit of the customer. */
export function returnPaidCharges(
  draft: Draft,
  agreement: DraftAgreement,
  amountMinor: Minor,
  as: 'BANK' | 'CUSTOMER_CREDIT',
): void {
  let leftMinor: number = amountMinor;
  for (const row of agreement.installments.toReversed()) {
    const feeMinor = minor(Math.min(leftMinor, row.feePaidMinor));
    const interestMinor = minor(Math.min(leftMinor - feeMinor, row.interestPaidMinor));
    row.feeMinor = minor(row.feeMinor - feeMinor);
    row.feePaidMinor = minor(row.feePaidMinor - feeMinor);
    row.interestMinor = minor(row.interestMinor - interestMinor);
    row.interestPaidMinor = minor(row.interestPaidMinor - interestMinor);
    book(draft, 'FEE_INCOME', as, feeMinor, agreement);
    book(draft, 'INTEREST_INCOME', as, interestMinor, agreement);
    leftMinor -= feeMinor + interestMinor;
  }
  if (as === 'BANK') return;
  const returnedMinor = minor(amountMinor - leftMinor);
  draft.creditMinor = minor(draft.creditMinor + returnedMinor);
  notePayment(draft, agreement, null, minor(0 - returnedMinor), 'MERCHANT');
}

/** Gives back charges that were billed: first what is unpaid of them falls away, then what was paid becomes credit. */
export function returnCharges(draft: Draft, agreement: DraftAgreement, amountMinor: Minor): void {
  const cutMinor = cutBilledCharges(draft, agreement, amountMinor);
  countTowardsMinimum(draft, cutMinor);
  returnPaidCharges(draft, agreement, minor(amountMinor - cutMinor), 'CUSTOMER_CREDIT');
}
