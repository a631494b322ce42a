import type { PlainDate } from '../../calendar/plain-date.js';
import { minor, sumMinor, ZERO } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import { applyRate } from '../../money/rounding.js';
import type { ChargeAmount, ChargeFacts } from '../loan-entry.js';
import { applyCredit } from './apply-payment.js';
import { addTransaction, extraInstallment } from './loan-draft.js';
import type { InstallmentDraft, LoanDraft } from './loan-draft.js';

/** Adds a charge to the installments that carry it, then lets credit balance pay it. */
export function addCharge(draft: LoanDraft, chargeId: string, charge: ChargeFacts): void {
  const regular = draft.rows.filter(({ kind }) => kind === 'INSTALLMENT');
  if (charge.dueOn === 'EVERY_INSTALLMENT') {
    for (const row of regular) addShare(row, chargeId, charge, amountOf(charge.amount, [row]), row.dueOn);
  } else {
    const amountMinor = amountOf(charge.amount, draft.rows);
    addShare(carrierOf(draft, regular, charge.dueOn), chargeId, charge, amountMinor, charge.dueOn);
  }
  applyCredit(draft);
}

/** The installment in whose period, (previous due date, due date], a day lies; the first period holds its first day. */
function carrierOf(draft: LoanDraft, regular: readonly InstallmentDraft[], dueOn: PlainDate): InstallmentDraft {
  return regular.find((row) => dueOn <= row.dueOn) ?? extraInstallment(draft, dueOn);
}

function addShare(
  row: InstallmentDraft,
  chargeId: string,
  { component }: ChargeFacts,
  amountMinor: Minor,
  dueOn: PlainDate,
): void {
  row.charges.push({ chargeId, component, dueOn, amountMinor, paidMinor: ZERO, waivedMinor: ZERO });
  const part = row.parts[component];
  part.dueMinor = minor(part.dueMinor + amountMinor);
}

function amountOf(amount: ChargeAmount, rows: readonly InstallmentDraft[]): Minor {
  if (amount.basis === 'FLAT') return amount.amountMinor;
  const principalMinor = sumMinor(rows.map(({ parts }) => parts.PRINCIPAL.dueMinor));
  const interestMinor = sumMinor(rows.map(({ parts }) => parts.INTEREST.dueMinor));
  switch (amount.basis) {
    case 'PRINCIPAL':
      return applyRate(principalMinor, amount.rate, 'HALF_EVEN');
    case 'INTEREST':
      return applyRate(interestMinor, amount.rate, 'HALF_EVEN');
    case 'PRINCIPAL_AND_INTEREST':
      return applyRate(minor(principalMinor + interestMinor), amount.rate, 'HALF_EVEN');
  }
}

/** Takes what is unpaid of a charge out of what is open; what is due stays. */
export function waiveCharge(draft: LoanDraft, entryId: string, chargeId: string, onDate: PlainDate): void {
  let waivedMinor = ZERO;
  for (const row of draft.rows) {
    for (const share of row.charges.filter((each) => each.chargeId === chargeId)) {
      const leftMinor = minor(share.amountMinor - share.paidMinor - share.waivedMinor);
      share.waivedMinor = minor(share.waivedMinor + leftMinor);
      const part = row.parts[share.component];
      part.waivedMinor = minor(part.waivedMinor + leftMinor);
      waivedMinor = minor(waivedMinor + leftMinor);
    }
  }
  addTransaction(draft, { entryId, type: 'WAIVE_CHARGE', onDate, amountMinor: waivedMinor });
}
