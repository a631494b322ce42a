import { businessDayFrom, isBusinessDay, timelyUntil } from './business-days.js';
import { plainDate } from './plain-date.js';

const HOLIDAYS = [plainDate('2025-05-01'), plainDate('2025-05-02')];

describe('business days', () => {
  test.each([
    ['2025-03-07', true],
    ['2025-03-08', false],
    ['2025-03-09', false],
    ['2025-03-10', true],
    ['2025-05-01', false],
    // Before 1970 the count of days is negative: a Wednesday and a Saturday.
    ['1969-12-31', true],
    ['1969-12-27', false],
  ])('%s: %s', (date, expected) => {
    expect(isBusinessDay(plainDate(date), HOLIDAYS)).toBe(expected);
  });

  test('a holiday before a weekend leads to Monday', () => {
    expect(businessDayFrom(plainDate('2025-05-01'), HOLIDAYS)).toBe('2025-05-05');
  });

  test.each([
    ['NONE', 0, '2025-03-09'],
    ['NEXT_BUSINESS_DAY_TIMELY', 0, '2025-03-10'],
    ['NONE', 3, '2025-03-12'],
    ['NEXT_BUSINESS_DAY_TIMELY', 3, '2025-03-13'],
  ] as const)('due on a Sunday, %s, %i days of grace', (nonBusinessDayRule, graceDays, expected) => {
    expect(timelyUntil(plainDate('2025-03-09'), { nonBusinessDayRule, holidays: [], graceDays })).toBe(expected);
  });
});
