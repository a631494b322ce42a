import { minor, type Minor } from '../../../domain/money/minor.js';
import { costTable } from '../../../domain/plan/cost-table.js';
import { faultOfCost } from '../../../domain/plan/plan-cost.js';
import { scheduleTermsOf } from '../../../domain/plan/plan-schedule.js';
import type { PlanTerms } from '../../../domain/plan/plan-terms.js';
import { nominalAnnual } from '../../../domain/pricing/annual-cost.js';
import { monthlyCostOf } from '../../../domain/pricing/price-cost.js';
import { interestBy, monthsFactor } from '../../../domain/schedule/factor.js';
import { REGULAR_SHAPE, type ScheduleTerms } from '../../../domain/schedule/schedule-terms.js';
import { buildSchedule, scheduleTotals, type ScheduleRow } from '../../../domain/schedule/schedule.js';
import { amount, code, percent, rate } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { FLAT, LINE, planOf } from './terms.js';

const LEVEL = planOf('cash-level');
const PRINCIPAL = minor(1_000_000);

const rowsOf = (
  amortization: ScheduleTerms['amortization'],
  principalMinor: Minor,
  periods: number,
  rates: { readonly feeRatePerPeriod?: string; readonly annualRate?: string },
): readonly ScheduleRow[] =>
  buildSchedule(
    {
      ...REGULAR_SHAPE,
      feeRatePerPeriod: '0',
      annualRate: '0',
      dailyRate: '0',
      cashDrawFeeRate: '0',
      ...rates,
      amortization,
      rounding: 'HALF_UP',
      residuePlacement: 'LAST',
    },
    principalMinor,
    periods,
  );

const paymentOf = (row: ScheduleRow | undefined): string =>
  row === undefined ? '' : amount(row.principalMinor + row.interestMinor + row.feeMinor);

function flat(label: string, principalMinor: number, periods: number, feeRatePerPeriod: string): CheckedRow {
  const rows = rowsOf('FLAT_FEE', minor(principalMinor), periods, { feeRatePerPeriod });
  return [
    label,
    paymentOf(rows[0]),
    paymentOf(rows.at(-1)),
    amount(rows[0]?.feeMinor ?? 0),
    amount(scheduleTotals(rows).feeMinor),
  ];
}

function interest(label: string, amortization: ScheduleTerms['amortization']): CheckedRow {
  const rows = rowsOf(amortization, PRINCIPAL, 12, { annualRate: '0.12' });
  return [
    `${label}: ${code(amortization)}`,
    paymentOf(rows[0]),
    amount(rows[1]?.interestMinor ?? 0),
    paymentOf(rows.at(-1)),
    amount(scheduleTotals(rows).interestMinor),
  ];
}

/** What a plan costs a year in 12 periods, and whether it may be published. */
function judged(label: string, change: Partial<PlanTerms>, of = LEVEL): CheckedRow {
  const plan = { ...of, ...change };
  const price = plan.prices.find(({ periods }) => periods === 12);
  if (price === undefined) throw new Error(`${plan.planId} has no price for 12 periods`);
  const { annualCost } = costTable(plan, PRINCIPAL, buildSchedule(scheduleTermsOf(plan, price), PRINCIPAL, 12));
  return [label, percent(annualCost), faultOfCost(plan, price) === null ? 'passes' : 'refused'];
}

const guarantee = (ratePerMonth: string): CheckedRow =>
  judged(`SCH-8: ${rate(ratePerMonth)}`, {
    otherCharges: [{ component: 'GUARANTEE_FEE', payee: 'guarantor_1', method: 'RATE_PER_PERIOD', rate: ratePerMonth }],
  });

const timed = (label: string, capTiming: PlanTerms['capTiming'], capCalendar: PlanTerms['capCalendar']): CheckedRow =>
  judged(
    label,
    { capTiming, capCalendar, prices: [{ periods: 12, feeRatePerPeriod: '0.0110', annualRate: '0' }] },
    FLAT,
  );

const flatCost = (feeRatePerPeriod: string, periods: number): string =>
  percent(
    nominalAnnual(monthlyCostOf({ periods, repayment: { kind: 'EQUAL_PARTS' }, feeRatePerPeriod, deductionRate: '0' })),
  );

export const SCHEDULES: PageExamples = {
  parameters: () => [
    [code('amortization'), code(FLAT.amortization)],
    [code('feeRatePerPeriod'), rate(FLAT.prices[0]?.feeRatePerPeriod ?? '')],
    [code('annualRate'), rate(LEVEL.prices[0]?.annualRate ?? '')],
    [code('dailyRate'), rate(FLAT.dailyRate)],
    [code('annualCap'), rate(FLAT.annualCap)],
    [code('capMethod'), code(FLAT.capMethod)],
    [code('capTiming'), code(FLAT.capTiming)],
    [code('upfrontDeduction'), code(FLAT.upfrontDeduction)],
    [code('minInstallmentAmount'), amount(FLAT.minInstallmentMinor)],
  ],
  factor: () => [['750.00 at 7 % a year', amount(interestBy(monthsFactor('0.07', 1), 'HALF_UP')(minor(75_000)))]],
  flat: () => [
    flat('SCH-1: 3,000.00 in 6 at 0.72 %', 300_000, 6, '0.0072'),
    flat('SCH-2: 1,000.00 in 3 at 0.7 %', 100_000, 3, '0.007'),
    flat('SCH-3: 1,200.00 in 3 at 0.5 %', 120_000, 3, '0.005'),
  ],
  'flat-cost': () =>
    ['0.005', '0.006', '0.011', '0.012'].map((fee) => [
      percent(fee),
      ...[3, 6, 12, 24].map((periods) => flatCost(fee, periods)),
    ]),
  interest: () => [
    interest('SCH-4', 'LEVEL_PAYMENT'),
    interest('SCH-5', 'LEVEL_PRINCIPAL'),
    interest('SCH-6', 'INTEREST_ONLY'),
  ],
  guarantee: () => ['0.0057', '0.0058', '0.006', '0.01'].map(guarantee),
  timing: () => [
    timed('SCH-10: `PERIODIC`', 'PERIODIC', { regime: 'ORDER' }),
    timed('SCH-10: `DATED_WORST_CASE`, due dates of the order', 'DATED_WORST_CASE', { regime: 'ORDER' }),
    timed('SCH-10: `DATED_WORST_CASE`, bill 3, due 12', 'DATED_WORST_CASE', {
      regime: 'STATEMENT',
      billDay: 3,
      dueRule: LINE.dueRule,
    }),
  ],
};
