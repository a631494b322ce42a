import { yearFraction, type DayCount } from '../../../domain/calendar/day-count.js';
import { plainDate } from '../../../domain/calendar/plain-date.js';
import { exact } from '../../../domain/money/decimal.js';
import { minor } from '../../../domain/money/minor.js';
import { scheduleTermsOf } from '../../../domain/plan/plan-schedule.js';
import { effectiveAnnual, nominalAnnual } from '../../../domain/pricing/annual-cost.js';
import { disclosedAprc, euAprc } from '../../../domain/pricing/eu-aprc.js';
import { monthlyIrr } from '../../../domain/pricing/irr.js';
import { monthlyCostOf } from '../../../domain/pricing/price-cost.js';
import { usActuarialApr } from '../../../domain/pricing/us-actuarial-apr.js';
import { buildSchedule } from '../../../domain/schedule/schedule.js';
import { amount, percent } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { planOf } from './terms.js';

/** SCH-4: 10,000.00 in 12 at 12 % a year. */
const PAYMENTS = sch4();

function sch4(): readonly number[] {
  const plan = planOf('cash-level');
  const price = plan.prices.find(({ periods }) => periods === 12);
  if (price === undefined) throw new Error('cash-level has no price for 12 periods');
  const rows = buildSchedule(scheduleTermsOf(plan, price), minor(1_000_000), 12);
  return rows.map((row) => row.principalMinor + row.interestMinor);
}

function european(): string {
  const payments = PAYMENTS.map((paid, index) => ({ amount: exact(paid), periods: exact(index + 1).div(12) }));
  return `${disclosedAprc(euAprc([{ periods: 0, amount: exact(1_000_000) }], payments))} %`;
}

function singlePayment(): string {
  return percent(
    usActuarialApr({
      unitPeriod: { unit: 'TERM', count: 1 },
      advances: [{ on: plainDate('1978-01-03'), amount: exact('1000') }],
      payments: [{ on: plainDate('1978-09-15'), amount: exact('1080') }],
      prepaidFinanceCharge: exact(0),
    }),
  );
}

function years(label: string, dayCount: DayCount): CheckedRow {
  const span = { startOn: plainDate('2011-12-28'), endOn: plainDate('2012-02-28') };
  const { numerator, denominator } = yearFraction(dayCount, span);
  return [label, `${numerator}/${denominator}`];
}

export const ANNUAL_COST: PageExamples = {
  loan: () => [
    ['lent', amount(1_000_000)],
    ['months 1 to 11, each', amount(PAYMENTS[0] ?? 0)],
    ['month 12', amount(PAYMENTS[11] ?? 0)],
  ],
  rates: () => {
    const monthly = monthlyIrr(1_000_000, PAYMENTS);
    return [
      ['nominal', percent(nominalAnnual(monthly))],
      ['effective', percent(effectiveAnnual(monthly))],
      ['European', european()],
    ];
  },
  deduction: () => {
    const repayment = { kind: 'LEVEL_PAYMENT', annualRate: '0.12' } as const;
    const before = monthlyCostOf({ periods: 12, repayment, feeRatePerPeriod: '0', deductionRate: '0.03' });
    return [
      ['SCH-7, before anything is rounded', amount(970_000), percent(nominalAnnual(before))],
      ['with payments in whole cents', amount(970_000), percent(nominalAnnual(monthlyIrr(970_000, PAYMENTS)), 3)],
    ];
  },
  'single-payment': () => [[amount(100_000), amount(108_000), singlePayment()]],
  'day-counts': () => [
    years('ACT/365F', 'ACT/365F'),
    years('ACT/ACT ISDA: 4 days of 365, 58 of 366', 'ACT/ACT_ISDA'),
    years('30E/360', '30E/360'),
  ],
};
