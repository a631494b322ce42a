import { minor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';

/** What one period asks for, and what was open when it began, minor units. */
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

/** Amounts at one moment of a table. */
export interface Balances {
  /** Everything drawn, repaid or not. */
  readonly drawnMinor: Minor;
  /** Not yet due by the table. */
  readonly openMinor: Minor;
  /** Due by the table and not paid. */
  readonly overdueMinor: Minor;
}

export const NOTHING_DRAWN: Balances = { drawnMinor: ZERO, openMinor: ZERO, overdueMinor: ZERO };

/** First periods without principal, and those whose interest is due with the first period after them. */
export interface GraceTerms {
  readonly principalGracePeriods: number;
  readonly interestGracePeriods: number;
}

/** Interest of a period, rounded, and the balances at its end before its installment. */
export type Accrue = (index: number, opening: Balances) => { readonly accruedMinor: Minor; readonly closing: Balances };

/**
 * The periods of a debt, one after the other: principal is what the aim leaves beside the interest; the last period takes
 * everything that is open. Interest that an installment cannot hold moves to the next one.
 *
 * @param opening balances before the first period
 * @param aims one per period; those of grace periods and of the last are not looked at
 * @param paidInstallments so many rows do not become overdue, none of them does where it is left out
 */
export function repaymentTable(
  terms: GraceTerms,
  opening: Balances,
  aims: readonly InstallmentAim[],
  accrue: Accrue,
  paidInstallments = aims.length,
): readonly TableRow[] {
  let at = opening;
  let heldMinor = ZERO;
  return aims.map((given, index) => {
    const isLast = index === aims.length - 1;
    const openingMinor = at.openMinor;
    const { accruedMinor, closing } = accrue(index, at);
    const chargeMinor = minor(accruedMinor + heldMinor);
    const isPrincipalDue = isLast || index >= terms.principalGracePeriods;
    const isInterestDue = isLast || index >= terms.interestGracePeriods;
    const aim = isPrincipalDue && !isLast ? given : undefined;
    const roomMinor = aim?.of === 'PAYMENT' ? aim.amountMinor : chargeMinor;
    const interestMinor = isInterestDue ? minor(Math.min(chargeMinor, roomMinor)) : ZERO;
    const aimedMinor = aim === undefined ? 0 : aim.of === 'PRINCIPAL' ? aim.amountMinor : roomMinor - interestMinor;
    const principalMinor = isLast ? closing.openMinor : minor(Math.min(closing.openMinor, aimedMinor));
    const overdueMinor = index < paidInstallments ? 0 : principalMinor;
    at = {
      drawnMinor: closing.drawnMinor,
      openMinor: minor(closing.openMinor - principalMinor),
      overdueMinor: minor(closing.overdueMinor + overdueMinor),
    };
    heldMinor = minor(chargeMinor - interestMinor);
    return { openingMinor, principalMinor, interestMinor };
  });
}
