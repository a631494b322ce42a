import type { PlainDate } from '../../calendar/plain-date.js';
import type { Account } from '../../ledger/accounts.js';
import { minor, type Minor } from '../../money/minor.js';
import type { Claim, Component } from '../../repayment/waterfall.js';
import {
  book,
  notePayment,
  notePrincipalReduction,
  type Draft,
  type DraftAgreement,
  type DraftBill,
  type PostedOn,
} from './draft.js';
import { isDaily } from './daily-interest.js';
import { openFee, openInterest, openPrincipal } from './open-amounts.js';

/** Something that money can be applied to, and what that does to the position. */
export interface Target extends Claim {
  readonly receivable: Account;
  readonly of: PostedOn;
  /** Null for a charge of a bill, which belongs to no agreement. */
  readonly agreement: DraftAgreement | null;
  readonly isCarried: boolean;
  readonly settle: (amountMinor: Minor) => void;
}

/** What is billed and open. */
export function billedTargets(draft: Draft): readonly Target[] {
  const billByDate = new Map(draft.bills.map((bill) => [bill.billOn, bill]));
  const targets = draft.bills.flatMap(chargeTargets);
  for (const [index, agreement] of draft.agreements.entries())
    for (const row of agreement.installments) {
      const bill = row.billOn === null ? undefined : billByDate.get(row.billOn);
      if (bill === undefined) continue;
      targets.push(...installmentTargets(draft, agreement, index, row, { dueOn: bill.dueOn, timing: timingOf(bill) }));
    }
  return targets.filter((target) => target.openMinor > 0);
}

/** What no bill has asked for yet. A charge that is paid before its bill is earned with the payment. */
export function futureTargets(draft: Draft): readonly Target[] {
  return draft.agreements
    .flatMap((agreement, index) =>
      agreement.installments
        .filter((row) => row.billOn === null)
        .flatMap((row) =>
          installmentTargets(draft, agreement, index, row, { dueOn: row.anchorOn, timing: 'IN_ADVANCE' }),
        ),
    )
    .filter((target) => target.openMinor > 0 && !bearsByTheDay(target));
}

/** Interest by the day is owed once the days have passed: until then no payment can be set against it. */
const bearsByTheDay = ({ component, agreement }: Target): boolean =>
  component === 'INTEREST' && agreement !== null && isDaily(agreement);

/** A bill is past due once its minimum was missed; what may be carried is not. */
const timingOf = (bill: DraftBill): Claim['timing'] => (bill.isMinimumMet === false ? 'PAST_DUE' : 'DUE');

/** Claims of equal rank are served by their ids as text: the agreement that was formed first comes first. */
const rankId = (index: number): string => String(index).padStart(5, '0');

function chargeTargets(bill: DraftBill): readonly Target[] {
  const target = (component: Component, receivable: Account, openMinor: number, settle: Target['settle']): Target => ({
    id: `${bill.billOn}/${receivable}`,
    dueOn: bill.dueOn,
    timing: timingOf(bill),
    component,
    openMinor: minor(openMinor),
    priority: 0,
    receivable,
    of: bill,
    agreement: null,
    isCarried: true,
    settle,
  });
  return [
    target('PENALTY', 'PENALTY_RECEIVABLE', bill.penaltyMinor - bill.penaltyPaidMinor, (paid) => {
      bill.penaltyPaidMinor = minor(bill.penaltyPaidMinor + paid);
    }),
    target('INTEREST', 'CARRY_RECEIVABLE', bill.carryMinor - bill.carryPaidMinor, (paid) => {
      bill.carryPaidMinor = minor(bill.carryPaidMinor + paid);
    }),
  ];
}

interface When {
  readonly dueOn: PlainDate;
  readonly timing: Claim['timing'];
}

function installmentTargets(
  draft: Draft,
  agreement: DraftAgreement,
  index: number,
  row: DraftAgreement['installments'][number],
  when: When,
): readonly Target[] {
  const target = (component: Component, receivable: Account, openMinor: Minor, settle: Target['settle']): Target => ({
    id: `${rankId(index)}/${rankId(row.nr)}/${component}`,
    ...when,
    component,
    openMinor,
    priority: 0,
    receivable,
    of: agreement,
    agreement,
    isCarried: row.isCarried,
    settle: (paid) => {
      settle(paid);
      notePayment(draft, agreement, row.nr, paid);
    },
  });
  const isEarnedNow = when.timing === 'IN_ADVANCE';
  return [
    target('FEE', 'FEE_RECEIVABLE', openFee(row), (paid) => {
      row.feePaidMinor = minor(row.feePaidMinor + paid);
      if (isEarnedNow) book(draft, 'FEE_RECEIVABLE', 'FEE_INCOME', paid, agreement);
    }),
    target('INTEREST', 'INTEREST_RECEIVABLE', openInterest(row), (paid) => {
      row.interestPaidMinor = minor(row.interestPaidMinor + paid);
      if (isEarnedNow) book(draft, 'INTEREST_RECEIVABLE', 'INTEREST_INCOME', paid, agreement);
    }),
    target('PRINCIPAL', 'PRINCIPAL_RECEIVABLE', openPrincipal(row), (paid) => {
      row.principalPaidMinor = minor(row.principalPaidMinor + paid);
      notePrincipalReduction(draft, agreement, paid);
    }),
  ];
}
