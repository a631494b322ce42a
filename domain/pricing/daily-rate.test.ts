import { exact } from '../money/decimal.js';
import { dailyRateToAnnual } from './daily-rate.js';

describe('dailyRateToAnnual', () => {
  test.each([
    ['0.0005', '18.25', '18.00', '20.02'],
    ['0.00065', '23.73', '23.40', '26.77'],
    ['0.0007', '25.55', '25.20', '29.10'],
    ['0', '0.00', '0.00', '0.00'],
  ])('%s a day', (daily, simple365, simple360, compounded365) => {
    const percent = (basis: 'SIMPLE_365' | 'SIMPLE_360' | 'COMPOUNDED_365') =>
      dailyRateToAnnual(daily, basis).times(100).toFixed(2);
    expect([percent('SIMPLE_365'), percent('SIMPLE_360'), percent('COMPOUNDED_365')]).toEqual([
      simple365,
      simple360,
      compounded365,
    ]);
  });

  test('keeps what rounding would lose: 0.065 % a day is 23.725 %', () => {
    expect(dailyRateToAnnual('0.00065', 'SIMPLE_365').toString()).toBe(exact('0.23725').toString());
    expect(() => dailyRateToAnnual('', 'SIMPLE_365')).toThrow(RangeError);
  });
});
