import { addMonths, daysBetween, plainDate } from '../../domain/calendar/plain-date.js';
import { bookStart, dayOfBook } from './calendar.js';

describe('bookStart', () => {
  test.each([
    ['2025-01-04', '2025-01-05'],
    ['2025-01-05', '2026-01-05'], // on the day itself it is too late
    ['2025-06-30', '2026-01-05'],
    ['2026-01-05', '2029-01-05'], // 2027 is followed by a leap year, 2028 is one
    ['2026-11-24', '2029-01-05'],
    ['2028-02-29', '2029-01-05'],
  ])('after %s: %s', (today, expected) => {
    expect(bookStart(plainDate(today))).toBe(expected);
  });

  test('two years from any start have the same days', () => {
    const lengths = ['2025-01-05', '2026-01-05', '2029-01-05', '2030-01-05', '2033-01-05'].map((start) => {
      const startOn = plainDate(start);
      return Array.from({ length: 25 }, (_, months) => daysBetween(startOn, addMonths(startOn, months)));
    });
    expect(new Set(lengths.map((days) => JSON.stringify(days))).size).toBe(1);
  });
});

test('days of the book run over the end of the year', () => {
  const startOn = plainDate('2029-01-05');
  expect(dayOfBook(startOn, 1, 17)).toBe('2029-01-17');
  expect(dayOfBook(startOn, 13, 20)).toBe('2030-01-20');
});
