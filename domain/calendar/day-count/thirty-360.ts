import { dayOfMonth, isMonthEnd, monthOf, yearOf } from '../plain-date.js';
import type { PlainDate } from '../plain-date.js';

/**
 * Which days of a month count as its 30th.
 * `BOND`: a start on the 31st, and then an end on the 31st; `EUROPEAN`: both; `EUROPEAN_ISDA`: month ends, February's
 * too, but not at the end of the contract; `US`: as `BOND`, with the ends of February before; `PSA`: as `BOND`, with a
 * start at the end of February before, which is also DAYS360 of spreadsheets; `SPREADSHEET`: YEARFRAC with basis 0.
 */
export type Thirty360Rule = 'BOND' | 'EUROPEAN' | 'EUROPEAN_ISDA' | 'US' | 'PSA' | 'SPREADSHEET';

/**
 * Days between two dates when every month has 30: 360 dy + 30 dm + d2 - d1. Negative when the end comes first.
 *
 * @param terminationOn the end of the contract, for `EUROPEAN_ISDA`; null where there is none
 * @see ISDA 2006 definitions, section 4.16 (f) to (h)
 */
export function thirty360Days(
  rule: Thirty360Rule,
  startOn: PlainDate,
  endOn: PlainDate,
  terminationOn: PlainDate | null = null,
): number {
  const { first, last } = DAYS_OF[rule](startOn, endOn, terminationOn);
  return 360 * (yearOf(endOn) - yearOf(startOn)) + 30 * (monthOf(endOn) - monthOf(startOn)) + last - first;
}

/** The days of their months that a start and an end count as. */
interface CountedDays {
  readonly first: number;
  readonly last: number;
}

type Adjustment = (startOn: PlainDate, endOn: PlainDate, terminationOn: PlainDate | null) => CountedDays;

const DAYS_OF: Readonly<Record<Thirty360Rule, Adjustment>> = {
  BOND: (startOn, endOn) => bond(dayOfMonth(startOn), dayOfMonth(endOn)),
  EUROPEAN: (startOn, endOn) => ({ first: at30(dayOfMonth(startOn)), last: at30(dayOfMonth(endOn)) }),
  EUROPEAN_ISDA: (startOn, endOn, terminationOn) => ({
    first: isMonthEnd(startOn) ? 30 : dayOfMonth(startOn),
    last: isFebruaryEnd(endOn) && endOn !== terminationOn ? 30 : at30(dayOfMonth(endOn)),
  }),
  US: (startOn, endOn) => {
    const last = isFebruaryEnd(startOn) && isFebruaryEnd(endOn) ? 30 : dayOfMonth(endOn);
    return bond(isFebruaryEnd(startOn) ? 30 : dayOfMonth(startOn), last);
  },
  PSA: (startOn, endOn) => bond(isMonthEnd(startOn) ? 30 : dayOfMonth(startOn), dayOfMonth(endOn)),
  SPREADSHEET: (startOn, endOn) => {
    // Unlike US, an end on the 31st stays there after a start at the end of February: the start's own day is looked at.
    if (!isFebruaryEnd(startOn)) return bond(dayOfMonth(startOn), dayOfMonth(endOn));
    return { first: 30, last: isFebruaryEnd(endOn) ? 30 : dayOfMonth(endOn) };
  },
};

function bond(startDay: number, endDay: number): CountedDays {
  const first = at30(startDay);
  return { first, last: first === 30 ? at30(endDay) : endDay };
}

function at30(day: number): number {
  return Math.min(day, 30);
}

function isFebruaryEnd(date: PlainDate): boolean {
  return monthOf(date) === 2 && isMonthEnd(date);
}
