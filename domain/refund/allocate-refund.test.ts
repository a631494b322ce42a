import fc from 'fast-check';
import { minor, sumMinor } from '../money/minor.js';
import { allocateRefund, paidSlicesOf } from './allocate-refund.js';
import type { RefundCut, RefundRow, RefundStrategy } from './allocate-refund.js';

const STRATEGIES = ['LAST_FIRST', 'PRO_RATA', 'NEXT_FIRST'] as const satisfies readonly RefundStrategy[];

/** A flat-fee agreement with its first periods paid. */
function rowsAfter(paidPeriods: number, principals: readonly number[], feeMinor: number): readonly RefundRow[] {
  return principals.map((principal, i) => ({
    nr: i + 1,
    principalOpenMinor: minor(i < paidPeriods ? 0 : principal),
    feeOpenMinor: minor(i < paidPeriods ? 0 : feeMinor),
    principalOriginalMinor: minor(principal),
  }));
}

const TWELVE = rowsAfter(
  3,
  Array.from({ length: 12 }, () => 10_000),
  720,
);
const openAfter = (rows: readonly RefundRow[], cuts: readonly RefundCut[]) =>
  rows.map((row) => row.principalOpenMinor - (cuts.find((cut) => cut.nr === row.nr)?.amountMinor ?? 0));

describe('allocateRefund', () => {
  test.each<[string, number, RefundStrategy, number[]]>([
    ['REF-1', 35_000, 'LAST_FIRST', [10_000, 10_000, 10_000, 10_000, 10_000, 5_000, 0, 0, 0]],
    ['REF-4', 35_000, 'PRO_RATA', [6_112, 6_112, 6_112, 6_112, 6_112, 6_112, 6_112, 6_112, 6_104]],
    ['REF-5', 35_000, 'NEXT_FIRST', [0, 0, 0, 5_000, 10_000, 10_000, 10_000, 10_000, 10_000]],
  ])('%s', (_id, refundMinor, strategy, openFromFour) => {
    const { cuts, beyondMinor } = allocateRefund(TWELVE, minor(refundMinor), strategy);
    expect(openAfter(TWELVE, cuts).slice(3)).toEqual(openFromFour);
    expect(sumMinor(cuts.map((cut) => cut.amountMinor))).toBe(refundMinor);
    expect(beyondMinor).toBe(0);
  });

  test('REF-6', () => {
    const { cuts, beyondMinor } = allocateRefund(TWELVE, minor(100_000), 'LAST_FIRST');
    expect(openAfter(TWELVE, cuts).every((open) => open === 0)).toBe(true);
    expect(sumMinor(cuts.map((cut) => cut.amountMinor))).toBe(90_000);
    expect(beyondMinor).toBe(10_000);
    expect(paidSlicesOf(TWELVE, beyondMinor)).toEqual([{ nr: 3, amountMinor: 10_000 }]);
  });

  test('reads the rows by number, in whatever order they come', () => {
    const { cuts } = allocateRefund(TWELVE.toReversed(), minor(12_000), 'NEXT_FIRST');
    expect(cuts).toEqual([
      { nr: 4, amountMinor: 10_000 },
      { nr: 5, amountMinor: 2_000 },
    ]);
  });

  test('pro rata: a residue that the last installment cannot take goes further back', () => {
    const rows = rowsAfter(0, [3, 3, 3, 1], 0);
    // Of 9 in 10: 2, 2, 2, 0 cut down; of the 3 left over the last takes 1 and the one before it 1, then #2.
    expect(allocateRefund(rows, minor(9), 'PRO_RATA').cuts.map((cut) => cut.amountMinor)).toEqual([2, 3, 3, 1]);
  });

  test.each(STRATEGIES)('%s: nothing open, all of the refund is beyond', (strategy) => {
    const paid = rowsAfter(3, [100, 100, 100], 7);
    expect(allocateRefund(paid, minor(50), strategy)).toEqual({ cuts: [], beyondMinor: 50 });
  });

  test('keeps the refund whole and cuts no more than is open', () => {
    const principals = fc.array(fc.nat(3_000_000_000), { minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(
        principals,
        fc.nat(30),
        fc.nat(6_000_000_000),
        fc.constantFrom(...STRATEGIES),
        (each, paid, amount, by) => {
          const rows = rowsAfter(Math.min(paid, each.length), each, 0);
          const { cuts, beyondMinor } = allocateRefund(rows, minor(amount), by);
          const openMinor = sumMinor(rows.map((row) => row.principalOpenMinor));
          expect(sumMinor(cuts.map((cut) => cut.amountMinor)) + beyondMinor).toBe(amount);
          expect(beyondMinor).toBe(Math.max(0, amount - openMinor));
          expect(cuts.every((cut) => cut.amountMinor > 0)).toBe(true);
          expect(Math.min(...openAfter(rows, cuts))).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  test('refuses a negative refund and rows that cannot be', () => {
    expect(() => allocateRefund(TWELVE, minor(-1), 'LAST_FIRST')).toThrow(/refundMinor: -1/);
    const row = { nr: 1, principalOpenMinor: minor(2), feeOpenMinor: minor(0), principalOriginalMinor: minor(1) };
    expect(() => allocateRefund([row], minor(1), 'LAST_FIRST')).toThrow(/row 1: open 2/);
    expect(() => allocateRefund([{ ...row, principalOpenMinor: minor(-1) }], minor(1), 'LAST_FIRST')).toThrow(/row 1/);
  });
});

describe('paidSlicesOf', () => {
  test('goes from the latest paid installment back', () => {
    expect(paidSlicesOf(TWELVE, minor(25_000))).toEqual([
      { nr: 1, amountMinor: 5_000 },
      { nr: 2, amountMinor: 10_000 },
      { nr: 3, amountMinor: 10_000 },
    ]);
  });

  test('all that was repaid can go back, a cent more cannot', () => {
    expect(paidSlicesOf(TWELVE, minor(30_000))).toHaveLength(3);
    expect(() => paidSlicesOf(TWELVE, minor(30_001))).toThrow(/1 more than was repaid/);
  });
});
