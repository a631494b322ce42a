import { InvariantViolation } from '../../ledger/invariant.js';
import type { Account } from '../../ledger/accounts.js';
import { minor, ZERO, type Minor } from '../../money/minor.js';
import type { AgreementPosition, Bill, Installment, Position } from '../position-types.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export type DraftInstallment = Mutable<Installment>;
export type DraftBill = Mutable<Bill>;
export interface DraftAgreement extends Mutable<Omit<AgreementPosition, 'installments' | 'reductions' | 'payments'>> {
  installments: DraftInstallment[];
  reductions: AgreementPosition['reductions'][number][];
  payments: AgreementPosition['payments'][number][];
}

/** As much of a position as the passing of days changes: agreements are read, bills and ledger are private copies. */
export interface ChargeDraft extends Mutable<Omit<Position, 'bills' | 'ledger'>> {
  bills: DraftBill[];
  ledger: Partial<Record<Account, Minor>>;
}

/** A position being folded: a private copy that the steps of the fold change in place. */
export interface Draft extends Omit<ChargeDraft, 'agreements'> {
  agreements: DraftAgreement[];
}

/** Copies what the passing of days changes: a line looks at a day far more often than a fact is booked. */
export const chargeDraftOf = (position: Position): ChargeDraft => ({
  ...position,
  bills: position.bills.map((bill) => ({ ...bill })),
  ledger: { ...position.ledger },
});

/** Copies a position, so that folding on never changes the one it started from. */
export function draftOf(position: Position): Draft {
  return {
    ...chargeDraftOf(position),
    agreements: position.agreements.map((agreement) => ({
      ...agreement,
      installments: agreement.installments.map((installment) => ({ ...installment })),
      reductions: [...agreement.reductions],
      payments: [...agreement.payments],
    })),
  };
}

/** Books an amount from one account to another: the only way a draft's ledger changes, so it always balances. */
export function book(draft: ChargeDraft, debit: Account, credit: Account, amountMinor: Minor): void {
  if (amountMinor === 0) return;
  draft.ledger[debit] = minor((draft.ledger[debit] ?? ZERO) + amountMinor);
  draft.ledger[credit] = minor((draft.ledger[credit] ?? ZERO) - amountMinor);
}

/** Finds an agreement that the fold relies on. */
export function agreementOf(draft: Draft, agreementId: string): DraftAgreement | undefined {
  return draft.agreements.find((agreement) => agreement.agreementId === agreementId);
}

/** Notes that principal fell on the draft's day; entries of one day are one. */
export function notePrincipalReduction(draft: Draft, agreement: DraftAgreement, amountMinor: Minor): void {
  if (amountMinor === 0) return;
  const last = agreement.reductions.at(-1);
  if (last?.valuedOn === draft.asOn) {
    agreement.reductions[agreement.reductions.length - 1] = {
      valuedOn: draft.asOn,
      amountMinor: minor(last.amountMinor + amountMinor),
    };
    return;
  }
  agreement.reductions.push({ valuedOn: draft.asOn, amountMinor });
}

/** Notes what an installment was paid on the draft's day; its components of one day are one payment. */
export function notePayment(draft: Draft, agreement: DraftAgreement, nr: number | null, amountMinor: Minor): void {
  if (amountMinor === 0) return;
  const valuedOn = draft.asOn;
  const last = agreement.payments.at(-1);
  if (last?.valuedOn !== valuedOn || last.nr !== nr) {
    agreement.payments.push({ nr, valuedOn, amountMinor });
    return;
  }
  agreement.payments[agreement.payments.length - 1] = {
    nr,
    valuedOn,
    amountMinor: minor(last.amountMinor + amountMinor),
  };
}

/** @throws InvariantViolation with the claim that does not hold */
export function must(holds: boolean, claim: string): void {
  if (!holds) throw new InvariantViolation(claim);
}
