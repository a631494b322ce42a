import { isLeapYear, plainDate, yearOf } from '../plain-date.js';
import type { PlainDate } from '../plain-date.js';

/** How many 29ths of February lie after `startOn` and not after `endOn`. */
export function leapDaysAfter(startOn: PlainDate, endOn: PlainDate): number {
  let count = 0;
  for (let year = yearOf(startOn); year <= yearOf(endOn); year += 1) {
    if (!isLeapYear(year)) continue;
    const leapOn = plainDate(`${year}-02-29`);
    if (leapOn > startOn && leapOn <= endOn) count += 1;
  }
  return count;
}
