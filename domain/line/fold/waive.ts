import type { Account } from '../../ledger/accounts.js';
import { minor, ZERO, type Minor } from '../../money/minor.js';
import type { WaivableComponent, Waived } from '../facts.js';
import { postCharges } from './accrue-days.js';
import { countTowardsMinimum } from './apply-money.js';
import {
  agreementOf,
  book,
  notePrincipalReduction,
  type Draft,
  type DraftAgreement,
  type DraftBill,
  type DraftInstallment,
} from './draft.js';
import { openFee, openInterest, openOfInstallment, openPrincipal } from './open-amounts.js';

/** Where an amount that is given up goes: forgone for the customer's sake, or lost. */
export type Forgone = 'WAIVED' | 'LOSS';

/**
 * Gives up what is open of one component: of an agreement, or of the late charges of a bill. Billed installments come
 * first, the oldest before the others. What was never billed falls away without an entry: it was not income yet.
 *
 * @see products.md section 13, `FEE_WAIVER`
 */
export function waive(draft: Draft, fact: Waived): void {
  postCharges(draft);
  const limitMinor = fact.amountMinor ?? minor(Number.MAX_SAFE_INTEGER);
  const bill = draft.bills.find(({ billOn }) => billOn === fact.billOn);
  if (bill !== undefined) {
    countTowardsMinimum(draft, forgoCharge(draft, bill, fact.component, limitMinor, 'WAIVED'));
    return;
  }
  const agreement = fact.agreementId === null ? undefined : agreementOf(draft, fact.agreementId);
  if (agreement === undefined) return;
  const { billedMinor, totalMinor } = forgo(draft, agreement, fact.component, limitMinor, 'WAIVED');
  if (fact.component === 'PRINCIPAL') agreement.waivedMinor = minor(agreement.waivedMinor + totalMinor);
  countTowardsMinimum(draft, billedMinor);
}

/** Gives up a component of an agreement up to a limit. @returns what of it was billed, and all of it */
export function forgo(
  draft: Draft,
  agreement: DraftAgreement,
  component: WaivableComponent,
  limitMinor: Minor,
  as: Forgone,
): { readonly billedMinor: Minor; readonly totalMinor: Minor } {
  let billedMinor = 0;
  let leftMinor: number = limitMinor;
  const billed = agreement.installments.filter((row) => row.billOn !== null);
  const others = agreement.installments.filter((row) => row.billOn === null);
  for (const row of [...billed, ...others]) {
    const takenMinor = forgoOfRow(draft, agreement, row, { component, limitMinor: minor(leftMinor), as });
    leftMinor -= takenMinor;
    if (row.billOn !== null) billedMinor += takenMinor;
  }
  return { billedMinor: minor(billedMinor), totalMinor: minor(limitMinor - leftMinor) };
}

function forgoOfRow(
  draft: Draft,
  agreement: DraftAgreement,
  row: DraftInstallment,
  {
    component,
    limitMinor,
    as,
  }: { readonly component: WaivableComponent; readonly limitMinor: Minor; readonly as: Forgone },
): Minor {
  switch (component) {
    case 'PRINCIPAL': {
      const amountMinor = minor(Math.min(limitMinor, openPrincipal(row)));
      row.principalMinor = minor(row.principalMinor - amountMinor);
      book(draft, `PRINCIPAL_${as}`, 'PRINCIPAL_RECEIVABLE', amountMinor, agreement);
      notePrincipalReduction(draft, agreement, amountMinor);
      return amountMinor;
    }
    case 'FEE': {
      const amountMinor = minor(Math.min(limitMinor, openFee(row)));
      row.feeMinor = minor(row.feeMinor - amountMinor);
      if (row.billOn !== null) book(draft, `FEE_${as}`, 'FEE_RECEIVABLE', amountMinor, agreement);
      return amountMinor;
    }
    case 'INTEREST': {
      const amountMinor = minor(Math.min(limitMinor, openInterest(row)));
      row.interestMinor = minor(row.interestMinor - amountMinor);
      if (row.billOn !== null) book(draft, `INTEREST_${as}`, 'INTEREST_RECEIVABLE', amountMinor, agreement);
      return amountMinor;
    }
    case 'CARRY':
    case 'PENALTY':
      return ZERO; // stands on bills
  }
}

/** Gives up a late charge of a bill up to a limit: it counts as paid. */
export function forgoCharge(
  draft: Draft,
  bill: DraftBill,
  component: WaivableComponent,
  limitMinor: Minor,
  as: Forgone,
): Minor {
  const isCarry = component === 'CARRY';
  if (!isCarry && component !== 'PENALTY') return ZERO;
  const openMinor = isCarry ? bill.carryMinor - bill.carryPaidMinor : bill.penaltyMinor - bill.penaltyPaidMinor;
  const amountMinor = minor(Math.min(limitMinor, openMinor));
  if (isCarry) bill.carryPaidMinor = minor(bill.carryPaidMinor + amountMinor);
  else bill.penaltyPaidMinor = minor(bill.penaltyPaidMinor + amountMinor);
  const receivable: Account = `${component}_RECEIVABLE`;
  book(draft, `${component}_${as}`, receivable, amountMinor, bill);
  return amountMinor;
}

/** Whether anything is open on any installment that stands on a bill. */
export const hasOpenRows = (draft: Draft, bill: DraftBill): boolean =>
  draft.agreements.some(({ installments }) =>
    installments.some((row) => row.billOn === bill.billOn && openOfInstallment(row) > 0),
  );
