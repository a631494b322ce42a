import { addPeriods, MONTHLY } from './frequency.js';
import type { Frequency } from './frequency.js';
import { addDays, addMonths, firstOfMonth, withDay } from './plain-date.js';
import type { PlainDate } from './plain-date.js';

/** First and last day of a month that may be a bill day: a day every month has. @see products.md section 2, `billDay` */
export const BILL_DAY_MIN = 1;
export const BILL_DAY_MAX = 28;

/** How a bill's due date follows from its date. @see products.md section 2, `dueRule` */
export type DueRule =
  | { readonly kind: 'OFFSET_DAYS'; readonly offsetDays: number }
  | { readonly kind: 'DAY_OF_MONTH'; readonly day: number };

/**
 * Which bill takes installment k: the one whose cycle holds the purchase date + (k-1) months, or the k-th bill after
 * the purchase. The two differ only when a cycle is longer or shorter than a month (bill-day change).
 * @see products.md section 2, `installmentAnchor`
 */
export type InstallmentAnchor = 'MONTHLY_FROM_PURCHASE' | 'ONE_PER_BILL';

/**
 * First bill day strictly after a date. Cycles are half-open, so a purchase on the bill day falls in the next bill.
 *
 * @param date civil date in the line's zone
 * @param billDay 1..28
 * @throws RangeError for a bill day out of range: a caller's mistake, line terms are checked when they are set
 * @see products.md section 2; golden CAL-2, CAL-5
 */
export function firstBillDateAfter(date: PlainDate, billDay: number): PlainDate {
  assertBillDay(billDay);
  const inSameMonth = withDay(date, billDay);
  return inSameMonth > date ? inSameMonth : addMonths(inSameMonth, 1);
}

/**
 * Bill date of the calendar month after a bill, also when the bill day has changed in between (the cycle is then longer
 * or shorter than a month).
 *
 * @throws RangeError for a bill day out of 1..28
 * @see products.md section 2; golden CAL-3
 */
export function nextBillDate(billDate: PlainDate, billDay: number): PlainDate {
  assertBillDay(billDay);
  return withDay(addMonths(billDate, 1), billDay);
}

/**
 * Due date of a bill: bill date + offset, or the first such day of a month (cut to the month's length) after the bill
 * date. Business days do not move it: `nonBusinessDayRule` only makes a later payment timely.
 *
 * @throws RangeError for an offset below 1 or a day out of 1..31
 * @see products.md section 2, `dueRule`; golden CAL-6
 */
export function dueDateOf(billDate: PlainDate, rule: DueRule): PlainDate {
  if (rule.kind === 'OFFSET_DAYS') {
    assertWithin('offsetDays', rule.offsetDays, 1, 366);
    return addDays(billDate, rule.offsetDays);
  }
  assertWithin('day', rule.day, 1, 31);
  const inSameMonth = withDay(billDate, rule.day);
  if (inSameMonth > billDate) return inSameMonth;
  return withDay(addMonths(firstOfMonth(billDate), 1), rule.day);
}

/**
 * Due dates of an order with its own schedule: order date + k periods for k = 1..periods, each counted from the order
 * date itself (31 Jan, 28 Feb, 31 Mar).
 *
 * @throws RangeError for periods below 1
 * @see products.md section 2, order regime; golden CAL-1
 */
export function orderDueDates(orderDate: PlainDate, periods: number, frequency = MONTHLY): readonly PlainDate[] {
  return numbersTo(periods).map((nr) => addPeriods(orderDate, nr, frequency));
}

/**
 * Day that decides on which bill installment `nr` stands: purchase date + (nr-1) periods, cut to the month's length and
 * counted from the purchase date itself.
 *
 * @throws RangeError for a number below 1
 * @see products.md section 2, `installmentAnchor`
 */
export function anchorDate(purchasedOn: PlainDate, nr: number, frequency = MONTHLY): PlainDate {
  assertWithin('nr', nr, 1, Number.MAX_SAFE_INTEGER);
  return addPeriods(purchasedOn, nr - 1, frequency);
}

/**
 * Bill dates of the installments of a purchase on a line whose bill day may change.
 *
 * @param billDates the line's bill dates after the purchase, ascending and reaching as far as the installments do
 * @returns one bill date per installment; under `MONTHLY_FROM_PURCHASE` two may share a long cycle's bill
 * @throws RangeError if the bill dates end too early
 * @see products.md section 2, `installmentAnchor`; golden CAL-4
 */
export function billDatesOfInstallments(
  purchasedOn: PlainDate,
  periods: number,
  billDates: readonly PlainDate[],
  anchor: InstallmentAnchor,
  frequency = MONTHLY,
): readonly PlainDate[] {
  const later = billDates.filter((billDate) => billDate > purchasedOn);
  return numbersTo(periods).map((nr) => {
    const billDate =
      anchor === 'ONE_PER_BILL'
        ? later[nr - 1]
        : later.find((candidate) => candidate > anchorDate(purchasedOn, nr, frequency));
    if (billDate === undefined) throw new RangeError(`billDates: none for installment ${nr}; pass later bill dates`);
    return billDate;
  });
}

/**
 * Bill dates of the installments of a purchase on a line with a constant bill day; installments of days or weeks share
 * the bill of their cycle.
 *
 * @throws RangeError for a bill day or number of periods out of range
 * @see products.md section 2, `installmentAnchor`
 */
export function constantBillDates(
  purchasedOn: PlainDate,
  billDay: number,
  periods: number,
  anchor: InstallmentAnchor,
  frequency: Frequency = MONTHLY,
): readonly PlainDate[] {
  const first = firstBillDateAfter(purchasedOn, billDay);
  return numbersTo(periods).map((nr) =>
    anchor === 'ONE_PER_BILL'
      ? addMonths(first, nr - 1)
      : firstBillDateAfter(anchorDate(purchasedOn, nr, frequency), billDay),
  );
}

/**
 * Due dates of the installments of a purchase on a line with a constant bill day.
 *
 * @param offset days from bill to due date
 * @throws RangeError for a bill day, offset or number of periods out of range
 * @see products.md section 2; golden CAL-2
 */
export function statementDueDates(
  orderDate: PlainDate,
  billDay: number,
  offset: number,
  periods: number,
  anchor: InstallmentAnchor,
): readonly PlainDate[] {
  return dueDatesOf(constantBillDates(orderDate, billDay, periods, anchor), offset);
}

/**
 * Due dates of a statement turned into installments: nothing of it is due with that bill, the first installment comes
 * with the next one.
 *
 * @throws RangeError for a bill day, offset or number of periods out of range
 * @see products.md section 2, `statementInstallmentStart` NEXT_BILL
 */
export function conversionDueDates(
  statementDate: PlainDate,
  billDay: number,
  offset: number,
  periods: number,
): readonly PlainDate[] {
  const first = nextBillDate(statementDate, billDay);
  return dueDatesOf(
    numbersTo(periods).map((nr) => addMonths(first, nr - 1)),
    offset,
  );
}

/** @throws RangeError for a bill day that some months do not have */
export function assertBillDay(billDay: number): void {
  assertWithin('billDay', billDay, BILL_DAY_MIN, BILL_DAY_MAX);
}

function dueDatesOf(billDates: readonly PlainDate[], offsetDays: number): readonly PlainDate[] {
  return billDates.map((billDate) => dueDateOf(billDate, { kind: 'OFFSET_DAYS', offsetDays }));
}

function numbersTo(periods: number): readonly number[] {
  assertWithin('periods', periods, 1, 1200);
  return Array.from({ length: periods }, (_, i) => i + 1);
}

function assertWithin(name: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max)
    throw new RangeError(`${name}: ${value} is not an integer in ${min}..${max}`);
}
