import { addDays, plainDate } from '../calendar/plain-date.js';
import { bucketOf, daysPastDue, DPD_MILESTONES, usageOf } from './days-past-due.js';

describe('daysPastDue', () => {
  const dueOn = plainDate('2025-06-12');

  test.each([
    ['the day before the due date', '2025-06-11', 0],
    ['on the due date', '2025-06-12', 0],
    ['the day after', '2025-06-13', 1],
    ['REF-7 eight days later', '2025-06-20', 8],
  ])('%s', (_name, asOf, expected) => {
    expect(daysPastDue(dueOn, plainDate(asOf))).toBe(expected);
  });

  test('counts 29 February', () => {
    expect(daysPastDue(plainDate('2024-02-28'), plainDate('2024-03-01'))).toBe(2);
  });

  test('is 0 with nothing unpaid', () => {
    expect(daysPastDue(null, dueOn)).toBe(0);
  });
});

describe('bucketOf and usageOf', () => {
  test.each([
    [0, 'M0', 'USABLE'],
    [1, 'M1', 'USABLE'],
    [7, 'M1', 'USABLE'],
    [8, 'M1', 'NO_NEW_SPEND'],
    [30, 'M1', 'NO_NEW_SPEND'],
    [31, 'M2', 'CLOSED_FOR_NEW'],
    [60, 'M2', 'CLOSED_FOR_NEW'],
    [61, 'M3', 'CLOSED_FOR_NEW'],
    [90, 'M3', 'CLOSED_FOR_NEW'],
    [91, 'M4+', 'CLOSED_FOR_NEW'],
    [5_000, 'M4+', 'CLOSED_FOR_NEW'],
  ])('DPD %i: %s, %s', (dpd, bucket, usage) => {
    expect(bucketOf(dpd)).toBe(bucket);
    expect(usageOf(dpd)).toBe(usage);
  });

  test.each([-1, 0.5, Number.NaN])('DPD %s is refused', (dpd) => {
    expect(() => bucketOf(dpd)).toThrow(/dpd/);
    expect(() => usageOf(dpd)).toThrow(/dpd/);
  });

  test('something changes on the milestones and on no other day', () => {
    const dueOn = plainDate('2025-01-01');
    const standing = (days: number) => {
      const dpd = daysPastDue(dueOn, addDays(dueOn, days));
      return [dpd > 0, bucketOf(dpd), usageOf(dpd)].join();
    };
    const changes = Array.from({ length: 200 }, (_, i) => i + 1).filter((n) => standing(n) !== standing(n - 1));
    expect(changes).toEqual([...DPD_MILESTONES]);
  });
});
