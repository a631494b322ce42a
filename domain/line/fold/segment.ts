import { allocateByWeights } from '../../money/allocate.js';
import type { Minor } from '../../money/minor.js';
import { isLenderAlone, LENDER, splitAmongFunders, type FundingShare } from '../../plan/funding-shares.js';
import type { PlanTerms, SubProduct } from '../../plan/plan-terms.js';

/** Debt of one product that the same funders carry in the same shares: `PURCHASE`, `CASH_DRAW|LENDER:0.3,bank_b:0.7`. */
export type Segment = string;

export function segmentOf({ subProduct, fundingShares }: Pick<PlanTerms, 'subProduct' | 'fundingShares'>): Segment {
  if (isLenderAlone(fundingShares)) return subProduct;
  return `${subProduct}|${fundingShares.map(({ funderId, share }) => `${funderId}:${share}`).join(',')}`;
}

/** Part of a balance: whose it is. No funder: the line's lender. */
export interface Part {
  readonly product?: SubProduct;
  readonly funder?: string;
  readonly amountMinor: Minor;
}

/**
 * Divides a balance among segments by weight, and each segment's part among its funders by contract share, each time
 * with the largest remainder. A function of the whole balance: what is booked is the difference of two divisions, so
 * the parts never drift from the shares, however many postings there were.
 *
 * @param weights whole numbers by segment; none: nobody bore it, so the line's own
 * @see products.md section 13, co-lending
 */
export function partsOf(balanceMinor: Minor, weights: Readonly<Record<Segment, number>>): readonly Part[] {
  if (balanceMinor === 0) return [];
  const segments = Object.keys(weights).sort();
  const [only] = segments;
  if (only === undefined) return [{ amountMinor: balanceMinor }];
  if (segments.length === 1) return partsOfSegment(balanceMinor, only);
  const amounts = allocateByWeights(
    balanceMinor,
    segments.map((segment) => weights[segment] ?? 0),
  );
  return segments.flatMap((segment, index) => partsOfSegment(amounts[index] ?? balanceMinor, segment));
}

function partsOfSegment(amountMinor: Minor, segment: Segment): readonly Part[] {
  const [product, funding] = segment.split('|') as [SubProduct, string?];
  if (funding === undefined) return [{ product, amountMinor }];
  const shares = funding.split(',').map((text): FundingShare => {
    const [funderId = LENDER, share = '0'] = text.split(':');
    return { funderId, share };
  });
  return splitAmongFunders(amountMinor, shares).map((partMinor, index) => {
    const funder = shares[index]?.funderId ?? LENDER;
    return funder === LENDER ? { product, amountMinor: partMinor } : { product, funder, amountMinor: partMinor };
  });
}
