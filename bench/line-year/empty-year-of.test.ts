import fc from 'fast-check';
import { assertComparable, emptyYearOf, nearYearOf } from './empty-year-of.js';

const MONTHS = 12;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('a year has in its months and updates what it has in all', () => {
  const count = fc.nat(200);
  const counts = fc.record({
    timersFired: count,
    moved: count,
    activities: count,
    remotes: count,
    locals: count,
    continueAsNews: fc.nat(MONTHS),
    updates: fc.nat(30),
  });
  fc.assert(
    fc.property(counts, ({ moved, ...rest }) => {
      const { timersFired, activities, remotes, locals, continueAsNews, updates } = rest;
      const year = emptyYearOf({ ...rest, timersStarted: timersFired + moved }, MONTHS);
      const { months } = year;
      const inUpdates = (kind: string) => (year.updates === kind ? updates : 0);
      expect(months).toHaveLength(MONTHS);
      expect(sum(months.map((month) => month.wakes))).toBe(timersFired);
      expect(sum(months.map((month) => month.rearms))).toBe(moved);
      expect(sum(months.map((month) => month.activities)) + inUpdates('WITH_ACTIVITY')).toBe(activities);
      expect(sum(months.map((month) => month.remotes))).toBe(remotes);
      expect(sum(months.map((month) => month.locals)) + inUpdates('WITH_LOCAL_ACTIVITY')).toBe(locals);
      expect(months.filter((month) => month.continuesAsNew)).toHaveLength(continueAsNews);
    }),
  );
});

test('four renewals a year are one every third month; flushes are local activities', () => {
  const counts = {
    timersStarted: 36,
    timersFired: 36,
    activities: 24,
    remotes: 12,
    locals: 26,
    continueAsNews: 4,
    updates: 14,
  };
  const { months, updates } = emptyYearOf(counts, MONTHS);
  expect(months.flatMap(({ continuesAsNew }, index) => (continuesAsNew ? [index + 1] : []))).toEqual([3, 6, 9, 12]);
  expect(months[0]).toEqual({ wakes: 3, rearms: 0, activities: 2, remotes: 1, locals: 1, continuesAsNew: false });
  expect(updates).toBe('WITH_LOCAL_ACTIVITY');
});

test.each([
  ['WITH_ACTIVITY', 64, 0],
  ['BARE', 3, 3],
])('updates are %s with %d activities and %d local ones', (expected, activities, locals) => {
  const counts = { timersStarted: 36, timersFired: 36, activities, remotes: 0, locals, continueAsNews: 4, updates: 14 };
  expect(emptyYearOf(counts, MONTHS).updates).toBe(expected);
});

test('a near year has the remote activities among its own', () => {
  const counts = { timersStarted: 36, timersFired: 36, activities: 24, remotes: 12, locals: 26, continueAsNews: 4 };
  const { months } = nearYearOf({ ...counts, updates: 14 }, MONTHS);
  expect(months[0]).toMatchObject({ activities: 3, remotes: 0 });
});

test('years are comparable that differ by rounding alone', () => {
  const line = {
    timersStarted: 36,
    timersFired: 36,
    activities: 64,
    remotes: 0,
    locals: 0,
    continueAsNews: 4,
    updates: 14,
  };
  expect(() => assertComparable(line, { ...line, activities: 63 })).not.toThrow();
  expect(() => assertComparable(line, { ...line, activities: 62 })).toThrow(/64 activities, the empty year 62/);
  expect(() => assertComparable(line, { ...line, locals: 14 })).toThrow(/0 locals, the empty year 14/);
});
