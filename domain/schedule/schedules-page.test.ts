import { minor } from '../money/minor.js';
import { REGULAR_SHAPE } from './schedule-terms.js';
import { buildSchedule, scheduleTotals } from './schedule.js';

/** The figures of docs/concepts/schedules.md; those of the guarantor are golden SCH-8 in domain/plan/cost-table.test.ts. */
test.each([
  ['LEVEL_PAYMENT', 88_849, 9_212, 88_847, 66_186],
  ['LEVEL_PRINCIPAL', 93_333, 9_167, 84_170, 65_000],
  ['INTEREST_ONLY', 10_000, 10_000, 1_010_000, 120_000],
] as const)('10,000 for 12 months at 12 %%, %s', (amortization, first, secondInterest, last, interest) => {
  const rates = { feeRatePerPeriod: '0', annualRate: '0.12', dailyRate: '0', cashDrawFeeRate: '0' };
  const rows = buildSchedule(
    { ...REGULAR_SHAPE, ...rates, amortization, rounding: 'HALF_UP', residuePlacement: 'LAST' },
    minor(1_000_000),
    12,
  );
  const payments = rows.map((row) => row.principalMinor + row.interestMinor + row.feeMinor);
  expect([payments[0], rows[1]?.interestMinor, payments.at(-1)]).toEqual([first, secondInterest, last]);
  expect(scheduleTotals(rows).interestMinor).toBe(interest);
});
