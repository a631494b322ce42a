import { minor } from '../money/minor.js';
import type { LineTerms } from '../plan/plan-terms.js';
import type { PlanTerms } from '../plan/plan-terms.js';
import { agenda } from './agenda.js';
import { CASH, FLAT, PAY_LATER, TERMS, TestLine } from './testing.js';

const lineWith = (change: Partial<LineTerms>, openedOn = '2025-01-05'): TestLine =>
  new TestLine(openedOn, 2_000_000, { ...TERMS, ...change });

/** What was paid of each installment: principal and fee. */
const paid = (line: TestLine): readonly (readonly [number, number])[] =>
  line.state.book.position.agreements.flatMap(({ installments }) =>
    installments.map((row) => [row.principalPaidMinor, row.feePaidMinor] as const),
  );

describe('money beyond what is due', () => {
  /** 1200 in 3 at 0.6 %: 400.00 and 7.20 a month; 500.00 paid on the first bill of 407.20. */
  const prepaid = (futureRule: LineTerms['futureRule']): TestLine => {
    const line = lineWith({ futureRule });
    line.buy('o1', 120_000, FLAT, 3);
    line.advance('2025-02-10');
    line.pay(50_000);
    return line;
  };

  test.each([
    ['CREDIT_UNTIL_DUE', [40_000, 720], [0, 0], [0, 0], 9_280],
    ['NEXT', [40_000, 720], [8_560, 720], [0, 0], 0],
    ['LAST', [40_000, 720], [0, 0], [8_560, 720], 0],
    // 92.80: both fees of 7.20, then 78.40 in halves
    ['SPREAD_EVENLY', [40_000, 720], [3_920, 720], [3_920, 720], 0],
  ] as const)('%s', (rule, first, second, third, creditMinor) => {
    const line = prepaid(rule);
    expect(paid(line)).toEqual([first, second, third]);
    expect(line.view()).toMatchObject({ creditMinor, billedMinor: 0 });
    expect(0 - line.balance('FEE_INCOME')).toBe(first[1] + second[1] + third[1]);
  });

  test('what was paid in advance is not billed again, and all bills together ask for the agreed', () => {
    const line = prepaid('NEXT');
    line.advance('2025-03-04');
    expect(line.state.latestStatement).toMatchObject({ installmentsMinor: 31_440, balanceMinor: 31_440 });
    line.pay(31_440);
    line.advance('2025-04-04');
    line.pay(40_720);
    expect(line.advance('2026-04-04')).toEqual([]);
    expect([0 - line.balance('FEE_INCOME'), line.balance('FEE_RECEIVABLE')]).toEqual([2_160, 0]);
  });

  test('a bounced payment takes what it prepaid back', () => {
    const line = lineWith({ futureRule: 'SPREAD_EVENLY' });
    line.buy('o1', 120_000, FLAT, 3);
    line.advance('2025-02-10');
    const before = line.view();
    const paymentId = line.pay(50_000);
    line.do({ type: 'reversePayment', paymentId, reason: 'bounced' });
    expect(line.view()).toMatchObject({ billedMinor: before.billedMinor, ledger: before.ledger });
  });

  test('an agreement that was prepaid in part can be settled', () => {
    const line = prepaid('LAST');
    const agreementId = line.state.book.position.agreements[0]?.agreementId ?? '';
    line.advance('2025-02-20');
    line.settle(agreementId, line.payoff(agreementId) ?? 0);
    expect(line.view()).toMatchObject({ usedMinor: 0, creditMinor: 0 });
  });
});

describe('times by kind of payment', () => {
  test('a transfer may go to what is in advance first, a debit to what is due', () => {
    const waterfallTimes = {
      DEFAULT: ['PAST_DUE', 'DUE', 'IN_ADVANCE'],
      TRANSFER: ['IN_ADVANCE', 'PAST_DUE', 'DUE'],
    } as const;
    const line = lineWith({ futureRule: 'NEXT', waterfallTimes });
    line.buy('o1', 120_000, FLAT, 3);
    line.advance('2025-02-10');
    line.pay(10_000);
    expect(paid(line)).toEqual([
      [0, 0],
      [9_280, 720],
      [0, 0],
    ]);
    line.do({
      type: 'pay',
      amountMinor: 10_000,
      currency: 'CNY',
      method: { kind: 'DEBIT', accountRef: 'acc_t' },
      valueOn: null,
    });
    line.answer('SUCCEEDED');
    expect(paid(line)[0]).toEqual([9_280, 720]);
  });
});

describe('principal first from a number of days past due', () => {
  /** 1000.00 in 3 at 2 %: one bill of 333.33 and 20.00, and late charges. */
  const paidAt = (date: string): readonly (readonly [number, number])[] => {
    const line = lineWith({ principalFirstFromDpd: 91, waterfallAcross: 'COMPONENT_FIRST' });
    line.buy('o1', 100_000, FLAT, 3);
    line.advance(date);
    line.pay(20_000);
    return paid(line);
  };

  test('WAT-1: at DPD 90 charges first, at DPD 91 principal', () => {
    // Due 12 February: 13 May is day 90. Fees 6.00 on each of the three bills come before principal.
    const [first90, ...rest90] = paidAt('2025-05-13');
    expect([first90?.[1], ...rest90.map(([, fee]) => fee)]).toEqual([600, 600, 600]);
    expect(first90?.[0]).toBeLessThan(20_000 - 1_800);
    expect(paidAt('2025-05-14')).toEqual([
      [20_000, 0],
      [0, 0],
      [0, 0],
    ]);
  });
});

describe('which balance money prefers', () => {
  const CASH_25: PlanTerms = {
    ...CASH,
    amortization: 'LEVEL_PRINCIPAL',
    annualCap: '0.36',
    prices: [{ periods: 1, feeRatePerPeriod: '0', annualRate: '0.24' }],
  };
  /** Purchases of 1000, which carry 18.25 %, and cash of 300 at 24 %, with 6.00 of interest. */
  const both = (change: Partial<LineTerms>): TestLine => {
    const line = lineWith({ minDuePercent: '0.05', ...change });
    line.buy('o1', 100_000, PAY_LATER);
    line.do({ type: 'draw', amountMinor: 30_000, currency: 'CNY', plan: CASH_25, periods: 1, accountRef: 'acc_t' });
    line.answer('SUCCEEDED');
    line.advance('2025-02-10');
    return line;
  };
  const principalPaid = (line: TestLine): readonly number[] => paid(line).map(([principal]) => principal);

  test('WAT-2: the minimum to the lowest rate, what is above it to the highest', () => {
    const line = both({ aboveMinimum: 'HIGHEST_RATE_FIRST' });
    const minDueMinor = line.view().minDueMinor;
    // 5 % of 1000.00 and the cash, which is billed as an installment with its interest
    expect(minDueMinor).toBe(5_000 + 30_600);
    line.pay(minDueMinor);
    expect(principalPaid(line)).toEqual([minDueMinor - 600, 0]);
    line.pay(45_000);
    expect(principalPaid(line)).toEqual([minDueMinor - 600 + 15_000, 30_000]);
  });

  test('the same for money in one payment', () => {
    const line = both({ aboveMinimum: 'HIGHEST_RATE_FIRST' });
    line.pay(line.view().minDueMinor + 45_000);
    expect(principalPaid(line)).toEqual([35_600 - 600 + 15_000, 30_000]);
  });

  test('SAME: the agreement that was formed first', () => {
    const line = both({});
    line.pay(50_600);
    expect(principalPaid(line)).toEqual([50_000, 0]);
  });

  test('cash before purchases while nothing is overdue, not after', () => {
    const current = both({ cashBeforePurchase: true });
    current.pay(20_600);
    expect(principalPaid(current)).toEqual([0, 20_000]);
    const late = both({ cashBeforePurchase: true });
    late.advance('2025-02-13');
    late.pay(20_600 + late.view().billedMinor - 130_600);
    expect(principalPaid(late)[1]).toBe(0);
  });
});

describe('an over-payment that goes back', () => {
  const REFUND_7 = { overpayment: { kind: 'REFUND_AFTER_DAYS', days: 7 } } as const;

  test('is paid out after the days, once', () => {
    const line = lineWith(REFUND_7);
    line.pay(10_000);
    expect(line.advance('2025-01-11', '23:59')).toEqual([]);
    expect(line.advance('2025-01-12', '00:00')).toEqual(['payoutRequested']);
    expect(line.events.at(-1)).toMatchObject({ amountMinor: 10_000, reason: 'OVERPAYMENT' });
    line.answer('SUCCEEDED');
    expect(line.view().creditMinor).toBe(0);
    expect(agenda(line.state)).toEqual([]);
  });

  test('a payout that the bank cannot make is not tried for ever', () => {
    const line = lineWith(REFUND_7);
    line.pay(10_000);
    line.advance('2025-01-12');
    line.answer('INSUFFICIENT_FUNDS');
    expect(line.view().creditMinor).toBe(10_000);
    expect(agenda(line.state)).toEqual([]);
  });

  test('credit that a bill uses in time stays', () => {
    const line = lineWith(REFUND_7, '2025-01-29');
    line.buy('o1', 10_000);
    line.pay(10_000);
    expect(line.advance('2026-01-01')).toEqual(['statementCut']);
  });

  test('without an account on file it stays credit', () => {
    const line = new TestLine('2025-01-05', 1_000_000, { ...TERMS, ...REFUND_7 }, null);
    line.pay(minor(10_000));
    expect(line.advance('2026-01-01')).toEqual([]);
  });
});
