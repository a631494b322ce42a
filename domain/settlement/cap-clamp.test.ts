import fc from 'fast-check';
import { statementDueDates } from '../calendar/billing-calendar.js';
import { addDays, addMonths, plainDate } from '../calendar/plain-date.js';
import { exact } from '../money/decimal.js';
import { minor } from '../money/minor.js';
import { datedAnnualCost } from '../pricing/annual-cost.js';
import { clampToCap, costLimitOf, payoffCeiling } from './cap-clamp.js';
import type { ActualFlows, CostLimit } from './cap-clamp.js';
import { withTotal } from './payoff.js';

const CAP_24: CostLimit = { annualRate: '0.24', capMethod: 'NOMINAL_IRR' };

/** 1200 taken 5 Jan 2025, three installments of 107.20 paid on time, settled 20 Apr. */
const FLOWS: ActualFlows = {
  drawnOn: plainDate('2025-01-05'),
  principalMinor: minor(120_000),
  payments: ['2025-02-12', '2025-03-12', '2025-04-12'].map((date) => ({
    valuedOn: plainDate(date),
    dueOn: plainDate(date),
    amountMinor: minor(10_720),
  })),
  settledOn: plainDate('2025-04-20'),
  feesPaidMinor: minor(2_160),
};

const quoteOf = (nextFee: number, settlementFee: number, billedFees = 0) =>
  withTotal({
    strategy: 'BILLED_PLUS_NEXT_PLUS_DAILY',
    principalMinor: minor(90_000),
    billedFeesMinor: minor(billedFees),
    nextFeeMinor: minor(nextFee),
    interestMinor: minor(0),
    settlementFeeMinor: minor(settlementFee),
    creditedFeesMinor: minor(0),
  });

describe('clampToCap', () => {
  test.each([
    ['SET-1 is under the cap', 4_569, 4_569, 95_289],
    ['SET-2', 5_289, 4_800, 95_520],
    ['SET-3', 5_760, 4_800, 95_520],
    ['exactly at the ceiling', 4_800, 4_800, 95_520],
    ['a cent above', 4_801, 4_800, 95_520],
  ])('%s', (_id, settlementFee, clampedFee, totalMinor) => {
    expect(clampToCap(quoteOf(720, settlementFee), FLOWS, CAP_24)).toMatchObject({
      principalMinor: 90_000,
      nextFeeMinor: 720,
      settlementFeeMinor: clampedFee,
      creditedFeesMinor: 0,
      totalMinor,
    });
  });

  // Of 922.20 asked; the ceilings are 916.30, 909.91, 903.55, 897.22 and, without any cost, 1200.00 - 3 x 107.20.
  test.each([
    ['0.12', 410, 720, 500, 0, 91_630],
    ['0.10', 0, 491, 500, 0, 90_991],
    ['0.08', 0, 0, 355, 0, 90_355],
    ['0.06', 0, 0, 0, 278, 89_722],
    ['0', 0, 0, 0, 2_160, 87_840],
  ])('at %s cuts the settlement fee, the next fee, billed fees, then credits paid ones', (annualRate, ...expected) => {
    const clamped = clampToCap(quoteOf(720, 1_000, 500), FLOWS, { ...CAP_24, annualRate });
    expect([
      clamped.settlementFeeMinor,
      clamped.nextFeeMinor,
      clamped.billedFeesMinor,
      clamped.creditedFeesMinor,
      clamped.totalMinor,
    ]).toEqual(expected);
  });

  test('credits no more than the fees paid', () => {
    const flows = { ...FLOWS, feesPaidMinor: minor(100) };
    const clamped = clampToCap(quoteOf(0, 0), flows, { ...CAP_24, annualRate: '0' });
    expect(clamped).toMatchObject({ creditedFeesMinor: 100, totalMinor: 89_900 });
  });

  test('never raises a part nor touches the principal', () => {
    fc.assert(
      fc.property(fc.nat(3_000), fc.nat(9_000), fc.nat(3_000), fc.nat(36), (next, settlement, billed, percent) => {
        const quote = quoteOf(next, settlement, billed);
        const limit = { ...CAP_24, annualRate: String(percent / 100) };
        const clamped = clampToCap(quote, FLOWS, limit);
        expect(clamped.principalMinor).toBe(quote.principalMinor);
        expect(clamped.totalMinor).toBe(Math.min(quote.totalMinor, payoffCeiling(FLOWS, limit)));
        expect(clamped.settlementFeeMinor).toBeLessThanOrEqual(quote.settlementFeeMinor);
        expect(clamped.nextFeeMinor).toBeLessThanOrEqual(quote.nextFeeMinor);
        expect(clamped.billedFeesMinor).toBeLessThanOrEqual(quote.billedFeesMinor);
      }),
    );
  });
});

describe('payoffCeiling', () => {
  const noPayments: ActualFlows = { ...FLOWS, payments: [] };

  test('grows by the year: 24 % compounded, or twelve months of 2 %', () => {
    const year = { ...noPayments, settledOn: addDays(FLOWS.drawnOn, 365) };
    expect(payoffCeiling(year, { annualRate: '0.24', capMethod: 'EFFECTIVE_IRR' })).toBe(148_800);
    // 1.02 ^ 12 = 1.268241794...
    expect(payoffCeiling(year, CAP_24)).toBe(152_189);
  });

  test('an installment paid in advance counts at its due date, one paid late at its payment', () => {
    const paid = (valuedOn: string, dueOn: string) =>
      payoffCeiling(
        {
          ...FLOWS,
          payments: [{ valuedOn: plainDate(valuedOn), dueOn: plainDate(dueOn), amountMinor: minor(10_720) }],
        },
        CAP_24,
      );
    expect(paid('2025-02-01', '2025-02-12')).toBe(paid('2025-02-12', '2025-02-12'));
    expect(paid('2025-02-20', '2025-02-12')).toBeGreaterThan(paid('2025-02-12', '2025-02-12'));
    expect(paid('2025-04-15', '2025-05-12')).toBeGreaterThan(paid('2025-04-15', '2025-04-15'));
  });

  test('paying as agreed is not cut by a limit that is off in its last digits', () => {
    const year: ActualFlows = { ...noPayments, settledOn: addDays(FLOWS.drawnOn, 365) };
    const limit: CostLimit = { annualRate: '0.23999999999999999', capMethod: 'EFFECTIVE_IRR' };
    expect(payoffCeiling(year, limit)).toBe(148_800);
  });

  test('is below zero, rounded away from zero, where payments alone cost more', () => {
    const all = { valuedOn: FLOWS.drawnOn, dueOn: FLOWS.drawnOn, amountMinor: minor(120_001) };
    const flows: ActualFlows = { ...FLOWS, payments: [all], settledOn: addMonths(FLOWS.drawnOn, 1) };
    expect(payoffCeiling(flows, CAP_24)).toBe(-2);
  });
});

describe('cost of the actual flows', () => {
  const costPercent = (payoffMinor: number) =>
    datedAnnualCost(
      [
        { on: FLOWS.drawnOn, amountMinor: -120_000 },
        ...FLOWS.payments.map(({ valuedOn, amountMinor }) => ({ on: valuedOn, amountMinor })),
        { on: FLOWS.settledOn, amountMinor: payoffMinor },
      ],
      'NOMINAL_IRR',
    ).times(100);

  test.each([
    ['SET-1', 95_289, '23.29'],
    ['SET-2', 96_009, '25.49'],
    ['SET-3', 96_480, '26.91'],
  ])('%s: a payoff of %i costs %s %% a year', (_id, payoffMinor, percent) => {
    expect(costPercent(payoffMinor).toFixed(2)).toBe(percent);
  });

  test('the ceiling keeps the limit and a minor unit more does not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 3_600 }), (basisPoints) => {
        const annualRate = exact(basisPoints).div(10_000);
        const ceilingMinor = payoffCeiling(FLOWS, { ...CAP_24, annualRate });
        expect(costPercent(ceilingMinor).lte(annualRate.times(100))).toBe(true);
        expect(costPercent(ceilingMinor + 1).gt(annualRate.times(100))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('costLimitOf', () => {
  // SCH-10: bill 3, due 12, from 2 Feb; 1200 in 12 at the fee given.
  const drawnOn = plainDate('2025-02-02');
  const dueDates = statementDueDates(drawnOn, 3, 9, 12, 'MONTHLY_FROM_PURCHASE');
  const agreed = (installmentMinor: number) => [
    { on: drawnOn, amountMinor: -120_000 },
    ...dueDates.map((on) => ({ on, amountMinor: installmentMinor })),
  ];

  test('is the cap where the agreed schedule costs less', () => {
    expect(costLimitOf('0.24', 'NOMINAL_IRR', agreed(10_720))).toEqual(CAP_24);
  });

  test('SCH-10: is the cost of the agreed schedule where that is more, and paying as agreed is not cut', () => {
    const limit = costLimitOf('0.24', 'NOMINAL_IRR', agreed(11_320));
    expect(exact(limit.annualRate).times(100).toFixed(2)).toBe('26.61');
    const paid = dueDates.slice(0, 11).map((on) => ({ valuedOn: on, dueOn: on, amountMinor: minor(11_320) }));
    const flows: ActualFlows = {
      drawnOn,
      principalMinor: minor(120_000),
      payments: paid,
      settledOn: dueDates.at(-1)!,
      feesPaidMinor: minor(14_520),
    };
    expect(payoffCeiling(flows, limit)).toBe(11_320);
    expect(payoffCeiling(flows, CAP_24)).toBeLessThan(11_320);
  });
});
