import type { PlainDate } from '../../calendar/plain-date.js';
import { splitEqually } from '../../money/allocate.js';
import { minor, sumMinor, type Minor } from '../../money/minor.js';
import type { PlanTerms } from '../../plan/plan-terms.js';
import type { RefundCut, RefundRow } from '../../refund/allocate-refund.js';
import { recomputeOpenFees } from '../../refund/open-fees.js';
import { bearsInterest } from '../../schedule/schedule-terms.js';
import type { FundedPeriod, FundedCharges } from '../position-types.js';
import { bookFunded, type Draft, type DraftAgreement } from './draft.js';
import { feePolicy, repricedInterest, type ScheduledRow } from './reprice-open.js';

/** What the funder owes of a period becomes income with the next bill of the line, whatever the customer pays on it. */
export function earnFunded(draft: Draft, billOn: PlainDate): void {
  for (const agreement of draft.agreements) {
    const { funding } = agreement;
    if (funding === null) continue;
    const cut = new Set(agreement.installments.filter((row) => row.anchorOn < billOn).map(({ nr }) => nr));
    const due = funding.charges.filter((each) => cut.has(each.nr));
    bookFunded(draft, agreement, sumMinor(due.map(openFunded)));
    agreement.funding = changed(funding, (each) =>
      cut.has(each.nr) ? { ...each, earnedMinor: each.amountMinor } : each,
    );
  }
}

/** Periods that will not come: the funder owes nothing for them, and neither does anyone else. */
export function endFunded(agreement: DraftAgreement): void {
  if (agreement.funding === null) return;
  agreement.funding = changed(agreement.funding, (each) => ({ ...each, amountMinor: each.earnedMinor }));
}

/** Gives earned charges back to the funder, the latest first. */
export function returnFunded(draft: Draft, agreement: DraftAgreement, amountMinor: Minor): void {
  if (agreement.funding === null) return;
  let leftMinor: number = amountMinor;
  const charges = agreement.funding.charges.toReversed().map((each): FundedPeriod => {
    const partMinor = Math.min(leftMinor, each.earnedMinor);
    leftMinor -= partMinor;
    const earnedMinor = minor(each.earnedMinor - partMinor);
    return { ...each, earnedMinor, amountMinor: minor(each.amountMinor - partMinor) };
  });
  bookFunded(draft, agreement, minor(leftMinor - amountMinor));
  agreement.funding = { ...agreement.funding, charges: charges.toReversed() };
}

/** What the funder has been charged so far. Minor units. */
export const earnedOf = (funding: FundedCharges | null): Minor =>
  sumMinor((funding?.charges ?? []).map((each) => each.earnedMinor));

/** What principal was before it fell, and where it fell. */
export interface FallOfPrincipal {
  readonly rows: readonly RefundRow[];
  readonly cuts: readonly RefundCut[];
  readonly scheduled: readonly ScheduledRow[];
}

/** The funder's part of the periods to come follows the principal as the customer's part does. */
export function repriceFunded(
  agreement: DraftAgreement,
  { rows, cuts, scheduled }: FallOfPrincipal,
  policy: PlanTerms['openFeePolicy'],
): void {
  const { funding, plan } = agreement;
  if (funding === null) return;
  const openOf = new Map(funding.charges.map((each) => [each.nr, openFunded(each)]));
  const repriced = bearsInterest(plan)
    ? repricedInterest(agreement, scheduled, (row) => openOf.get(row.nr) ?? minor(0))
    : new Map(
        recomputeOpenFees(
          rows.map((row) => ({ ...row, feeOpenMinor: openOf.get(row.nr) ?? minor(0) })),
          cuts,
          feePolicy(agreement, policy, funding.share),
          plan.rounding,
        ).map(({ nr, feeMinor }) => [nr, feeMinor]),
      );
  agreement.funding = changed(funding, (each) => ({
    ...each,
    amountMinor: minor(each.earnedMinor + (repriced.get(each.nr) ?? openFunded(each))),
  }));
}

/** Another number of periods: what the funder still owes is spread over them; a longer term never costs it more. */
export function respreadFunded(agreement: DraftAgreement, gone: readonly number[], come: readonly number[]): void {
  const { funding, plan } = agreement;
  if (funding === null) return;
  const restMinor = sumMinor(funding.charges.filter(({ nr }) => gone.includes(nr)).map(openFunded));
  const parts = splitEqually(restMinor, come.length, plan.residuePlacement);
  const kept = funding.charges
    .map((each) => (gone.includes(each.nr) ? { ...each, amountMinor: each.earnedMinor } : each))
    .filter((each) => each.amountMinor > 0 && !come.includes(each.nr));
  const added = come.map((nr, index) => {
    const earnedMinor = funding.charges.find((each) => each.nr === nr)?.earnedMinor ?? minor(0);
    return { nr, earnedMinor, amountMinor: minor(earnedMinor + (parts[index] ?? 0)) };
  });
  agreement.funding = { ...funding, charges: [...kept, ...added] };
}

const openFunded = ({ amountMinor, earnedMinor }: FundedPeriod): Minor => minor(amountMinor - earnedMinor);

const changed = (funding: FundedCharges, change: (each: FundedPeriod) => FundedPeriod): FundedCharges => ({
  ...funding,
  charges: funding.charges.map(change),
});
