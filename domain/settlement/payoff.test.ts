import fc from 'fast-check';
import { addDays, addMonths, plainDate } from '../calendar/plain-date.js';
import { splitEqually } from '../money/allocate.js';
import { minor, sumMinor } from '../money/minor.js';
import { applyRate } from '../money/rounding.js';
import { payoff } from './payoff.js';
import { principalDays } from './principal-days.js';
import type { PayoffInput, PayoffTerms } from './payoff-terms.js';

const TERMS: PayoffTerms = {
  strategies: ['SAME_DAY_FREE', 'BILLED_PLUS_NEXT_PLUS_DAILY'],
  settlementDailyRate: '0.00065',
  settlementFeeOffset: 'ALL_FEES_CHARGED',
  interestDailyRate: '0.0003',
  rounding: 'HALF_UP',
};

/** 1200, 12 x 0.6 %, taken 5 Jan 2025, bill day 3: #1 to #3 paid on their due dates, settled 20 Apr. */
const SET_1: PayoffInput = {
  drawnOn: plainDate('2025-01-05'),
  principalMinor: minor(120_000),
  rows: Array.from({ length: 12 }, (_, i) => ({
    nr: i + 1,
    principalOpenMinor: minor(i < 3 ? 0 : 10_000),
    feeOpenMinor: minor(i < 3 ? 0 : 720),
    feePaidMinor: minor(i < 3 ? 720 : 0),
    isBilled: i < 3,
  })),
  reductions: ['2025-02-12', '2025-03-12', '2025-04-12'].map((date) => ({
    valuedOn: plainDate(date),
    amountMinor: minor(10_000),
  })),
  settledOn: plainDate('2025-04-20'),
  interestToDateMinor: minor(0),
  endsOn: plainDate('2026-01-05'),
};

/** The same agreement with nothing paid and the first bills issued. */
function unpaid(billed: number, settledOn: string): PayoffInput {
  const rows = SET_1.rows.map((row, i) => ({
    ...row,
    principalOpenMinor: minor(10_000),
    feeOpenMinor: minor(720),
    feePaidMinor: minor(0),
    isBilled: i < billed,
  }));
  return { ...SET_1, rows, reductions: [], settledOn: plainDate(settledOn) };
}

describe('payoff', () => {
  test('SET-1', () => {
    expect(principalDays(SET_1)).toBe(11_460_000);
    expect(payoff(SET_1, TERMS)).toEqual({
      strategy: 'BILLED_PLUS_NEXT_PLUS_DAILY',
      principalMinor: 90_000,
      billedFeesMinor: 0,
      nextFeeMinor: 720,
      interestMinor: 0,
      settlementFeeMinor: 4_569,
      creditedFeesMinor: 0,
      totalMinor: 95_289,
    });
  });

  test('SET-2 before the clamp', () => {
    expect(payoff(SET_1, { ...TERMS, settlementFeeOffset: 'PAID_FEES' })).toMatchObject({
      settlementFeeMinor: 5_289,
      totalMinor: 96_009,
    });
  });

  test('SET-3 before the clamp', () => {
    const quote = payoff(SET_1, { ...TERMS, strategies: ['ALL_REMAINING_FEES'] });
    expect(quote).toMatchObject({ nextFeeMinor: 720, settlementFeeMinor: 5_760, totalMinor: 96_480 });
  });

  test('ALL_REMAINING_FEES: 12 periods, 50 each, settled after 3', () => {
    const rows = SET_1.rows.map((row) => ({ ...row, feeOpenMinor: minor(row.isBilled ? 0 : 5_000) }));
    const quote = payoff({ ...SET_1, rows }, { ...TERMS, strategies: ['ALL_REMAINING_FEES'] });
    expect(quote.totalMinor - quote.principalMinor).toBe(45_000);
  });

  test('free on the take-up day, charged on the day after', () => {
    const onTakeUp = payoff(unpaid(0, '2025-01-05'), TERMS);
    expect(onTakeUp).toMatchObject({ strategy: 'SAME_DAY_FREE', totalMinor: 120_000 });
    // One day at 0.065 % of 1200 is 0.78, below the next fee that is charged anyway.
    const dayAfter = payoff(unpaid(0, '2025-01-06'), TERMS);
    expect(dayAfter).toMatchObject({ nextFeeMinor: 720, settlementFeeMinor: 0, totalMinor: 120_720 });
  });

  test('fees billed and not paid are due with the principal', () => {
    // 95 days from 5 Jan to 10 Apr: 1200 x 95 x 0.065 % = 74.10, less the 4 fees in this payoff.
    expect(payoff(unpaid(3, '2025-04-10'), TERMS)).toMatchObject({
      principalMinor: 120_000,
      billedFeesMinor: 2_160,
      nextFeeMinor: 720,
      settlementFeeMinor: 4_530,
      totalMinor: 127_410,
    });
  });

  test('with everything billed there is no next fee and no settlement fee', () => {
    expect(payoff(unpaid(12, '2026-01-10'), TERMS)).toMatchObject({
      billedFeesMinor: 8_640,
      nextFeeMinor: 0,
      settlementFeeMinor: 0,
      totalMinor: 128_640,
    });
  });

  test('a reduction counts from its value date, never before the draw', () => {
    const reduced = (valuedOn: string) =>
      principalDays({ ...SET_1, reductions: [{ valuedOn: plainDate(valuedOn), amountMinor: minor(10_000) }] });
    expect(reduced('2025-04-20')).toBe(120_000 * 105);
    expect(reduced('2025-04-19')).toBe(120_000 * 105 - 10_000);
    expect(reduced('2025-01-05')).toBe(110_000 * 105);
    expect(reduced('2025-01-01')).toBe(110_000 * 105);
    expect(reduced('2025-05-01')).toBe(120_000 * 105);
  });

  test('refuses facts that do not fit together, and a list in which nothing applies', () => {
    expect(() => payoff({ ...SET_1, reductions: [] }, TERMS)).toThrow(/pass every reduction/);
    expect(() => payoff({ ...SET_1, settledOn: plainDate('2025-01-04') }, TERMS)).toThrow(/before the draw/);
    expect(() => payoff(SET_1, { ...TERMS, strategies: ['SAME_DAY_FREE'] })).toThrow(/none applies/);
  });

  describe('with interest by the day', () => {
    /** One installment at the end, with the interest of all its days. */
    const bullet = (principal: number, interestToDate: number, endsOn: string, feeOpen: number): PayoffInput => ({
      drawnOn: plainDate('2025-01-01'),
      principalMinor: minor(principal),
      rows: [
        {
          nr: 1,
          principalOpenMinor: minor(principal),
          feeOpenMinor: minor(feeOpen),
          feePaidMinor: minor(0),
          isBilled: false,
        },
      ],
      reductions: [],
      settledOn: plainDate('2025-01-21'),
      interestToDateMinor: minor(interestToDate),
      endsOn: plainDate(endsOn),
    });

    test.each([
      ['200 days left: interest, 30 days more, 1 %', '2025-08-09', 59_400, 17_100, 922_500],
      ['30 days left: no more than all interest', '2025-02-20', 13_500, 8_100, 913_500],
      ['25 days left: all interest', '2025-02-15', 12_150, 6_750, 912_150],
      ['after the end: interest to date alone', '2025-01-21', 5_400, 0, 905_400],
    ])('SET-5: %s', (_case, endsOn, feeOpen, settlementFeeMinor, totalMinor) => {
      const quote = payoff(bullet(900_000, 5_400, endsOn, feeOpen), { ...TERMS, strategies: ['PENALTY_PCT'] });
      expect(quote).toMatchObject({ interestMinor: 5_400, settlementFeeMinor, totalMinor });
    });

    test.each([
      ['13 months left: 1 %', '2026-02-21', 5_000],
      ['a year left to the day: 1 %', '2026-01-21', 5_000],
      ['a day less than a year: 0.5 %', '2026-01-20', 2_500],
      ['11 months left: 0.5 %', '2025-12-21', 2_500],
    ])('SET-6: %s', (_case, endsOn, settlementFeeMinor) => {
      const quote = payoff(bullet(500_000, 3_000, endsOn, 60_000), { ...TERMS, strategies: ['EU_COMPENSATION'] });
      expect(quote).toMatchObject({ interestMinor: 3_000, settlementFeeMinor });
    });

    test('SET-6: never above the interest saved', () => {
      const quote = payoff(bullet(500_000, 3_000, '2026-02-21', 4_200), { ...TERMS, strategies: ['EU_COMPENSATION'] });
      expect(quote).toMatchObject({ settlementFeeMinor: 1_200, totalMinor: 504_200 });
    });
  });

  test('is never more than the payments that remain, nor less than the principal', () => {
    const cases = fc.record({
      principal: fc.integer({ min: 1_000, max: 5_000_000 }),
      periods: fc.integer({ min: 1, max: 24 }),
      paid: fc.nat(24),
      days: fc.nat(1_500),
      feeRate: fc.constantFrom('0', '0.0001', '0.006', '0.021'),
      offset: fc.constantFrom('ALL_FEES_CHARGED', 'PAID_FEES'),
      interest: fc.nat(10_000),
      strategies: fc.constantFrom<PayoffTerms['strategies']>(
        TERMS.strategies,
        ['ALL_REMAINING_FEES'],
        ['INTEREST_TO_DATE'],
        ['PENALTY_PCT'],
        ['EU_COMPENSATION'],
      ),
    });
    fc.assert(
      fc.property(cases, ({ principal, periods, paid, days, feeRate, offset, interest, strategies }) => {
        const fee = applyRate(minor(principal), feeRate, 'HALF_UP');
        const parts = splitEqually(minor(principal), periods, 'LAST');
        const paidRows = Math.min(paid, periods);
        const input: PayoffInput = {
          drawnOn: SET_1.drawnOn,
          principalMinor: minor(principal),
          rows: parts.map((part, i) => ({
            nr: i + 1,
            principalOpenMinor: minor(i < paidRows ? 0 : part),
            feeOpenMinor: minor(i < paidRows ? 0 : fee),
            feePaidMinor: minor(i < paidRows ? fee : 0),
            isBilled: i < paidRows + 1,
          })),
          reductions: parts.slice(0, paidRows).map((part, i) => ({
            valuedOn: addMonths(SET_1.drawnOn, i + 1),
            amountMinor: part,
          })),
          settledOn: addDays(SET_1.drawnOn, days),
          endsOn: addMonths(SET_1.drawnOn, periods),
          interestToDateMinor: minor(Math.min(interest, fee * Math.max(0, periods - paidRows - 1))),
        };
        const quote = payoff(input, { ...TERMS, settlementFeeOffset: offset, strategies });
        const remaining = sumMinor(input.rows.flatMap((row) => [row.principalOpenMinor, row.feeOpenMinor]));
        expect(quote.totalMinor).toBeLessThanOrEqual(remaining);
        expect(quote.totalMinor).toBeGreaterThanOrEqual(quote.principalMinor);
      }),
    );
  });
});
