import { plainDate } from '../../calendar/plain-date.js';
import { minor } from '../../money/minor.js';
import type { InstallmentAim } from '../repayment-table.js';
import { loanPeriods } from './loan-periods.js';
import { loanTable } from './loan-table.js';
import type { LoanTerms } from './loan-terms.js';

/** 1 % a month of 30 days. */
const TERMS: LoanTerms = {
  convention: 'PROGRESSIVE',
  interestMethod: 'DECLINING',
  amortization: 'EQUAL_PRINCIPAL',
  annualRate: '0.12',
  frequency: { every: 1, unit: 'MONTHS' },
  interestCalculation: 'DAILY',
  partialPeriods: 'FROM_DRAW',
  daysInYear: 360,
  daysInMonth: 30,
  leapYearRule: 'CALENDAR_YEAR',
  yearSplit: 'DEC_31',
  installments: 3,
  startOn: plainDate('2024-01-01'),
  downPaymentRate: '0',
  installmentMultipleMinor: null,
  fixedLength: null,
  principalGracePeriods: 0,
  interestGracePeriods: 0,
  interestFreePeriods: 0,
  tranches: 'SHARED_TERM',
  overdue: null,
};
const AIM: InstallmentAim = { of: 'PRINCIPAL', amountMinor: minor(30_000) };
const tableOf = (given: Partial<LoanTerms>, draws: readonly (readonly [string, number])[] = [['2024-01-01', 90_000]]) =>
  loanTable(
    { ...TERMS, ...given },
    loanPeriods(TERMS),
    draws.map(([on, amount]) => ({ on: plainDate(on), amountMinor: minor(amount) })),
    [AIM, AIM, AIM],
  ).map((row) => [row.openingMinor, row.principalMinor, row.interestMinor]);

/** Rows are written as opening balance, principal, interest. */
describe('loanTable', () => {
  test('a draw of the first day is open from the start', () => {
    expect(tableOf({})).toEqual([
      [0, 30_000, 900],
      [60_000, 30_000, 600],
      [30_000, 30_000, 300],
    ]);
  });

  test('draws on one day, and on the last day of a period, count from their days', () => {
    const draws = [
      ['2024-01-16', 31_000],
      ['2024-01-16', 31_000],
      ['2024-02-29', 29_000],
    ] as const;
    // 620.00 x 1 % x 16 / 31; then 320.00 x 1 % and 290.00 x 1 % x 1 / 29
    expect(tableOf({}, draws)).toEqual([
      [0, 30_000, 320],
      [32_000, 30_000, 330],
      [31_000, 31_000, 310],
    ]);
  });

  test('interest is rounded once for a period, not for each stretch', () => {
    // 60 x 1 % x 15 / 31 is 0.29 and 80 x 1 % x 16 / 31 is 0.41
    const draws = [
      ['2024-01-01', 60],
      ['2024-01-16', 20],
    ] as const;
    expect(tableOf({}, draws)[0]).toEqual([0, 80, 1]);
  });

  test.each([
    ['until the end of the second period', '2024-03-01', [900, 900, 300]],
    // 300.00 overdue for 10 of 29 days of February
    ['within the second period', '2024-02-11', [900, 703, 300]],
    // 600.00 overdue for 15 of 31 days of March
    ['within the last period', '2024-03-16', [900, 900, 590]],
    ['not at all before anything is due', '2024-02-01', [900, 600, 300]],
    ['beyond the last period', '2024-12-31', [900, 900, 900]],
  ])('overdue principal bears interest %s', (_name, until, interests) => {
    const overdue = { untilOn: plainDate(until), paidInstallments: 0 };
    expect(tableOf({ overdue }).map(([, , interest]) => interest)).toEqual(interests);
  });

  test('principal that was paid is not overdue', () => {
    const overdue = { untilOn: plainDate('2024-12-31'), paidInstallments: 1 };
    expect(tableOf({ overdue }).map(([, , interest]) => interest)).toEqual([900, 600, 600]);
  });

  test('flat interest is on all that was drawn, repaid or not', () => {
    expect(tableOf({ interestMethod: 'FLAT' }).map(([, , interest]) => interest)).toEqual([900, 900, 900]);
  });

  test('free periods bear nothing', () => {
    expect(tableOf({ interestFreePeriods: 2 }).map(([, , interest]) => interest)).toEqual([0, 0, 300]);
  });

  test('refuses more aims than periods', () => {
    const periods = loanPeriods(TERMS).slice(0, 2);
    expect(() => loanTable(TERMS, periods, [], [AIM, AIM, AIM])).toThrow(RangeError);
    expect(() => loanTable(TERMS, periods, [], [AIM, AIM, AIM])).toThrow('There are 2 periods and 3 aims');
  });
});
