import fc from 'fast-check';
import { minor, sumMinor } from '../money/minor.js';
import { allocateRefund } from './allocate-refund.js';
import type { RefundRow } from './allocate-refund.js';
import { recomputeOpenFees } from './open-fees.js';
import type { OpenFeePolicy } from './open-fees.js';

const row = (nr: number, open: number, fee = 720): RefundRow => ({
  nr,
  principalOpenMinor: minor(open),
  feeOpenMinor: minor(fee),
  principalOriginalMinor: minor(10_000),
});

const OPEN_ROWS = Array.from({ length: 9 }, (_, i) => row(i + 4, 10_000));
const RECOMPUTE_850: OpenFeePolicy = {
  policy: 'RECOMPUTE',
  feeRatePerPeriod: '0.006',
  reducedPrincipalMinor: minor(85_000),
};

describe('recomputeOpenFees', () => {
  // Fees of the whole agreement: 21.60 charged in #1 to #3 and these.
  test.each<[string, OpenFeePolicy, number[], number]>([
    ['REF-2 RECOMPUTE', RECOMPUTE_850, [510, 510, 510, 510, 510, 510, 0, 0, 0], 5_220],
    ['REF-2 PRORATE', { policy: 'PRORATE' }, [720, 720, 720, 720, 720, 360, 0, 0, 0], 6_120],
    ['REF-2 KEEP', { policy: 'KEEP' }, [720, 720, 720, 720, 720, 720, 0, 0, 0], 6_480],
  ])('%s', (_id, policy, expected, totalMinor) => {
    const { cuts } = allocateRefund(OPEN_ROWS, minor(35_000), 'LAST_FIRST');
    const fees = recomputeOpenFees(OPEN_ROWS, cuts, policy, 'HALF_UP').map((fee) => fee.feeMinor);
    expect(fees).toEqual(expected);
    expect(2_160 + sumMinor(fees)).toBe(totalMinor);
  });

  test('REF-3 RECOMPUTE at 1.1 %', () => {
    const rows = OPEN_ROWS.map((each) => ({ ...each, feeOpenMinor: minor(1_320) }));
    const { cuts } = allocateRefund(rows, minor(35_000), 'LAST_FIRST');
    const policy: OpenFeePolicy = { ...RECOMPUTE_850, feeRatePerPeriod: '0.011' };
    expect(recomputeOpenFees(rows, cuts, policy, 'HALF_UP')[0]).toEqual({ nr: 4, feeMinor: 935 });
  });

  test('PRORATE after PRORATE is the share of what the period first had', () => {
    // 100.00 with 7.20: 50.00 left with 3.60, then 25.00 left with 1.80.
    const fees = recomputeOpenFees(
      [row(9, 5_000, 360)],
      [{ nr: 9, amountMinor: minor(2_500) }],
      { policy: 'PRORATE' },
      'HALF_UP',
    );
    expect(fees).toEqual([{ nr: 9, feeMinor: 180 }]);
  });

  test('PRORATE rounds as the terms say', () => {
    const rows = [row(9, 10_000, 5)];
    const cuts = [{ nr: 9, amountMinor: minor(5_000) }];
    expect(recomputeOpenFees(rows, cuts, { policy: 'PRORATE' }, 'HALF_UP')).toEqual([{ nr: 9, feeMinor: 3 }]);
    expect(recomputeOpenFees(rows, cuts, { policy: 'PRORATE' }, 'HALF_EVEN')).toEqual([{ nr: 9, feeMinor: 2 }]);
  });

  test('a fee whose principal was repaid before the refund stays', () => {
    expect(recomputeOpenFees([row(4, 0)], [], { policy: 'PRORATE' }, 'HALF_UP')).toEqual([{ nr: 4, feeMinor: 720 }]);
  });

  test('a fee that is smaller already is not raised', () => {
    expect(recomputeOpenFees([row(4, 10_000, 100)], [], RECOMPUTE_850, 'HALF_UP')).toEqual([{ nr: 4, feeMinor: 100 }]);
  });

  test('no policy raises a fee', () => {
    const policies = fc.constantFrom<OpenFeePolicy>({ policy: 'KEEP' }, { policy: 'PRORATE' }, RECOMPUTE_850);
    const strategies = fc.constantFrom('LAST_FIRST', 'PRO_RATA', 'NEXT_FIRST');
    fc.assert(
      fc.property(fc.nat(100_000), policies, strategies, (refundMinor, policy, strategy) => {
        const { cuts } = allocateRefund(OPEN_ROWS, minor(refundMinor), strategy);
        for (const { feeMinor } of recomputeOpenFees(OPEN_ROWS, cuts, policy, 'HALF_UP')) {
          expect(feeMinor).toBeLessThanOrEqual(720);
          expect(feeMinor).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
