import { minor, type Minor } from '../../money/minor.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import type { PaymentSource } from '../../repayment/repayment-terms.js';
import { allocatePayment, rulesOf, type AllocationRule, type Timing } from '../../repayment/waterfall.js';
import { book, type Draft } from './draft.js';
import { billedTargets, futureTargets } from './money-targets.js';
import { daysPastDueOf } from './lateness.js';
import { isMissing, oldestOverdue, overdueOf } from './open-amounts.js';
import { recover } from './recover.js';
import { preferencesOf, type Preference } from './preferences.js';

/** Where money comes from: a payment of the customer, or the credit that a payment left before. */
export type MoneySource = PaymentSource | 'CREDIT';

/**
 * Applies money to what is billed, by the line's waterfall, then by its future rule to what is not, then to what was
 * written off; what is left becomes credit of the customer. Credit itself waits for what is billed.
 *
 * @returns what went to billed debt
 * @see products.md section 6
 */
export function applyMoney(draft: Draft, amountMinor: Minor, source: MoneySource, terms: LineTerms): Minor {
  const parts = partsOf(draft, amountMinor, terms);
  let billedMinor = 0;
  let restMinor: number = 0;
  for (const part of parts) {
    const applied = applyPart(draft, minor(part.amountMinor + restMinor), part.preference, source, terms);
    billedMinor += applied.billedMinor;
    restMinor = applied.restMinor;
  }
  if (source !== 'CREDIT') {
    const creditedMinor = recover(draft, minor(restMinor), 'BANK');
    book(draft, 'BANK', 'CUSTOMER_CREDIT', creditedMinor, null);
    draft.creditMinor = minor(draft.creditMinor + creditedMinor);
  }
  return minor(billedMinor);
}

interface Part {
  readonly amountMinor: Minor;
  readonly preference: Preference;
}

/** Under HIGHEST_RATE_FIRST the minimum and the money above it go different ways. @see products.md `aboveMinimum` */
function partsOf(draft: Draft, amountMinor: Minor, terms: LineTerms): readonly Part[] {
  if (terms.aboveMinimum === 'HIGHEST_RATE_FIRST') {
    const minimumMinor = minor(Math.min(amountMinor, missingMinimum(draft)));
    return [
      { amountMinor: minimumMinor, preference: 'LOWEST_RATE' },
      { amountMinor: minor(amountMinor - minimumMinor), preference: 'HIGHEST_RATE' },
    ];
  }
  const isCashFirst = terms.cashBeforePurchase && oldestOverdue(draft, draft.asOn) === undefined;
  return [{ amountMinor, preference: isCashFirst ? 'BEARING' : 'NONE' }];
}

/** What is left of the minimum, arrears included. */
function missingMinimum(draft: Draft): Minor {
  const bill = draft.bills.at(-1);
  const missingMinor = bill !== undefined && isMissing(draft, bill) ? bill.minDueMinor - bill.paidMinor : 0;
  return minor(Math.max(missingMinor, overdueOf(draft, draft.asOn), 0));
}

function applyPart(
  draft: Draft,
  amountMinor: Minor,
  preference: Preference,
  source: MoneySource,
  terms: LineTerms,
): { readonly billedMinor: Minor; readonly restMinor: Minor } {
  const future = source === 'CREDIT' ? 'CREDIT_UNTIL_DUE' : terms.futureRule;
  const open = [...billedTargets(draft), ...(future === 'CREDIT_UNTIL_DUE' ? [] : futureTargets(draft))];
  const targets = preferencesOf(open, preference, terms);
  const byId = new Map(targets.map((target) => [target.id, target]));
  const { allocations, restMinor } = allocatePayment(amountMinor, targets, {
    rules: rulesOn(draft, source, terms),
    across: terms.waterfallAcross,
    future,
  });
  const from = source === 'CREDIT' ? 'CUSTOMER_CREDIT' : 'BANK';
  let billedMinor = 0;
  for (const allocation of allocations) {
    const target = byId.get(allocation.id);
    if (target === undefined) continue;
    target.settle(allocation.amountMinor);
    book(draft, from, target.receivable, allocation.amountMinor, target.of);
    if (target.timing !== 'IN_ADVANCE') billedMinor += allocation.amountMinor;
  }
  return { billedMinor: minor(billedMinor), restMinor };
}

/** The order on the draft's day: from `principalFirstFromDpd` on principal comes before every charge (golden WAT-1). */
function rulesOn(draft: Draft, source: MoneySource, terms: LineTerms): readonly AllocationRule[] {
  const { waterfall, principalFirstFromDpd } = terms;
  if (principalFirstFromDpd === null) return rulesOf(timesOf(source, terms), waterfall);
  const isPrincipalFirst = daysPastDueOf(draft, draft.asOn) >= principalFirstFromDpd;
  const charges = waterfall.filter((component) => component !== 'PRINCIPAL');
  return rulesOf(timesOf(source, terms), isPrincipalFirst ? ['PRINCIPAL', ...charges] : waterfall);
}

function timesOf(source: MoneySource, { waterfallTimes }: LineTerms): readonly Timing[] {
  return (source === 'CREDIT' ? undefined : waterfallTimes[source]) ?? waterfallTimes.DEFAULT;
}

/** Notes that billed debt was paid or refunded before its due date has been judged. */
export function countTowardsMinimum(draft: Draft, amountMinor: Minor): void {
  for (const bill of draft.bills) {
    if (bill.isMinimumMet === null) bill.paidMinor = minor(bill.paidMinor + amountMinor);
  }
}

/** Uses the customer's credit, or so much of it, for what is billed. @returns what was used */
export function applyCredit(draft: Draft, terms: LineTerms, upToMinor: Minor = draft.creditMinor): Minor {
  const creditMinor = minor(Math.min(draft.creditMinor, upToMinor));
  if (creditMinor <= 0) return minor(0);
  const usedMinor = applyMoney(draft, creditMinor, 'CREDIT', terms);
  draft.creditMinor = minor(draft.creditMinor - usedMinor);
  return usedMinor;
}
