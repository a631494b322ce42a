import { minor } from '../money/minor.js';
import { faultOfTerms, ScheduleTermsError } from './schedule-fault.js';
import { REGULAR_SHAPE } from './schedule-terms.js';
import type { ScheduleTerms } from './schedule-terms.js';

const TERMS: ScheduleTerms = {
  ...REGULAR_SHAPE,
  amortization: 'LEVEL_PAYMENT',
  feeRatePerPeriod: '0',
  annualRate: '0.12',
  dailyRate: '0',
  cashDrawFeeRate: '0',
  rounding: 'HALF_UP',
  residuePlacement: 'LAST',
};
const FEE = { amortization: 'FLAT_FEE', feeRatePerPeriod: '0.006' } as const;
const every = (count: number, unit: ScheduleTerms['frequency']['unit']) => ({ frequency: { every: count, unit } });
const faultOf = (given: Partial<ScheduleTerms>, periods: number) => faultOfTerms({ ...TERMS, ...given }, periods);

describe('faultOfTerms', () => {
  test.each<[string, Partial<ScheduleTerms>, number]>([
    ['one period', {}, 1],
    ['60 periods', {}, 60],
    ['pay later in one', { amortization: 'PAY_LATER' }, 1],
    ['periods of a year in months', every(12, 'MONTHS'), 3],
    ['periods of a year in weeks', every(52, 'WEEKS'), 3],
    ['periods of a year in days', every(366, 'DAYS'), 3],
    ['no rates', { feeRatePerPeriod: '0', annualRate: '0' }, 3],
    ['rates in exponent form', { annualRate: '12e-2' }, 3],
    ['minus zero', { annualRate: '-0' }, 3],
    ['grace up to the last period', { principalGracePeriods: 2, interestGracePeriods: 2, interestFreePeriods: 2 }, 3],
    ['grace of principal beside a fee', { ...FEE, principalGracePeriods: 2 }, 3],
    ['a broken first period', { firstPeriodRule: 'ACTUAL_DAYS' }, 3],
    ['interest alone over actual days', { amortization: 'INTEREST_ONLY', firstPeriodRule: 'ACTUAL_DAYS' }, 3],
    ['a payment of one minor unit', { fixedInstallmentMinor: minor(1) }, 3],
    ['a multiple of one minor unit', { installmentMultipleMinor: minor(1) }, 3],
    ['a multiple beside a fee', { ...FEE, installmentMultipleMinor: minor(100) }, 3],
  ])('none: %s', (_name, given, periods) => {
    expect(faultOf(given, periods)).toBeNull();
  });

  test.each<[string, Partial<ScheduleTerms>, number, string, RegExp]>([
    ['tenors', {}, 0, 'periods', /is 0; give a whole number from 1 to 60/],
    ['tenors', {}, 61, 'periods', /is 61/],
    ['tenors', {}, 1.5, 'periods', /is 1.5/],
    ['tenors', {}, Number.NaN, 'periods', /is NaN/],
    ['amortization', { amortization: 'PAY_LATER' }, 2, 'periods', /not 2; choose tenor 1/],
    ['frequency', every(0, 'MONTHS'), 3, 'frequency', /every 0 MONTHS; give 1 to 12/],
    ['frequency', every(13, 'MONTHS'), 3, 'frequency', /give 1 to 12/],
    ['frequency', every(53, 'WEEKS'), 3, 'frequency', /give 1 to 52/],
    ['frequency', every(367, 'DAYS'), 3, 'frequency', /give 1 to 366/],
    ['annualRate', { annualRate: 'x' }, 3, 'annualRate', /"x" is not a decimal/],
    ['annualRate', { annualRate: '' }, 3, 'annualRate', /"" is not a decimal/],
    ['annualRate', { annualRate: '-0.12' }, 3, 'annualRate', /-0.12 is negative/],
    ['annualRate', { annualRate: '12 %' }, 3, 'annualRate', /is not a decimal/],
    ['feeRatePerPeriod', { feeRatePerPeriod: '-1e-3' }, 3, 'feeRatePerPeriod', /-1e-3 is negative/],
    [
      'principalGracePeriods',
      { principalGracePeriods: -1 },
      3,
      'principalGracePeriods',
      /is -1 of 3 periods; give 0 to 2/,
    ],
    ['principalGracePeriods', { principalGracePeriods: 3 }, 3, 'principalGracePeriods', /is 3 of 3/],
    ['interestGracePeriods', { interestGracePeriods: 3 }, 3, 'interestGracePeriods', /is 3 of 3/],
    ['interestFreePeriods', { interestFreePeriods: 0.5 }, 3, 'interestFreePeriods', /is 0.5 of 3/],
    [
      'interestGracePeriods',
      { ...FEE, interestGracePeriods: 1 },
      3,
      'interestGracePeriods',
      /bears no interest; give 0/,
    ],
    ['interestFreePeriods', { ...FEE, interestFreePeriods: 1 }, 3, 'interestFreePeriods', /FLAT_FEE bears no interest/],
    [
      'principalGracePeriods',
      { amortization: 'INTEREST_ONLY', principalGracePeriods: 1 },
      3,
      'principalGracePeriods',
      /INTEREST_ONLY repays no principal/,
    ],
    ['firstPeriodRule', { ...FEE, firstPeriodRule: 'ACTUAL_DAYS' }, 3, 'firstPeriodRule', /give AS_REGULAR/],
    [
      'firstPeriodRule',
      { amortization: 'DAILY_SIMPLE', firstPeriodRule: 'ACTUAL_DAYS' },
      3,
      'firstPeriodRule',
      /DAILY_SIMPLE bears no interest/,
    ],
    ['fixedInstallment', { fixedInstallmentMinor: minor(0) }, 3, 'fixedInstallmentMinor', /1 minor unit or more/],
    [
      'fixedInstallment',
      { amortization: 'LEVEL_PRINCIPAL', fixedInstallmentMinor: minor(9) },
      3,
      'fixedInstallmentMinor',
      /LEVEL_PRINCIPAL has no equal payments to fix/,
    ],
    [
      'fixedInstallment',
      { fixedInstallmentMinor: minor(9), installmentMultipleMinor: minor(9) },
      3,
      'installmentMultipleMinor',
      /not both/,
    ],
    [
      'installmentMultiple',
      { installmentMultipleMinor: minor(0) },
      3,
      'installmentMultipleMinor',
      /1 minor unit or more/,
    ],
    [
      'installmentMultiple',
      { amortization: 'LEVEL_PRINCIPAL', installmentMultipleMinor: minor(9) },
      3,
      'installmentMultipleMinor',
      /LEVEL_PRINCIPAL has no equal payments to round/,
    ],
  ])('%s: %j over %d periods', (rule, given, periods, param, claim) => {
    expect(faultOf(given, periods)).toEqual({ rule, param, claim: expect.stringMatching(claim) as string });
  });
});

test('a ScheduleTermsError carries the fault and names field, claim and rule', () => {
  const fault = { rule: 'tenors', param: 'periods', claim: 'is 0; give 1' };
  const error = new ScheduleTermsError(fault);
  expect(error).toBeInstanceOf(RangeError);
  expect(error).toMatchObject({ name: 'ScheduleTermsError', message: 'periods: is 0; give 1 (rule tenors)', fault });
});
