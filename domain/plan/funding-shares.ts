import { allocateByWeights } from '../money/allocate.js';
import { exact, Exact } from '../money/decimal.js';
import type { Minor } from '../money/minor.js';

/** The part of an agreement that one funder carries. `share` is an exact decimal, `"0.70"` is 70 %. */
export interface FundingShare {
  /** `LENDER` is the lender of the line, whichever that is; any other name is a partner. */
  readonly funderId: string;
  readonly share: string;
}

/** Names the lender of the line among the funders of a plan. */
export const LENDER = 'LENDER';

/** The default: no partner. */
export const LENDER_ALONE: readonly FundingShare[] = [{ funderId: LENDER, share: '1' }];

/** Least share of a funder of a co-lent agreement. @see products.md section 13 */
const SHARE_MIN = '0.30';
const FUNDER_ID = /^[A-Za-z0-9_-]{1,64}$/;

export const isLenderAlone = (shares: readonly FundingShare[]): boolean =>
  shares.length === 1 && shares[0]?.funderId === LENDER;

/**
 * What is wrong with the funding shares of a plan, or null.
 *
 * @see products.md section 13, `fundingShares`
 */
export function faultOfFunding(shares: readonly FundingShare[]): string | null {
  if (shares.length === 0) return 'name at least one funder';
  if (new Set(shares.map(({ funderId }) => funderId)).size < shares.length) return 'name each funder once';
  if (!shares.every(({ funderId }) => FUNDER_ID.test(funderId)))
    return 'write a funder as 1 to 64 letters, digits, hyphens or underscores';
  if (!shares.every(({ share }) => /^(?:0|1)(?:\.\d+)?$/.test(share))) return 'write a share as a decimal from 0 to 1';
  if (shares.some(({ share }) => exact(share).lessThan(SHARE_MIN)))
    return `give every funder at least ${SHARE_MIN}: co-lending is at least 30/70`;
  const sum = shares.reduce((total, { share }) => total.plus(share), new Exact(0));
  return sum.equals(1) ? null : `let the shares sum to 1; they sum to ${sum.toString()}`;
}

/**
 * Splits a balance among the funders by contract share with the largest remainder: one amount per share, in their order.
 *
 * @see products.md section 13: 100.01 at 30/70 is 30.00 + 70.01
 */
export const splitAmongFunders = (amountMinor: Minor, shares: readonly FundingShare[]): readonly Minor[] =>
  allocateByWeights(
    amountMinor,
    shares.map(({ share }) => share),
  );
