import { ASIA_SHANGHAI, dateAt } from '../domain/calendar/zone.js';
import { ageOn } from './age.js';

describe('ageOn', () => {
  test.each([
    ['the day before the birthday', '2008-06-15', '2026-06-14', 17],
    ['the birthday', '2008-06-15', '2026-06-15', 18],
    ['the day after', '2008-06-15', '2026-06-16', 18],
    ['the last day of a year', '2008-01-01', '2025-12-31', 17],
    ['a leap day in a common year: not yet on 28 February', '2008-02-29', '2026-02-28', 17],
    ['a leap day in a common year: on 1 March', '2008-02-29', '2026-03-01', 18],
    ['a leap day in a leap year', '2004-02-29', '2024-02-29', 20],
    ['born before the dates of the engine begin', '1947-05-01', '2026-05-01', 79],
  ])('%s', (_name, birthOn, on, age) => {
    expect(ageOn(birthOn, on)).toBe(age);
  });

  test('the day is that of the line, not that of the machine', () => {
    // 16:30 UTC on the 14th is half past midnight of the birthday in Shanghai.
    const evening = Date.UTC(2026, 5, 14, 16, 30);
    expect(ageOn('2008-06-15', dateAt(ASIA_SHANGHAI, evening))).toBe(18);
    expect(ageOn('2008-06-15', dateAt(ASIA_SHANGHAI, evening - 3_600_000))).toBe(17);
  });

  test.each([['2026-06-16'], ['16.06.2008'], ['']])('refuses the birth date "%s" and does not repeat it', (birthOn) => {
    expect(() => ageOn(birthOn, '2026-06-15')).toThrow(/^birthOn: /);
  });
});
