import { minor, sumMinor } from '../../../domain/money/minor.js';
import type { Minor } from '../../../domain/money/minor.js';
import { allocateRefund } from '../../../domain/refund/allocate-refund.js';
import type { RefundRow } from '../../../domain/refund/allocate-refund.js';
import { recomputeOpenFees } from '../../../domain/refund/open-fees.js';
import type { OpenFeePolicy } from '../../../domain/refund/open-fees.js';
import { flatFeeSchedule } from '../../../domain/schedule/flat-fee.js';
import type { Answers } from '../family.js';
import { choiceOf, countOf, majorOf, minorOf, numberOf } from '../read-vectors.js';
import type { VectorFields } from '../read-vectors.js';

/** A refund on a flat-fee agreement whose first periods are paid. */
export function goldenRefund(input: VectorFields): Answers {
  const rows = openedRows(input);
  const paid = rows.filter((row) => row.isPaid);
  const open = rows.filter((row) => !row.isPaid);
  const strategy = choiceOf(input, 'strategy', ['LAST_FIRST', 'PRO_RATA', 'NEXT_FIRST']);
  const { cuts, beyondMinor } = allocateRefund(open, minorOf(input, 'refund_amount'), strategy);
  const againstOpenMinor = sumMinor(cuts.map((cut) => cut.amountMinor));
  const fees = recomputeOpenFees(open, cuts, policyOf(input, againstOpenMinor), 'HALF_UP');
  const left = open.map((row, index) => ({
    nr: row.nr,
    principalMinor: minor(row.principalOpenMinor - (cuts.find((cut) => cut.nr === row.nr)?.amountMinor ?? 0)),
    feeMinor: fees[index]!.feeMinor,
  }));
  return {
    open_rows: left.map(({ nr, principalMinor, feeMinor }) => ({
      nr,
      principal: majorOf(principalMinor),
      fee: majorOf(feeMinor),
    })),
    remaining_principal: majorOf(sumMinor(left.map((row) => row.principalMinor))),
    remaining_fees: majorOf(sumMinor(left.map((row) => row.feeMinor))),
    charged_fees_kept: majorOf(sumMinor(paid.map((row) => row.feeMinor))),
    limit_restored: majorOf(againstOpenMinor),
    cash_back: majorOf(beyondMinor),
  };
}

interface GoldenRow extends RefundRow {
  readonly isPaid: boolean;
  readonly feeMinor: Minor;
}

function openedRows(input: VectorFields): readonly GoldenRow[] {
  const paidPeriods = countOf(input, 'paid_periods');
  const terms = {
    feeRatePerPeriod: numberOf(input, 'fee_rate_per_period').toFixed(),
    rounding: 'HALF_UP',
    residuePlacement: 'LAST',
  } as const;
  return flatFeeSchedule(terms, minorOf(input, 'principal'), countOf(input, 'periods')).map((row) => {
    const isPaid = row.nr <= paidPeriods;
    return {
      nr: row.nr,
      isPaid,
      feeMinor: row.feeMinor,
      principalOpenMinor: minor(isPaid ? 0 : row.principalMinor),
      feeOpenMinor: minor(isPaid ? 0 : row.feeMinor),
      principalOriginalMinor: row.principalMinor,
    };
  });
}

function policyOf(input: VectorFields, againstOpenMinor: Minor): OpenFeePolicy {
  const policy = choiceOf(input, 'open_fee_policy', ['KEEP', 'PRORATE', 'RECOMPUTE']);
  if (policy !== 'RECOMPUTE') return { policy };
  return {
    policy,
    feeRatePerPeriod: numberOf(input, 'fee_rate_per_period').toFixed(),
    reducedPrincipalMinor: minor(minorOf(input, 'principal') - againstOpenMinor),
  };
}
