import type { PlainDate } from '../../calendar/plain-date.js';
import { InvariantViolation } from '../../ledger/invariant.js';
import type { Account } from '../../ledger/accounts.js';
import { ledgerKey } from '../../ledger/ledger.js';
import { minor, ZERO, type Minor } from '../../money/minor.js';
import { isLenderAlone } from '../../plan/funding-shares.js';
import { bearsInterest } from '../../schedule/schedule-terms.js';
import type { AgreementPayment, AgreementPosition, Balances, Bill, Installment, Position } from '../position-types.js';
import { partsOf, segmentOf } from './segment.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export type DraftInstallment = Mutable<Installment>;
export type DraftBill = Mutable<Omit<Bill, 'balances'>> & { balances: MutableBalances };

type MutableBalances = Mutable<Balances>;

export interface DraftAgreement extends Mutable<
  Omit<AgreementPosition, 'installments' | 'reductions' | 'payments' | 'balances'>
> {
  installments: DraftInstallment[];
  reductions: AgreementPosition['reductions'][number][];
  payments: AgreementPosition['payments'][number][];
  balances: MutableBalances;
}

/** As much of a position as the passing of days changes: agreements are read, bills and ledger are private copies. */
export interface ChargeDraft extends Mutable<Omit<Position, 'bills' | 'ledger'>> {
  bills: DraftBill[];
  ledger: Record<string, Minor>;
}

/** A position being folded: a private copy that the steps of the fold change in place. */
export interface Draft extends Omit<ChargeDraft, 'agreements'> {
  agreements: DraftAgreement[];
  /** While a fact is applied whose money is not final at once: when it is. */
  finalOn?: PlainDate;
  /** The account that the money of the present fact was debited from, or null. */
  accountRef: string | null;
}

/** Copies what the passing of days changes: a line looks at a day far more often than a fact is booked. */
export const chargeDraftOf = (position: Position): ChargeDraft => ({
  ...position,
  bills: position.bills.map((bill) => ({ ...bill, balances: { ...bill.balances } })),
  ledger: { ...position.ledger },
});

/** Copies a position, so that folding on never changes the one it started from. */
export function draftOf(position: Position): Draft {
  return {
    ...chargeDraftOf(position),
    agreements: position.agreements.map(draftAgreementOf),
    accountRef: null,
  };
}

/** What a draft has been folded to. */
export function positionOf(draft: Draft): Position {
  const position: Position & { accountRef?: string | null } = { ...draft };
  delete position.accountRef; // of the last fact alone
  return position;
}

/** A private copy of an agreement. */
export const draftAgreementOf = (agreement: AgreementPosition): DraftAgreement => ({
  ...agreement,
  installments: agreement.installments.map((installment) => ({ ...installment })),
  reductions: [...agreement.reductions],
  payments: [...agreement.payments],
  balances: { ...agreement.balances },
});

/** What a posting belongs to: an agreement, the charges of a bill, or null for the line's own money. */
export type PostedOn = DraftAgreement | DraftBill | null;

/** The line's own money: it has no product and no partner, whatever it is moved for. */
const UNDIVIDED: ReadonlySet<Account> = new Set(['BANK', 'OUTGOING_CLEARING', 'CUSTOMER_CREDIT']);

/**
 * Books an amount from one account to another: the only way a draft's ledger changes, so it always balances, in all and
 * for each funder.
 *
 * @param of what it belongs to: gives the product, and the partners who carry their share of it
 */
export function book(draft: ChargeDraft, debit: Account, credit: Account, amountMinor: Minor, of: PostedOn): void {
  if (amountMinor === 0) return;
  post(draft, debit, amountMinor, of);
  post(draft, credit, minor(0 - amountMinor), of);
}

/** Books charges that the funder of an agreement owes: in the ledger they stand under who it is. */
export function bookFunded(draft: ChargeDraft, agreement: DraftAgreement, amountMinor: Minor): void {
  const { funding, plan } = agreement;
  if (amountMinor === 0 || funding === null) return;
  const income = bearsInterest(plan) ? 'INTEREST_INCOME' : 'FEE_INCOME';
  post(draft, income, minor(0 - amountMinor), agreement);
  spread(draft, 'FUNDER_RECEIVABLE', [{ product: plan.subProduct, funder: funding.funder, amountMinor }], 1);
}

/** Moves an amount on one account to where it now belongs. */
export function move(draft: ChargeDraft, account: Account, amountMinor: Minor, from: PostedOn, to: PostedOn): void {
  post(draft, account, minor(0 - amountMinor), from);
  post(draft, account, amountMinor, to);
}

function post(draft: ChargeDraft, account: Account, amountMinor: Minor, of: PostedOn): void {
  if (of === null || UNDIVIDED.has(account)) {
    add(draft, ledgerKey(account), amountMinor);
    return;
  }
  if ('plan' in of && isLenderAlone(of.plan.fundingShares)) {
    add(draft, ledgerKey(account, of.plan.subProduct), amountMinor);
    return;
  }
  const before = of.balances[account] ?? ZERO;
  const after = minor(before + amountMinor);
  of.balances[account] = after;
  const segments = 'plan' in of ? { [segmentOf(of.plan)]: 1 } : of.bearing;
  spread(draft, account, partsOf(before, segments), -1);
  spread(draft, account, partsOf(after, segments), 1);
}

/**
 * Moves days to those whose debt bore them. What was charged before is divided anew with them: a charge is rounded once
 * on its whole sum, and so is each part of it.
 */
export function bear(draft: ChargeDraft, bill: DraftBill, added: Bill['bearing']): void {
  const bearing = { ...bill.bearing };
  for (const [segment, baseDays] of Object.entries(added)) bearing[segment] = (bearing[segment] ?? 0) + baseDays;
  const isDivided = Object.keys(bearing).length !== 1 || Object.keys(bill.bearing).length !== 1;
  for (const [account, amountMinor] of isDivided ? (Object.entries(bill.balances) as [Account, Minor][]) : []) {
    spread(draft, account, partsOf(amountMinor, bill.bearing), -1);
    spread(draft, account, partsOf(amountMinor, bearing), 1);
  }
  bill.bearing = bearing;
}

/** Adds (1) or takes away (-1) the parts of a balance; the lender owes a partner what the partner's part brings in. */
function spread(draft: ChargeDraft, account: Account, parts: ReturnType<typeof partsOf>, sign: 1 | -1): void {
  for (const { product, funder, amountMinor } of parts) {
    const signedMinor = minor(sign * amountMinor);
    add(draft, ledgerKey(account, product, funder), signedMinor);
    if (funder === undefined) continue;
    add(draft, ledgerKey('FUNDER_SETTLEMENT', product, funder), minor(0 - signedMinor));
    add(draft, ledgerKey('FUNDER_SETTLEMENT', product), signedMinor);
  }
}

function add(draft: ChargeDraft, key: string, amountMinor: Minor): void {
  if (amountMinor !== 0) draft.ledger[key] = minor((draft.ledger[key] ?? ZERO) + amountMinor);
}

/** Finds an agreement that the fold relies on. */
export function agreementOf(draft: Draft, agreementId: string): DraftAgreement | undefined {
  return draft.agreements.find((agreement) => agreement.agreementId === agreementId);
}

/** Notes that principal fell on the draft's day; entries of one day that are final together are one. */
export function notePrincipalReduction(draft: Draft, agreement: DraftAgreement, amountMinor: Minor): void {
  if (amountMinor === 0) return;
  const valuedOn = draft.asOn;
  const finalOn = draft.finalOn ?? null;
  const last = agreement.reductions.at(-1);
  if (last?.valuedOn === valuedOn && last.finalOn === finalOn) {
    agreement.reductions[agreement.reductions.length - 1] = {
      valuedOn,
      finalOn,
      amountMinor: minor(last.amountMinor + amountMinor),
    };
    return;
  }
  agreement.reductions.push({ valuedOn, finalOn, amountMinor });
}

/** Notes what an installment was paid on the draft's day; its components of one day are one payment. */
export function notePayment(
  draft: Draft,
  agreement: DraftAgreement,
  nr: number | null,
  amountMinor: Minor,
  from: AgreementPayment['from'] = 'CUSTOMER',
): void {
  if (amountMinor === 0) return;
  const { asOn: valuedOn, accountRef } = draft;
  const last = agreement.payments.at(-1);
  if (last?.valuedOn !== valuedOn || last.nr !== nr || last.accountRef !== accountRef || last.from !== from) {
    agreement.payments.push({ nr, valuedOn, amountMinor, accountRef, from });
    return;
  }
  agreement.payments[agreement.payments.length - 1] = {
    nr,
    valuedOn,
    accountRef,
    from,
    amountMinor: minor(last.amountMinor + amountMinor),
  };
}

/** @throws InvariantViolation with the claim that does not hold */
export function must(holds: boolean, claim: string): void {
  if (!holds) throw new InvariantViolation(claim);
}
