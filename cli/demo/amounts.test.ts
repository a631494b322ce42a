import { drawWithin, paymentWithin, purchaseWithin, type Bounds } from './amounts.js';

const BOUNDS: Bounds = {
  status: 'ACTIVE',
  availableMinor: 100_000,
  billedMinor: 0,
  minDueOpenMinor: 0,
  overdueMinor: 0,
  daysPastDue: 0,
};

describe('drawWithin', () => {
  test.each([
    ['whole hundreds', 55_555, 12, 100_000, { amountMinor: 50_000, periods: 12 }],
    ['no more than is available', 90_000, 12, 45_000, { amountMinor: 40_000, periods: 12 }],
    ['at least a hundred', 3_000, 3, 100_000, { amountMinor: 10_000, periods: 3 }],
    ['10,000 carry no 12 installments of 1,000', 10_000, 12, 100_000, { amountMinor: 10_000, periods: 6 }],
    ['20,000 do', 20_000, 12, 100_000, { amountMinor: 20_000, periods: 12 }],
    ['nothing below a hundred', 50_000, 3, 9_999, null],
  ] as const)('%s', (_name, amountMinor, periods, availableMinor, expected) => {
    const action = { kind: 'DRAW', planId: 'cash-flat', amountMinor, periods } as const;
    expect(drawWithin(action, { ...BOUNDS, availableMinor })).toEqual(expected);
  });
});

describe('purchaseWithin', () => {
  const installments = { planId: 'order-flat', periods: 3 };
  test.each([
    ['as wished', 30_000, 100_000, { amountMinor: 30_000, installments }],
    ['no more than is available', 300_000, 100_000, { amountMinor: 100_000, installments }],
    ['too small for installments', 30_000, 9_999, { amountMinor: 9_999, installments: null }],
    ['nothing below 1.00', 30_000, 99, null],
  ] as const)('%s', (_name, amountMinor, availableMinor, expected) => {
    const action = { kind: 'PURCHASE', amountMinor, installments, capture: 'AT_ONCE' } as const;
    expect(purchaseWithin(action, { ...BOUNDS, availableMinor })).toEqual(expected);
  });

  test.each([
    ['frozen', { status: 'FROZEN', daysPastDue: 0 }, false],
    ['closed', { status: 'CLOSED', daysPastDue: 0 }, false],
    ['7 days past due', { status: 'ACTIVE', daysPastDue: 7 }, true],
    ['8 days past due', { status: 'ACTIVE', daysPastDue: 8 }, false],
  ] as const)('%s', (_name, line, isTaken) => {
    const buy = { kind: 'PURCHASE', amountMinor: 1_000, installments: null, capture: 'AT_ONCE' } as const;
    const draw = { kind: 'DRAW', planId: 'cash-flat', amountMinor: 10_000, periods: 3 } as const;
    expect(purchaseWithin(buy, { ...BOUNDS, ...line }) !== null).toBe(isTaken);
    expect(drawWithin(draw, { ...BOUNDS, ...line }) !== null).toBe(isTaken);
  });
});

describe('paymentWithin', () => {
  const owed = { ...BOUNDS, billedMinor: 50_000, minDueOpenMinor: 5_000, overdueMinor: 0 };
  test.each([
    ['all', 'ALL', 0, owed, 50_000],
    ['what was wished', 'AT_LEAST_MINIMUM', 20_000, owed, 20_000],
    ['never below the minimum', 'AT_LEAST_MINIMUM', 1_000, owed, 5_000],
    ['never below what is overdue', 'AT_LEAST_MINIMUM', 1_000, { ...owed, overdueMinor: 30_000 }, 30_000],
    ['never above what is billed', 'AT_LEAST_MINIMUM', 80_000, owed, 50_000],
    ['nothing billed', 'ALL', 10_000, BOUNDS, null],
    ['nothing due and nothing wished', 'AT_LEAST_MINIMUM', 0, { ...owed, minDueOpenMinor: 0 }, null],
  ] as const)('%s', (_name, how, amountMinor, bounds, expected) => {
    expect(paymentWithin({ kind: 'PAY', how, amountMinor, method: 'TRANSFER' }, bounds)).toBe(expected);
  });
});
