import fc from 'fast-check';
import { emptyMonths } from './empty-months.js';

const MONTHS = 12;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('a year has in its months what it has in all', () => {
  const count = fc.nat(200);
  fc.assert(
    fc.property(
      count,
      count,
      count,
      count,
      fc.nat(MONTHS),
      fc.nat(30),
      (fired, more, activities, locals, renewals, updates) => {
        const months = emptyMonths(
          { timersStarted: fired + more, timersFired: fired, activities, locals, continueAsNews: renewals, updates },
          MONTHS,
        );
        expect(months).toHaveLength(MONTHS);
        expect(sum(months.map((month) => month.wakes))).toBe(fired);
        expect(sum(months.map((month) => month.rearms))).toBe(more);
        expect(sum(months.map((month) => month.activities))).toBe(activities);
        expect(sum(months.map((month) => month.locals))).toBe(Math.max(0, locals - updates));
        expect(months.filter((month) => month.continuesAsNew)).toHaveLength(renewals);
      },
    ),
  );
});

test('four renewals a year are one every third month', () => {
  const counts = { timersStarted: 36, timersFired: 36, activities: 24, locals: 26, continueAsNews: 4, updates: 14 };
  const months = emptyMonths(counts, MONTHS);
  expect(months.flatMap(({ continuesAsNew }, index) => (continuesAsNew ? [index + 1] : []))).toEqual([3, 6, 9, 12]);
  expect(months[0]).toEqual({ wakes: 3, rearms: 0, activities: 2, locals: 1, continuesAsNew: false });
});
