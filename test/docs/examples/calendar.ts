import { decideBillDayChange } from '../../../domain/calendar/bill-day-change.js';
import {
  billDatesOfInstallments,
  dueDateOf,
  firstBillDateAfter,
  orderDueDates,
  statementDueDates,
  type InstallmentAnchor,
} from '../../../domain/calendar/billing-calendar.js';
import { daysBetween, plainDate } from '../../../domain/calendar/plain-date.js';
import { timelyUntil } from '../../../domain/calendar/business-days.js';
import { day, code } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { FLAT, LINE } from './terms.js';

const RULES = { dueRule: LINE.dueRule, monthsAfterOpening: 3, monthsBetweenChanges: 6 } as const;

const days = (dates: readonly string[]): string => dates.map(day).join(', ');
const bought = (label: string, on: string): CheckedRow => {
  const billOn = firstBillDateAfter(plainDate(on), 3);
  const dueOn = dueDateOf(billOn, LINE.dueRule);
  return [label, day(billOn), day(dueOn), String(daysBetween(plainDate(on), dueOn))];
};
const changed = (label: string, anchor: InstallmentAnchor): CheckedRow => {
  const bills = ['2025-05-03', '2025-06-20', '2025-07-20'].map(plainDate);
  return [label, ...billDatesOfInstallments(plainDate('2025-04-05'), 3, bills, anchor).map(day)];
};
const moved = (label: string, requestedOn: string, openedOn: string, lastChangeOn: string | null): CheckedRow => {
  const decision = decideBillDayChange(
    {
      oldBillDay: 3,
      newBillDay: 20,
      lastBillDate: plainDate('2025-05-03'),
      requestedOn: plainDate(requestedOn),
      openedOn: plainDate(openedOn),
      lastChangeOn: lastChangeOn === null ? null : plainDate(lastChangeOn),
      oldestOverdueOn: null,
    },
    RULES,
  );
  const outcome = decision.reason === null ? 'accepted' : code(decision.reason);
  return [label, outcome, day(decision.currentDueOn), day(decision.nextBillOn), day(decision.nextDueOn)];
};

export const CALENDAR: PageExamples = {
  parameters: () => [
    [code('billDay'), String(LINE.billDay)],
    [code('dueRule'), code(LINE.dueRule.kind)],
    [code('dueOffsetDays'), LINE.dueRule.kind === 'OFFSET_DAYS' ? String(LINE.dueRule.offsetDays) : ''],
    [code('dueCutoff'), LINE.dueCutoff],
    [code('nonBusinessDayRule'), code(LINE.nonBusinessDayRule)],
    [code('installmentAnchor'), code(FLAT.installmentAnchor)],
    [code('firstBillDayChangeMonths'), String(LINE.billDayChange.monthsAfterOpening)],
    [code('minMonthsBetweenBillDayChanges'), String(LINE.billDayChange.monthsBetweenChanges)],
  ],
  purchases: () => [
    bought('CAL-5: bought on 2 May 2025', '2025-05-02'),
    bought('CAL-5: bought on 3 May 2025', '2025-05-03'),
  ],
  'due-dates': () => [
    ['CAL-1: order of 31 Jan 2025 in 3', days(orderDueDates(plainDate('2025-01-31'), 3))],
    ['CAL-1: order of 31 Jan 2024 in 3', days(orderDueDates(plainDate('2024-01-31'), 3))],
    [
      'CAL-2: bill day 1, bought on 5 Apr 2025 in 3',
      days(statementDueDates(plainDate('2025-04-05'), 1, 9, 3, 'MONTHLY_FROM_PURCHASE')),
    ],
    ['CAL-6: bill of 20 Feb 2025', day(dueDateOf(plainDate('2025-02-20'), LINE.dueRule))],
    ['CAL-6: bill of 20 Feb 2024', day(dueDateOf(plainDate('2024-02-20'), LINE.dueRule))],
    [
      'CAL-6: bill of 20 Feb 2025, due on the 29th',
      day(dueDateOf(plainDate('2025-02-20'), { kind: 'DAY_OF_MONTH', day: 29 })),
    ],
    [
      'CAL-7: due on Sunday 9 Mar 2025, `NEXT_BUSINESS_DAY_TIMELY`: timely until',
      day(
        timelyUntil(plainDate('2025-03-09'), {
          nonBusinessDayRule: 'NEXT_BUSINESS_DAY_TIMELY',
          holidays: [],
          graceDays: 0,
        }),
      ),
    ],
  ],
  'bill-day': () => [
    moved('CAL-3: 8 May, line of Jan 2025', '2025-05-08', '2025-01-05', null),
    moved('12 May: the due date', '2025-05-12', '2025-01-05', null),
    moved('8 May, line of March 2025', '2025-05-08', '2025-03-05', null),
    moved('8 May, changed on 8 Nov 2024', '2025-05-08', '2024-01-05', '2024-11-08'),
    moved('8 May, changed on 9 Nov 2024', '2025-05-08', '2024-01-05', '2024-11-09'),
  ],
  anchors: () => [
    changed('CAL-4: `MONTHLY_FROM_PURCHASE`', 'MONTHLY_FROM_PURCHASE'),
    changed('CAL-4: `ONE_PER_BILL`', 'ONE_PER_BILL'),
  ],
};
