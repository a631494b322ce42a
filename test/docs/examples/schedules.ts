import { minor, type Minor } from '../../../domain/money/minor.js';
import { applyRate } from '../../../domain/money/rounding.js';
import { annualCost, nominalAnnual } from '../../../domain/pricing/annual-cost.js';
import { monthlyCostOf } from '../../../domain/pricing/price-cost.js';
import { interestBy, monthsFactor } from '../../../domain/schedule/factor.js';
import { REGULAR_SHAPE, type ScheduleTerms } from '../../../domain/schedule/schedule-terms.js';
import { buildSchedule, scheduleTotals, type ScheduleRow } from '../../../domain/schedule/schedule.js';
import { amount, code, percent, rate } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { FLAT, planOf } from './terms.js';

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

function guarantee(ratePerMonth: string): CheckedRow {
  const feeMinor = applyRate(PRINCIPAL, ratePerMonth, 'HALF_UP');
  const rows = rowsOf('LEVEL_PAYMENT', PRINCIPAL, 12, { annualRate: '0.12' }).map((row) => ({ ...row, feeMinor }));
  const cost = annualCost(rows, PRINCIPAL, 'NOMINAL_IRR');
  return [`SCH-8: ${rate(ratePerMonth)}`, percent(cost), cost.greaterThan(LEVEL.annualCap) ? 'refused' : 'passes'];
}

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
};
