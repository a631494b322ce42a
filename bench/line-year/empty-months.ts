import type { EmptyMonth } from '../empty.workflow.js';

/** What a year held, by kind. */
export interface YearCounts {
  readonly timersStarted: number;
  readonly timersFired: number;
  readonly activities: number;
  /** Local activities of one workflow task count together. */
  readonly locals: number;
  readonly continueAsNews: number;
  readonly updates: number;
}

/** Spreads a line-year's counts over the months of an empty year; each update brings a local activity of its own. */
export function emptyMonths(counts: YearCounts, months: number): readonly EmptyMonth[] {
  const { timersStarted, timersFired, activities, locals, continueAsNews, updates } = counts;
  const inMonth = (total: number, index: number) =>
    Math.floor((total * (index + 1)) / months) - Math.floor((total * index) / months);
  return Array.from({ length: months }, (_, index) => ({
    wakes: inMonth(timersFired, index),
    rearms: inMonth(timersStarted - timersFired, index),
    activities: inMonth(activities, index),
    locals: inMonth(Math.max(0, locals - updates), index),
    continuesAsNew: inMonth(continueAsNews, index) > 0,
  }));
}
