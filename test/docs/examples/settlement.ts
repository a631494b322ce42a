import { addMonths, plainDate } from '../../../domain/calendar/plain-date.js';
import { threePaid } from '../../../domain/line/scenario.js';
import { TestLine } from '../../../domain/line/testing.js';
import { minor } from '../../../domain/money/minor.js';
import type { PlanTerms } from '../../../domain/plan/plan-terms.js';
import { datedAnnualCost } from '../../../domain/pricing/annual-cost.js';
import { payoff } from '../../../domain/settlement/payoff.js';
import type { PayoffInput, SettlementStrategy } from '../../../domain/settlement/payoff-terms.js';
import { amount, code, day, percent, rate } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { FLAT, planOf } from './terms.js';

const SET_1: PayoffInput = {
  drawnOn: plainDate('2025-01-05'),
  principalMinor: minor(120_000),
  rows: Array.from({ length: 12 }, (_, index) => ({
    nr: index + 1,
    principalOpenMinor: minor(index < 3 ? 0 : 10_000),
    feeOpenMinor: minor(index < 3 ? 0 : 720),
    feePaidMinor: minor(index < 3 ? 720 : 0),
    isBilled: index < 3,
  })),
  reductions: ['2025-02-12', '2025-03-12', '2025-04-12'].map((valuedOn) => ({
    valuedOn: plainDate(valuedOn),
    amountMinor: minor(10_000),
  })),
  settledOn: plainDate('2025-04-20'),
  interestToDateMinor: minor(0),
  endsOn: plainDate('2026-01-05'),
};

/** What the flows of SET-1 cost a year with this payoff. */
const yearly = (payoffMinor: number): string =>
  percent(
    datedAnnualCost(
      [
        { on: SET_1.drawnOn, amountMinor: -120_000 },
        ...SET_1.reductions.map(({ valuedOn }) => ({ on: valuedOn, amountMinor: 10_720 })),
        { on: SET_1.settledOn, amountMinor: payoffMinor },
      ],
      'NOMINAL_IRR',
    ),
  );

function settled(id: string, change: Partial<PlanTerms>): CheckedRow {
  const plan = { ...FLAT, ...change };
  const asked = payoff(SET_1, {
    strategies: plan.settlementStrategies,
    settlementDailyRate: plan.settlementDailyRate,
    settlementFeeOffset: plan.settlementFeeOffset,
    interestDailyRate: '0',
    rounding: plan.rounding,
  });
  const { line, agreementId } = threePaid(plan);
  const payoffMinor = line.payoff(agreementId) ?? 0;
  return [id, amount(asked.totalMinor), yearly(asked.totalMinor), amount(payoffMinor), yearly(payoffMinor)];
}

/** 10,000.00 drawn on 1 June at 0.05 % a day. */
function daily(repaidOn: string): CheckedRow {
  const line = new TestLine('2025-06-01', 2_000_000);
  const plan = planOf('cash-daily');
  const agreementId = line.draw(1_000_000, 1, {
    ...plan,
    maxAmountMinor: minor(1_000_000),
    use: { ...plan.use, cashSingleMaxMinor: minor(1_000_000) },
  });
  line.answer('SUCCEEDED');
  line.advance(repaidOn, '00:00');
  return [`SET-4: repaid on ${day(repaidOn)}`, amount(line.payoff(agreementId) ?? 0)];
}

/** One payment at the end, with the interest of all its days; twenty of them have passed. */
function bullet(
  label: string,
  strategy: SettlementStrategy,
  principalMinor: number,
  interestMinor: number,
  allInterestMinor: number,
  endsOn: string,
): CheckedRow {
  const input: PayoffInput = {
    drawnOn: plainDate('2025-01-01'),
    principalMinor: minor(principalMinor),
    rows: [
      {
        nr: 1,
        principalOpenMinor: minor(principalMinor),
        feeOpenMinor: minor(allInterestMinor),
        feePaidMinor: minor(0),
        isBilled: false,
      },
    ],
    reductions: [],
    settledOn: plainDate('2025-01-21'),
    interestToDateMinor: minor(interestMinor),
    endsOn: plainDate(endsOn),
  };
  const parts = payoff(input, {
    strategies: [strategy],
    settlementDailyRate: '0',
    settlementFeeOffset: 'ALL_FEES_CHARGED',
    interestDailyRate: '0.0003',
    rounding: 'HALF_UP',
  });
  return [
    label,
    amount(principalMinor),
    amount(parts.interestMinor),
    amount(parts.settlementFeeMinor),
    amount(parts.totalMinor),
  ];
}

export const SETTLEMENT: PageExamples = {
  parameters: () => [
    [code('settlementStrategies'), FLAT.settlementStrategies.map(code).join(', ')],
    [code('settlementDailyRate'), rate(FLAT.settlementDailyRate)],
    [code('settlementFeeOffset'), code(FLAT.settlementFeeOffset)],
    [code('partialPrepay'), code(FLAT.partialPrepay)],
    [code('cashDailyRate'), rate(planOf('cash-daily').dailyRate)],
  ],
  parts: () => {
    const { line, agreementId } = threePaid(FLAT);
    const settlementOf = payoff(SET_1, {
      strategies: FLAT.settlementStrategies,
      settlementDailyRate: FLAT.settlementDailyRate,
      settlementFeeOffset: FLAT.settlementFeeOffset,
      interestDailyRate: '0',
      rounding: FLAT.rounding,
    });
    return [
      ['principal outstanding', amount(settlementOf.principalMinor)],
      ['fee of the next period', amount(settlementOf.nextFeeMinor)],
      ['daily charge: 114,600 yuan-days × 0.065 %', amount(settlementOf.settlementFeeMinor + 4 * 720)],
      ['offset: 3 fees paid, 1 in this payoff', amount(-4 * 720)],
      ['payoff (SET-1)', amount(line.payoff(agreementId) ?? 0)],
    ];
  },
  clamp: () => [
    settled('SET-1: `ALL_FEES_CHARGED`', {}),
    settled('SET-2: `PAID_FEES`', { settlementFeeOffset: 'PAID_FEES' }),
    settled('SET-3: `ALL_REMAINING_FEES`', { settlementStrategies: ['ALL_REMAINING_FEES'] }),
  ],
  daily: () => ['2025-06-01', '2025-06-02', '2025-06-03'].map(daily),
  penalty: () => [
    bullet('SET-5: `PENALTY_PCT`, 200 days left', 'PENALTY_PCT', 900_000, 5_400, 59_400, '2025-08-09'),
    bullet('SET-5: `PENALTY_PCT`, 25 days left', 'PENALTY_PCT', 900_000, 5_400, 12_150, '2025-02-15'),
    bullet(
      'SET-6: `EU_COMPENSATION`, 13 months left',
      'EU_COMPENSATION',
      500_000,
      3_000,
      60_000,
      addMonths(plainDate('2025-01-21'), 13),
    ),
    bullet(
      'SET-6: `EU_COMPENSATION`, 11 months left',
      'EU_COMPENSATION',
      500_000,
      3_000,
      60_000,
      addMonths(plainDate('2025-01-21'), 11),
    ),
  ],
};
