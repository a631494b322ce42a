import { exact } from '../money/decimal.js';
import type { DecimalString } from '../money/decimal.js';
import { minor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { applyRate, roundToMinor } from '../money/rounding.js';
import type { Rounding } from '../money/rounding.js';
import type { RefundCut, RefundRow } from './allocate-refund.js';

/** What becomes of the fees of periods still open. @see products.md section 9, `openFeePolicy` */
export type OpenFeePolicy =
  | { readonly policy: 'KEEP' }
  | { readonly policy: 'PRORATE' }
  | {
      readonly policy: 'RECOMPUTE';
      readonly feeRatePerPeriod: DecimalString;
      /** Financed principal less all refunds set against open principal, this one included. */
      readonly reducedPrincipalMinor: Minor;
    };

export interface OpenFee {
  readonly nr: number;
  readonly feeMinor: Minor;
}

/**
 * Fees of the open installments after a refund. A period that the refund empties loses its fee under every policy;
 * no policy raises a fee. `PRORATE` shrinks a fee as its period's open principal shrinks; `RECOMPUTE` charges the rate on
 * the reduced principal in every period.
 *
 * @param rows the open installments before the refund
 * @param cuts as `allocateRefund` made them from these rows
 * @returns one fee per row, in the order of the rows, in minor units
 * @see products.md section 9, `openFeePolicy`; golden REF-2
 */
export function recomputeOpenFees(
  rows: readonly RefundRow[],
  cuts: readonly RefundCut[],
  feePolicy: OpenFeePolicy,
  rounding: Rounding,
): readonly OpenFee[] {
  const cutOf = new Map(cuts.map((cut) => [cut.nr, cut.amountMinor]));
  return rows.map((row) => ({ nr: row.nr, feeMinor: feeAfter(row, cutOf.get(row.nr) ?? ZERO, feePolicy, rounding) }));
}

function feeAfter(row: RefundRow, cutMinor: Minor, feePolicy: OpenFeePolicy, rounding: Rounding): Minor {
  const { principalOpenMinor, feeOpenMinor } = row;
  // Principal repaid before the refund: its fee is not the refund's business.
  if (principalOpenMinor === 0) return feeOpenMinor;
  const leftMinor = principalOpenMinor - cutMinor;
  if (leftMinor === 0) return ZERO;
  switch (feePolicy.policy) {
    case 'KEEP':
      return feeOpenMinor;
    case 'PRORATE':
      return roundToMinor(exact(feeOpenMinor).times(leftMinor).dividedBy(principalOpenMinor), rounding);
    case 'RECOMPUTE': {
      const feeMinor = applyRate(feePolicy.reducedPrincipalMinor, feePolicy.feeRatePerPeriod, rounding);
      return minor(Math.min(feeOpenMinor, feeMinor));
    }
  }
}
