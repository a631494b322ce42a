import { exact, type DecimalString } from '../money/decimal.js';
import { minor, type Minor } from '../money/minor.js';
import { applyRate, type Rounding } from '../money/rounding.js';
import type { ScheduleRow } from '../schedule/schedule.js';

/** Who pays charges in the customer's place. @see products.md section 12, `couponFunder` */
export const FEE_FUNDERS = ['MERCHANT', 'PLATFORM'] as const;
export type FeeFunder = (typeof FEE_FUNDERS)[number];

/** That another than the customer pays a share of the fees and interest of an agreement: by a coupon, or by the plan. */
export interface FeeFunding {
  /** Null: the plan says so (`merchantFeeShare`). */
  readonly couponId: string | null;
  readonly funder: FeeFunder;
  /** The merchant, or `PLATFORM`. */
  readonly funderId: string;
  /** Above 0, up to 1. */
  readonly share: DecimalString;
}

/** What the funder pays of one period. */
export interface FundedCharge {
  readonly nr: number;
  readonly amountMinor: Minor;
}

export interface SharedCharges {
  /** What the customer pays. */
  readonly rows: readonly ScheduleRow[];
  readonly funded: readonly FundedCharge[];
}

/**
 * Divides the charges of a schedule between the customer and a funder. The funder's part of each charge is rounded; the
 * customer pays the rest.
 *
 * @param share the funder's, 0 to 1
 * @see products.md section 12; golden PRO-1 (12 x 24.30: the customer pays 337.50 a month, the funder 291.60 in all)
 */
export function shareCharges(rows: readonly ScheduleRow[], share: DecimalString, rounding: Rounding): SharedCharges {
  if (exact(share).isZero()) return { rows, funded: rows.map(({ nr }) => ({ nr, amountMinor: minor(0) })) };
  const shared = rows.map((row) => {
    const feeMinor = applyRate(row.feeMinor, share, rounding);
    const interestMinor = applyRate(row.interestMinor, share, rounding);
    return {
      customer: {
        ...row,
        feeMinor: minor(row.feeMinor - feeMinor),
        interestMinor: minor(row.interestMinor - interestMinor),
      },
      funded: { nr: row.nr, amountMinor: minor(feeMinor + interestMinor) },
    };
  });
  return { rows: shared.map(({ customer }) => customer), funded: shared.map(({ funded }) => funded) };
}
