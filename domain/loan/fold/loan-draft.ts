import type { PlainDate } from '../../calendar/plain-date.js';
import { minor, sumMinor, ZERO } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import type { Component } from '../../repayment/waterfall.js';
import type { Disbursement } from '../../schedule/loan/loan-terms.js';
import { LOAN_COMPONENTS } from '../loan-agreement-terms.js';
import type { LoanAgreementTerms, LoanComponent } from '../loan-agreement-terms.js';
import type { LoanEntry } from '../loan-entry.js';
import type { InterestModel } from '../interest/interest-model.js';
import type { LoanTransactionType } from '../loan-state.js';

/** Amounts of one component of one installment, minor units. Mutable: drafts live inside one replay only. */
export interface PartDraft {
  dueMinor: Minor;
  paidMinor: Minor;
  waivedMinor: Minor;
  paidInAdvanceMinor: Minor;
  paidLateMinor: Minor;
}

/** What one charge adds to one installment. */
export interface ChargeShareDraft {
  readonly chargeId: string;
  readonly component: 'FEE' | 'PENALTY';
  /** A charge with every installment is due with it. */
  readonly dueOn: PlainDate;
  readonly amountMinor: Minor;
  paidMinor: Minor;
  waivedMinor: Minor;
}

export interface InstallmentDraft {
  nr: number;
  readonly kind: 'INSTALLMENT' | 'DOWN_PAYMENT' | 'EXTRA';
  fromOn: PlainDate;
  dueOn: PlainDate;
  readonly parts: Readonly<Record<LoanComponent, PartDraft>>;
  /** Principal added after the draw: charged back, or credit paid out that was not there. */
  owedAnewMinor: Minor;
  readonly charges: ChargeShareDraft[];
}

export interface TransactionDraft {
  readonly entryId: string;
  readonly type: LoanTransactionType;
  readonly onDate: PlainDate;
  readonly amountMinor: Minor;
  readonly split: Record<LoanComponent, Minor>;
  /** Money beyond what was owed; of money paid out, what the credit balance gave. */
  overpaymentMinor: Minor;
  balanceMinor: Minor;
}

export interface LoanDraft {
  readonly terms: LoanAgreementTerms;
  readonly undone: ReadonlySet<string>;
  readonly disbursements: Disbursement[];
  readonly rows: InstallmentDraft[];
  readonly transactions: TransactionDraft[];
  /** Money taken back, with the payment it was. */
  readonly chargedBack: { readonly ofId: string; readonly transaction: TransactionDraft }[];
  /** What interest follows when it is recalculated; none before the disbursement, and none for a fixed table. */
  model: InterestModel | null;
  readonly pauses: InterestModel['pauses'];
  /** Charges that came before there was anything to add them to. */
  readonly waitingCharges: LoanEntry[];
  /** Money of the customer that nothing is owed against. */
  creditMinor: Minor;
}

export const noAmounts = (): Record<LoanComponent, Minor> => ({
  PRINCIPAL: ZERO,
  INTEREST: ZERO,
  FEE: ZERO,
  PENALTY: ZERO,
});

export const partOf = (dueMinor: Minor): PartDraft => ({
  dueMinor,
  paidMinor: ZERO,
  waivedMinor: ZERO,
  paidInAdvanceMinor: ZERO,
  paidLateMinor: ZERO,
});

export const openOf = (part: PartDraft): Minor => minor(part.dueMinor - part.paidMinor - part.waivedMinor);

export const openOfRow = (row: InstallmentDraft): Minor =>
  sumMinor(LOAN_COMPONENTS.map((component) => openOf(row.parts[component])));

/** Everything open of one component, minor units. */
export const openOfLoan = (draft: LoanDraft, component: LoanComponent): Minor =>
  sumMinor(draft.rows.map((row) => openOf(row.parts[component])));

export function isLoanComponent(component: Component): component is LoanComponent {
  return component !== 'ENFORCEMENT_COST';
}

export const regularRows = (draft: LoanDraft): readonly InstallmentDraft[] =>
  draft.rows.filter(({ kind }) => kind === 'INSTALLMENT');

/** Starts a transaction and puts it on the list. */
export function addTransaction(
  draft: LoanDraft,
  given: Pick<TransactionDraft, 'entryId' | 'type' | 'onDate' | 'amountMinor'>,
): TransactionDraft {
  const transaction = { ...given, split: noAmounts(), overpaymentMinor: ZERO, balanceMinor: ZERO };
  draft.transactions.push(transaction);
  return transaction;
}

/**
 * The installment after the last regular one, opened up to a day; a later day moves it.
 *
 * @param onDate after the last regular due date
 */
export function extraInstallment(draft: LoanDraft, onDate: PlainDate): InstallmentDraft {
  const last = draft.rows.at(-1);
  if (last?.kind === 'EXTRA') {
    if (last.dueOn < onDate) last.dueOn = onDate;
    return last;
  }
  const row: InstallmentDraft = {
    nr: (last?.nr ?? 0) + 1,
    kind: 'EXTRA',
    fromOn: last?.dueOn ?? onDate,
    dueOn: onDate,
    parts: { PRINCIPAL: partOf(ZERO), INTEREST: partOf(ZERO), FEE: partOf(ZERO), PENALTY: partOf(ZERO) },
    owedAnewMinor: ZERO,
    charges: [],
  };
  draft.rows.push(row);
  return row;
}
