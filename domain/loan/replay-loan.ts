import type { PlainDate } from '../calendar/plain-date.js';
import { sumMinor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { applyPayment } from './fold/apply-payment.js';
import { chargeOff } from './fold/charge-off.js';
import { addCharge, waiveCharge } from './fold/charges.js';
import { disburse } from './fold/disburse.js';
import { accrueTo, pausesOf, payoffAmount } from './fold/interest-clock.js';
import { openOf, openOfLoan } from './fold/loan-draft.js';
import type { InstallmentDraft, LoanDraft, PartDraft } from './fold/loan-draft.js';
import { chargeBack, refundCredit } from './fold/pay-out.js';
import type { LoanAgreementTerms } from './loan-agreement-terms.js';
import { effectiveOn, inReplayOrder, standingEntries, undoneIds } from './loan-entry.js';
import type { LoanEntry } from './loan-entry.js';
import type { LoanAmounts, LoanInstallment, LoanState } from './loan-state.js';

/**
 * The state of a loan: all entries that stand, replayed in the order in which they take effect. The order of `entries`
 * does not matter, so that an entry of an earlier day, or taking one back, changes the split of all that comes after it.
 *
 * @throws RangeError for draws that no table can be made of; entries taken by `bookLoanEntry` never throw
 * @see docs/concepts/loan-lifecycle.md, "Replay"
 */
export function replayLoan(terms: LoanAgreementTerms, entries: readonly LoanEntry[]): LoanState {
  return stateOf(foldLoan(terms, entries));
}

function foldLoan(terms: LoanAgreementTerms, entries: readonly LoanEntry[]): LoanDraft {
  const draft: LoanDraft = {
    terms,
    undone: undoneIds(entries),
    disbursements: [],
    rows: [],
    transactions: [],
    chargedBack: [],
    model: null,
    pauses: pausesOf(standingEntries(entries)),
    waitingCharges: [],
    creditMinor: ZERO,
  };
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  // The older orders settle an installment with all its charges, whenever those were booked.
  const charges = terms.allocation.by === 'STRATEGY' ? 'FROM_THE_DRAW' : 'FROM_THEIR_DAY';
  for (const entry of inReplayOrder(standingEntries(entries), charges)) {
    const known = draft.transactions.length;
    accrueTo(draft, effectiveOn(entry, byId));
    replayEntry(draft, entry, byId);
    accrueTo(draft, effectiveOn(entry, byId));
    const balanceMinor = openOfLoan(draft, 'PRINCIPAL');
    for (const transaction of draft.transactions.slice(known)) {
      if (transaction.type !== 'DISBURSEMENT') transaction.balanceMinor = balanceMinor;
    }
  }
  const lastBookedOn = entries
    .map(({ bookedOn }) => bookedOn)
    .sort()
    .at(-1);
  if (lastBookedOn !== undefined) accrueTo(draft, lastBookedOn);
  return draft;
}

function replayEntry(draft: LoanDraft, entry: LoanEntry, byId: ReadonlyMap<string, LoanEntry>): void {
  const { id: entryId, onDate, fact } = entry;
  switch (fact.type) {
    case 'DISBURSEMENT':
      disburse(draft, { entryId, onDate, amountMinor: fact.amountMinor });
      return;
    case 'CHARGE':
      if (draft.rows.length === 0) draft.waitingCharges.push(entry);
      else addCharge(draft, entryId, fact.charge);
      return;
    case 'CHARGE_WAIVER':
      waiveCharge(draft, entryId, fact.ofId, effectiveOn(entry, byId));
      return;
    case 'CREDIT_BALANCE_REFUND':
      refundCredit(draft, { entryId, onDate, amountMinor: fact.amountMinor });
      return;
    case 'CHARGEBACK':
      chargeBack(draft, { entryId, onDate, amountMinor: fact.amountMinor, ofId: fact.ofId });
      return;
    case 'CHARGE_OFF':
      chargeOff(draft, entryId, onDate);
      return;
    case 'INTEREST_PAUSE':
    case 'CLOSE_OF_BUSINESS':
    case 'UNDO':
      return;
    default:
      applyPayment(draft, { entryId, type: fact.type, onDate, amountMinor: fact.amountMinor });
  }
}

function stateOf(draft: LoanDraft): LoanState {
  const outstanding = amountsOf((component) => openOfLoan(draft, component));
  return {
    status: statusOf(draft, sumMinor(Object.values(outstanding))),
    installments: draft.rows.map(installmentOf),
    transactions: draft.transactions.toSorted((a, b) => (a.onDate < b.onDate ? -1 : a.onDate > b.onDate ? 1 : 0)),
    outstanding,
    overpaidMinor: draft.creditMinor,
  };
}

function statusOf(draft: LoanDraft, outstandingMinor: Minor): LoanState['status'] {
  if (draft.disbursements.length === 0) return 'NOT_DISBURSED';
  if (outstandingMinor > 0) return 'ACTIVE';
  return draft.creditMinor > 0 ? 'OVERPAID' : 'CLOSED_OBLIGATIONS_MET';
}

function installmentOf({ nr, kind, fromOn, dueOn, parts }: InstallmentDraft): LoanInstallment {
  const all = Object.values(parts);
  const sumOf = (amountOf: (part: PartDraft) => Minor): Minor => sumMinor(all.map(amountOf));
  return {
    nr,
    kind,
    fromOn,
    dueOn,
    due: amountsOf((component) => parts[component].dueMinor),
    paid: amountsOf((component) => parts[component].paidMinor),
    waived: amountsOf((component) => parts[component].waivedMinor),
    outstanding: amountsOf((component) => openOf(parts[component])),
    paidInAdvanceMinor: sumOf((part) => part.paidInAdvanceMinor),
    paidLateMinor: sumOf((part) => part.paidLateMinor),
  };
}

function amountsOf(amountOf: (component: keyof LoanAmounts) => Minor): LoanAmounts {
  return {
    PRINCIPAL: amountOf('PRINCIPAL'),
    INTEREST: amountOf('INTEREST'),
    FEE: amountOf('FEE'),
    PENALTY: amountOf('PENALTY'),
  };
}

/**
 * What pays a loan off on a day: everything outstanding, recalculated interest only up to the day, or to the end of the
 * running period where the terms say so.
 *
 * @returns minor units
 */
export function payoffQuote(terms: LoanAgreementTerms, entries: readonly LoanEntry[], on: PlainDate): Minor {
  const draft = foldLoan(terms, entries);
  accrueTo(draft, on);
  return payoffAmount(draft, on);
}
