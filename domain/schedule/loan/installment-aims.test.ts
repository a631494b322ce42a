import { plainDate } from '../../calendar/plain-date.js';
import { periodOf } from './installment-aims.js';
import { loanPeriods } from './loan-periods.js';

describe('periodOf', () => {
  const periods = loanPeriods({
    startOn: plainDate('2024-01-01'),
    frequency: { every: 1, unit: 'MONTHS' },
    installments: 2,
    fixedLength: null,
  });

  test.each([
    ['2024-01-01', 0],
    ['2024-01-31', 0],
    ['2024-02-01', 1],
    ['2024-02-29', 1],
  ])('%s is in period %i', (on, index) => {
    expect(periodOf(periods, plainDate(on))).toBe(index);
  });

  test.each(['2023-12-31', '2024-03-01'])('refuses %s', (on) => {
    expect(() => periodOf(periods, plainDate(on))).toThrow(RangeError);
    expect(() => periodOf(periods, plainDate(on))).toThrow(`The draw of ${on} is outside the loan's periods`);
  });
});
