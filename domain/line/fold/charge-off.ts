import { minor, sumMinor } from '../../money/minor.js';
import type { ChargedOff } from '../facts.js';
import { postCharges } from './accrue-days.js';
import type { Draft, DraftAgreement } from './draft.js';
import { endFunded } from './fund-charges.js';
import { outstandingPrincipal } from './open-amounts.js';
import { recover } from './recover.js';
import { forgo, forgoCharge, hasOpenRows } from './waive.js';

const ALL = minor(Number.MAX_SAFE_INTEGER);

/**
 * Writes off all that is outstanding, by component: of one agreement, or of the whole line. Charges of a bill on which
 * nothing else is open go with it; nothing accrues on what was written off. The customer still owes it: money that comes
 * in afterwards is a recovery.
 */
export function chargeOff(draft: Draft, fact: ChargedOff): void {
  postCharges(draft);
  for (const agreement of draft.agreements) {
    const isMeant = fact.agreementId === null || fact.agreementId === agreement.agreementId;
    if (isMeant && agreement.status === 'ACTIVE' && isOwed(agreement)) writeOff(draft, agreement);
  }
  for (const bill of draft.bills) {
    if (hasOpenRows(draft, bill)) continue;
    const lostMinor = sumMinor([
      forgoCharge(draft, bill, 'CARRY', ALL, 'LOSS'),
      forgoCharge(draft, bill, 'PENALTY', ALL, 'LOSS'),
    ]);
    draft.chargesWrittenOffMinor = minor(draft.chargesWrittenOffMinor + lostMinor);
  }
  draft.creditMinor = recover(draft, draft.creditMinor, 'CUSTOMER_CREDIT');
}

const isOwed = (agreement: DraftAgreement): boolean => outstandingPrincipal(agreement) > 0 || hasOpenFees(agreement);

const hasOpenFees = ({ installments }: DraftAgreement): boolean =>
  installments.some((row) => row.feeMinor > row.feePaidMinor || row.interestMinor > row.interestPaidMinor);

function writeOff(draft: Draft, agreement: DraftAgreement): void {
  for (const row of agreement.installments) {
    if (row.billOn !== null) continue;
    row.feeMinor = row.feePaidMinor; // of periods that will not come
    row.interestMinor = row.interestPaidMinor;
  }
  endFunded(agreement);
  agreement.writtenOffMinor = sumMinor([
    forgo(draft, agreement, 'PRINCIPAL', ALL, 'LOSS').totalMinor,
    forgo(draft, agreement, 'FEE', ALL, 'LOSS').totalMinor,
    forgo(draft, agreement, 'INTEREST', ALL, 'LOSS').totalMinor,
  ]);
  agreement.status = 'CHARGED_OFF';
  agreement.settledOn = draft.asOn;
}
