import { minor, sumMinor, ZERO, type Minor } from '../../money/minor.js';
import { addPeriods } from '../../calendar/frequency.js';
import { mergeShares, sharesInUse, sumShares, takeShares, type BucketShare } from '../../limits/buckets.js';
import { applyRate } from '../../money/rounding.js';
import type { LineTerms, PlanTerms } from '../../plan/plan-terms.js';
import { clearingOf } from './clearing.js';
import type { StatementConverted } from '../facts.js';
import type { AgreementPosition, Bill, Position } from '../position-types.js';
import {
  book,
  move,
  notePrincipalReduction,
  type Draft,
  type DraftAgreement,
  type DraftBill,
  type DraftInstallment,
} from './draft.js';
import { agreementFrom } from './form-agreement.js';
import { openOfInstallment, openPrincipal, outstandingPrincipal } from './open-amounts.js';
import { segmentOf } from './segment.js';

/**
 * Turns purchases of a bill, the oldest first, into installments of a new agreement. Their principal moves with what it
 * takes of the limit and with its funders, so that neither the use of the limit nor anyone's part of the debt changes;
 * the bill and its minimum due shrink as if that much less had been spent.
 *
 * @see products.md sections 2 and 3: `statementInstallmentStart`, `statementInstallmentPartial`
 */
export function convertStatement(draft: Draft, fact: StatementConverted, terms: LineTerms): void {
  const bill = draft.bills.find(({ billOn }) => billOn === fact.billOn);
  if (bill === undefined) return;
  const shares = convertibleShares(draft, bill, fact.plan, terms);
  const taken = takeOldest(shares, fact.amountMinor);
  const principalMinor = sumMinor(taken.map(({ amountMinor }) => amountMinor));
  // What is known by now to have been paid or refunded before cannot be converted.
  if (principalMinor === 0) return;
  const moved = taken.reduce<readonly BucketShare[]>((sum, part) => mergeShares(sum, sharesOf(part, terms)), []);
  const converted = newAgreement(draft, fact, { principalMinor, shares: moved }, terms);
  draft.agreements.push(converted);
  for (const part of taken) moveOut(draft, part, converted, terms);
  shrinkBill(bill, principalMinor, terms);
  if (fact.plan.statementInstallmentStart === 'THIS_BILL') billFirst(draft, bill, converted);
}

/** What can be converted of a bill by a plan: see `convertStatement`. */
export const convertibleOn = (position: Position, bill: Bill, plan: PlanTerms, terms: LineTerms): Minor =>
  sumMinor(convertibleShares(position, bill, plan, terms).map(({ amountMinor }) => amountMinor));

interface Part<A extends AgreementPosition | DraftAgreement> {
  readonly agreement: A;
  readonly amountMinor: Minor;
  readonly billOn: Bill['billOn'];
}

/**
 * What each purchase of the bill's own cycle has to convert, the oldest first. Not what is carried from an earlier bill,
 * not what other funders carry, and not what a temporary limit was used for, which is due in full, unless the plan
 * takes it.
 */
function convertibleShares<A extends AgreementPosition | DraftAgreement>(
  { agreements }: { readonly agreements: readonly A[] },
  { billOn, isMinimumMet }: Bill | DraftBill,
  { fundingShares, use }: PlanTerms,
  { limits }: LineTerms,
): readonly Part<A>[] {
  if (isMinimumMet !== null) return [];
  const segment = segmentOf({ subProduct: 'PURCHASE', fundingShares });
  return agreements.flatMap((agreement) => {
    if (segmentOf(agreement.plan) !== segment || agreement.status !== 'ACTIVE') return [];
    const rows = agreement.installments.filter((row) => row.billOn === billOn && !row.isCarried);
    const owedMinor = outstandingPrincipal(agreement);
    const inUse = sharesInUse(agreement.shares, owedMinor, limits.bucketRestoreOrder);
    const fixedMinor = use.temporaryInstallable ? ZERO : sumShares(inUse.filter(({ kind }) => kind === 'TEMPORARY'));
    const amountMinor = minor(Math.min(sumMinor(rows.map(openPrincipal)), owedMinor - fixedMinor));
    return amountMinor > 0 ? [{ agreement, amountMinor, billOn }] : [];
  });
}

function takeOldest<A extends DraftAgreement>(parts: readonly Part<A>[], amountMinor: Minor): readonly Part<A>[] {
  let leftMinor: number = amountMinor;
  return parts.flatMap((part) => {
    const takenMinor = minor(Math.min(leftMinor, part.amountMinor));
    leftMinor -= takenMinor;
    return takenMinor > 0 ? [{ ...part, amountMinor: takenMinor }] : [];
  });
}

/** What the part has in use of the limit, the temporary bucket last: it is the last to be turned into installments. */
function sharesOf({ agreement, amountMinor }: Part<DraftAgreement>, terms: LineTerms): readonly BucketShare[] {
  const inUse = sharesInUse(agreement.shares, outstandingPrincipal(agreement), terms.limits.bucketRestoreOrder);
  const isTemporary = ({ kind }: BucketShare) => kind === 'TEMPORARY';
  return takeShares(amountMinor, [...inUse.filter((share) => !isTemporary(share)), ...inUse.filter(isTemporary)]);
}

function newAgreement(
  draft: Draft,
  fact: StatementConverted,
  taken: Pick<DraftAgreement, 'principalMinor' | 'shares'>,
  terms: LineTerms,
): DraftAgreement {
  const { billOn, plan } = fact;
  // The day of the cut belongs to the cycle that it begins: its installment stands on the next bill.
  const first = plan.statementInstallmentStart === 'THIS_BILL' ? 2 : 1;
  return agreementFrom(
    { ...fact, ...taken, downPaymentMinor: ZERO, funding: null },
    draft.billDay ?? terms.billDay,
    (nr) => addPeriods(billOn, nr - first, plan.frequency),
  );
}

function moveOut(draft: Draft, part: Part<DraftAgreement>, to: DraftAgreement, terms: LineTerms): void {
  const { agreement, amountMinor, billOn } = part;
  const gone = sharesOf(part, terms);
  const clearingMinor = clearingOf(agreement, draft.asOn);
  const inUseMinor = minor(outstandingPrincipal(agreement) + clearingMinor);
  const inUse = sharesInUse(agreement.shares, inUseMinor, terms.limits.bucketRestoreOrder);
  agreement.shares = inUse.flatMap((share) => {
    const goneMinor = sumShares(gone.filter(({ kind, ref }) => kind === share.kind && ref === share.ref));
    return goneMinor < share.amountMinor ? [{ ...share, amountMinor: minor(share.amountMinor - goneMinor) }] : [];
  });
  let leftMinor: number = amountMinor;
  for (const row of agreement.installments) {
    if (row.billOn !== billOn || row.isCarried) continue;
    const takenMinor = Math.min(leftMinor, openPrincipal(row));
    row.principalMinor = minor(row.principalMinor - takenMinor);
    leftMinor -= takenMinor;
  }
  agreement.convertedMinor = minor(agreement.convertedMinor + amountMinor);
  notePrincipalReduction(draft, agreement, amountMinor);
  move(draft, 'PRINCIPAL_RECEIVABLE', amountMinor, agreement, to);
}

/** The minimum due is what it would be with that much less spend; its percentage is rounded on its own, as printed. */
function shrinkBill(bill: DraftBill, amountMinor: Minor, { minDuePercent, rounding }: LineTerms): void {
  const spendMinor = minor(Math.max(0, bill.percentSpendMinor - amountMinor));
  const percentOf = (ofMinor: Minor): Minor => applyRate(ofMinor, minDuePercent, rounding);
  const lessMinor = percentOf(bill.percentSpendMinor) - percentOf(spendMinor);
  bill.percentSpendMinor = spendMinor;
  bill.balanceMinor = minor(Math.max(0, bill.balanceMinor - amountMinor));
  bill.minDueMinor = minor(Math.max(0, Math.min(bill.minDueMinor - lessMinor, bill.balanceMinor)));
}

/** The first installment is due with the bill, in full. */
function billFirst(draft: Draft, bill: DraftBill, agreement: DraftAgreement): void {
  const row: DraftInstallment | undefined = agreement.installments[0];
  if (row === undefined) return;
  row.billOn = bill.billOn;
  const dueMinor = openOfInstallment(row);
  book(draft, 'FEE_RECEIVABLE', 'FEE_INCOME', row.feeMinor, agreement);
  book(draft, 'INTEREST_RECEIVABLE', 'INTEREST_INCOME', row.interestMinor, agreement);
  bill.balanceMinor = minor(bill.balanceMinor + dueMinor);
  bill.minDueMinor = minor(bill.minDueMinor + dueMinor);
}
