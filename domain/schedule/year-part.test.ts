import { plainDate } from '../calendar/plain-date.js';
import { exact } from '../money/decimal.js';
import { yearPart } from './year-part.js';
import type { PlanDayCount } from './year-part.js';

const MONTHLY = { every: 1, unit: 'MONTHS' } as const;
const part = (
  dayCount: PlanDayCount,
  fromOn: string,
  toOn: string,
  frequency: Parameters<typeof yearPart>[3] = MONTHLY,
) => yearPart(dayCount, plainDate(fromOn), plainDate(toOn), frequency).toFixed(15);
const ratio = (days: number, year: number) => exact(days).div(year).toFixed(15);

describe('yearPart', () => {
  test.each<[PlanDayCount, number, number]>([
    ['ACT_365F', 38, 365],
    ['ACT_360', 38, 360],
    ['ACT_365L', 38, 366],
    ['ACT_ACT_ISDA', 38, 366],
    ['ACT_ACT_AFB', 38, 366],
    // A month, and 7 of the 29 days of the next one: 36 / 29 months
    ['ACT_ACT_ICMA', 36, 348],
    ['THIRTY_360_BOND', 38, 360],
    ['THIRTY_360_US', 38, 360],
    ['THIRTY_360_EU', 38, 360],
    ['THIRTY_360_ISDA', 38, 360],
  ])('%s: 25 January to 3 March 2024, %i of %i days', (dayCount, days, year) => {
    expect(part(dayCount, '2024-01-25', '2024-03-03')).toBe(ratio(days, year));
  });

  test.each<[PlanDayCount, number]>([
    ['THIRTY_360_BOND', 33],
    ['THIRTY_360_EU', 32],
    ['THIRTY_360_US', 30],
    ['THIRTY_360_ISDA', 30],
  ])('%s: 28 February to 31 March 2025 are %i days', (dayCount, days) => {
    expect(part(dayCount, '2025-02-28', '2025-03-31')).toBe(ratio(days, 360));
  });

  test('ACT_ACT_ICMA measures by the months of a period, a month where periods are of days or weeks', () => {
    // 29 days from 1 February 2024, 60 with March
    expect(part('ACT_ACT_ICMA', '2024-02-01', '2024-03-01')).toBe(ratio(1, 12));
    expect(part('ACT_ACT_ICMA', '2024-02-01', '2024-03-01', { every: 2, unit: 'MONTHS' })).toBe(ratio(29, 360));
    expect(part('ACT_ACT_ICMA', '2024-02-01', '2024-02-15', { every: 2, unit: 'WEEKS' })).toBe(ratio(14, 348));
  });
});
