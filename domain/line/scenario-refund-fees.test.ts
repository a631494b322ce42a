import type { PlanTerms } from '../plan/plan-terms.js';
import { datedAnnualCost } from '../pricing/annual-cost.js';
import { threePaid } from './scenario.js';
import { FLAT, on, TERMS, TestLine } from './testing.js';
import { agreementViews } from './view.js';

const rows = (line: TestLine) => agreementViews(line.state)[0]?.installments ?? [];
const fees = (line: TestLine) => rows(line).map((row) => row.feeMinor);
const dueOn = (nr: number) => on(`2025-${String(nr + 1).padStart(2, '0')}-12`);

describe('charged fees of a refunded purchase', () => {
  // 1200, three paid, 21.60 charged: 350 / 1200 of it is 6.30, of 1000 18.00.
  test.each([
    ['KEEP_CHARGED', 35_000, 0],
    ['KEEP_CHARGED', 120_000, 30_000],
    ['REFUND_PRORATA', 35_000, 630],
    ['REFUND_PRORATA', 100_000, 10_000 + 1_800],
    ['REFUND_PRORATA', 120_000, 30_000 + 2_160],
    ['FULL_REVERSAL_IF_FULL_REFUND', 119_999, 29_999],
    ['FULL_REVERSAL_IF_FULL_REFUND', 120_000, 30_000 + 2_160],
  ] as const)('%s, %i refunded: %i comes back', (chargedFeePolicy, amountMinor, creditedMinor) => {
    const { line, agreementId } = threePaid({ ...FLAT, chargedFeePolicy });
    expect(line.refund(agreementId, amountMinor)).toMatchObject({ creditedMinor });
    const kept = Math.max(0, creditedMinor - Math.max(0, amountMinor - 90_000)) - 2_160;
    expect(line.balance('FEE_INCOME')).toBe(kept);
    expect(line.state.pending.map((movement) => movement.amountMinor)).toEqual(
      creditedMinor > 0 ? [creditedMinor] : [],
    );
  });

  test('in two refunds as in one', () => {
    const { line, agreementId } = threePaid({ ...FLAT, chargedFeePolicy: 'REFUND_PRORATA' });
    expect(line.refund(agreementId, 35_000)).toMatchObject({ creditedMinor: 630 });
    expect(line.refund(agreementId, 85_000)).toMatchObject({ creditedMinor: 30_000 + 2_160 - 630 });
    expect(line.balance('FEE_INCOME')).toBe(0);
  });

  test('what is billed and not paid falls away before anything is given back', () => {
    const { line, agreementId } = threePaid({ ...FLAT, chargedFeePolicy: 'REFUND_PRORATA' });
    line.advance('2025-05-04');
    // 28.80 is charged: 350 / 1200 of it is 8.40, of which 7.20 is not paid
    expect(line.refund(agreementId, 35_000)).toMatchObject({ creditedMinor: 120 });
    expect(fees(line).slice(0, 4)).toEqual([720, 720, 600, 0]);
    expect(line.view()).toMatchObject({ billedMinor: 10_000 });
  });

  test('canceled, they are charged as before', () => {
    const { line, agreementId } = threePaid({ ...FLAT, chargedFeePolicy: 'REFUND_PRORATA' }, null);
    const before = line.view();
    const { refundId } = line.refund(agreementId, 100_000);
    line.do({ type: 'cancelRefund', refundId: refundId as string, reason: 'kept' });
    expect({ ...line.view(), seq: before.seq }).toEqual(before);
  });
});

describe('cost of a refunded purchase', () => {
  const at = (openFeePolicy: PlanTerms['openFeePolicy']) => {
    const plan: PlanTerms = {
      ...FLAT,
      prices: [{ periods: 12, feeRatePerPeriod: '0.0110', annualRate: '0' }],
      openFeePolicy,
    };
    const line = new TestLine('2025-01-05', 1_000_000, TERMS, null);
    const agreementId = line.buy('o1', 120_000, plan, 12);
    for (const nr of [1, 2, 3]) {
      line.advance(dueOn(nr));
      line.pay(11_320);
    }
    line.advance('2025-04-20');
    line.refund(agreementId, 35_000);
    return line;
  };
  const cost = (openFees: readonly number[]) =>
    datedAnnualCost(
      [
        { on: on('2025-01-05'), amountMinor: -120_000 },
        ...[1, 2, 3].map((nr) => ({ on: dueOn(nr), amountMinor: 11_320 })),
        { on: on('2025-04-20'), amountMinor: 35_000 },
        ...[10_000, 10_000, 10_000, 10_000, 10_000, 5_000].map((principalMinor, index) => ({
          on: dueOn(index + 4),
          amountMinor: principalMinor + (openFees[index] ?? 0),
        })),
      ],
      'NOMINAL_IRR',
    );

  test('REF-3: RECOMPUTE needs no clamp', () => {
    expect(fees(at('RECOMPUTE')).slice(3)).toEqual([935, 935, 935, 935, 935, 935, 0, 0, 0]);
  });

  test.each([
    ['PRORATE', [1_320, 1_320, 1_320, 1_320, 1_320, 660]],
    ['KEEP', [1_320, 1_320, 1_320, 1_320, 1_320, 1_320]],
  ] as const)('REF-3: %s is cut until it costs 24 %% a year, the latest fee first', (policy, unclamped) => {
    const clamped = fees(at(policy)).slice(3, 9);
    expect(cost(unclamped).toNumber()).toBeGreaterThan(0.24);
    expect(cost(clamped).toNumber()).toBeLessThanOrEqual(0.24);
    const cutAt = clamped.findIndex((feeMinor, index) => feeMinor !== unclamped[index]);
    const aCentMore = clamped.map((feeMinor, index) => (index === cutAt ? feeMinor + 1 : feeMinor));
    expect(cost(aCentMore).toNumber()).toBeGreaterThan(0.24);
    expect(clamped.slice(cutAt + 1).every((feeMinor) => feeMinor === 0)).toBe(true);
  });

  test('returned two days after the first fee was billed: the fee costs no more than 24 % of that time', () => {
    const line = new TestLine('2025-02-02', 1_000_000, TERMS, null);
    const agreementId = line.buy('o1', 120_000, { ...FLAT, openFeePolicy: 'KEEP' }, 12);
    line.advance('2025-02-04');
    expect(line.view()).toMatchObject({ billedMinor: 10_720 });
    line.refund(agreementId, 120_000);
    // 1200 x (1.02 ^ (24 / 365) - 1) = 1.56, worth a trifle more when it is due on 12 Feb
    expect(line.view()).toMatchObject({ billedMinor: 157, usedMinor: 0 });
  });
});
