import { plainDate } from '../../calendar/plain-date.js';
import { minor } from '../../money/minor.js';
import { payoffInterest } from './payoff-interest.js';
import type { PayoffInterest } from './payoff-interest.js';

describe('payoffInterest', () => {
  test.each<[string, number, string, PayoffInterest, number]>([
    ['to the day: 14 of 31 days of a month at 7 %', 10_000, '2024-01-15', 'TO_PAYOFF_DATE', 26],
    ['to the end of the month', 10_000, '2024-01-15', 'TO_PERIOD_END', 58],
    ['nothing on the first day', 10_000, '2024-01-01', 'TO_PAYOFF_DATE', 0],
    ['all of it on the last', 10_000, '2024-02-01', 'TO_PAYOFF_DATE', 58],
    // 4.375 without the rounding of the factor
    ['750.00 bears 4.37', 75_000, '2024-02-01', 'TO_PAYOFF_DATE', 437],
  ])('%s', (_name, balance, payoffOn, mode, interest) => {
    const month = { fromOn: plainDate('2024-01-01'), dueOn: plainDate('2024-02-01') };
    expect(payoffInterest(minor(balance), '0.07', month, plainDate(payoffOn), mode)).toBe(interest);
  });
});
