import type { EmptyYear } from '../empty.workflow.js';

/** What a year held, by kind. */
export interface YearCounts {
  readonly timersStarted: number;
  readonly timersFired: number;
  /** On the workflow's own queue. */
  readonly activities: number;
  /** Activities on another queue. */
  readonly remotes: number;
  /** Local activities of one workflow task count together. */
  readonly locals: number;
  readonly continueAsNews: number;
  readonly updates: number;
}

/**
 * Spreads a line-year's counts over the months of an empty year. An update brings an activity of its own, of the kind that
 * a line's flush is: those are not spread.
 */
export function emptyYearOf(counts: YearCounts, months: number): Pick<EmptyYear, 'months' | 'updates'> {
  const { timersStarted, timersFired, activities, remotes, locals, continueAsNews, updates } = counts;
  const flush = locals >= updates ? 'WITH_LOCAL_ACTIVITY' : activities >= updates ? 'WITH_ACTIVITY' : 'BARE';
  const inMonth = (total: number, index: number) =>
    Math.floor((total * (index + 1)) / months) - Math.floor((total * index) / months);
  const spread = Array.from({ length: months }, (_, index) => ({
    wakes: inMonth(timersFired, index),
    rearms: inMonth(timersStarted - timersFired, index),
    activities: inMonth(flush === 'WITH_ACTIVITY' ? activities - updates : activities, index),
    remotes: inMonth(remotes, index),
    locals: inMonth(flush === 'WITH_LOCAL_ACTIVITY' ? locals - updates : locals, index),
    continuesAsNew: inMonth(continueAsNews, index) > 0,
  }));
  return { months: spread, updates: flush };
}

/** The same year with every activity on the workflow's own queue, where the server hands it out at once. */
export function nearYearOf(counts: YearCounts, months: number): Pick<EmptyYear, 'months' | 'updates'> {
  return emptyYearOf({ ...counts, activities: counts.activities + counts.remotes, remotes: 0 }, months);
}

/** The averages of two sets of years may be rounded apart. */
const APART_MAX = 1;

/** @throws Error when the empty year does not do as much as the line's: then their speeds say nothing */
export function assertComparable(line: YearCounts, empty: YearCounts): void {
  for (const name of Object.keys(line) as (keyof YearCounts)[])
    // the keys of a record of them
    if (Math.abs(line[name] - empty[name]) > APART_MAX)
      throw new Error(`a line-year has ${line[name]} ${name}, the empty year ${empty[name]}: correct emptyYearOf`);
}
