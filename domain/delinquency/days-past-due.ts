import { daysBetween } from '../calendar/plain-date.js';
import type { PlainDate } from '../calendar/plain-date.js';

/** Class of DPD: 0, 1-30, 31-60, 61-90, above 90. @see glossary, delinquency bucket */
export type DelinquencyBucket = 'M0' | 'M1' | 'M2' | 'M3' | 'M4+';

/** What a delinquent line may still be used for. @see products.md section 5, `usageLadder` */
export type Usage = 'USABLE' | 'NO_NEW_SPEND' | 'CLOSED_FOR_NEW';

/**
 * DPD on which something changes, for the line's agenda: 1 past due and bucket M1, 8 no new spend, 31 closed for new
 * use and bucket M2, 61 bucket M3, 91 bucket M4+. Between two of them a line need not wake up.
 *
 * @see products.md section 5, `usageLadder` default; glossary, delinquency bucket
 */
export const DPD_MILESTONES = [1, 8, 31, 61, 91] as const;

/**
 * Calendar days since the oldest unpaid due date; 0 on the due date itself, before it, and with nothing unpaid.
 *
 * @param oldestUnpaidDueOn by value date, so that an entry registered late lowers the result; null if all is paid
 * @param asOf civil date in the line's zone
 * @see products.md section 5
 */
export function daysPastDue(oldestUnpaidDueOn: PlainDate | null, asOf: PlainDate): number {
  if (oldestUnpaidDueOn === null || asOf <= oldestUnpaidDueOn) return 0;
  return daysBetween(oldestUnpaidDueOn, asOf);
}

/**
 * Bucket of a DPD.
 *
 * @throws RangeError for a negative or fractional DPD
 * @see glossary, delinquency bucket
 */
export function bucketOf(dpd: number): DelinquencyBucket {
  assertDpd(dpd);
  if (dpd === 0) return 'M0';
  if (dpd <= 30) return 'M1';
  if (dpd <= 60) return 'M2';
  return dpd <= 90 ? 'M3' : 'M4+';
}

/**
 * Use that a DPD leaves: 0-7 usable, 8-30 no new spend (restorable after cure), from 31 closed for new use.
 *
 * @throws RangeError for a negative or fractional DPD
 * @see products.md section 5, `usageLadder` default
 */
export function usageOf(dpd: number): Usage {
  assertDpd(dpd);
  if (dpd <= 7) return 'USABLE';
  return dpd <= 30 ? 'NO_NEW_SPEND' : 'CLOSED_FOR_NEW';
}

function assertDpd(dpd: number): void {
  if (!Number.isInteger(dpd) || dpd < 0) throw new RangeError(`dpd: ${dpd} is not a number of days`);
}
