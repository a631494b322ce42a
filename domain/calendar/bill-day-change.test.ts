import { decideBillDayChange } from './bill-day-change.js';
import type { BillDayChange, BillDayChangeTerms } from './bill-day-change.js';
import { plainDate } from './plain-date.js';

const TERMS: BillDayChangeTerms = {
  dueRule: { kind: 'OFFSET_DAYS', offsetDays: 9 },
  monthsAfterOpening: 3,
  monthsBetweenChanges: 6,
};

const CHANGE: BillDayChange = {
  oldBillDay: 3,
  newBillDay: 20,
  lastBillDate: plainDate('2025-05-03'),
  requestedOn: plainDate('2025-05-08'),
  openedOn: plainDate('2024-01-15'),
  lastChangeOn: null,
  oldestOverdueOn: null,
};

describe('decideBillDayChange', () => {
  test('CAL-3', () => {
    expect(decideBillDayChange(CHANGE, TERMS)).toEqual({
      accepted: true,
      reason: null,
      currentDueOn: '2025-05-12',
      nextBillOn: '2025-06-20',
      nextDueOn: '2025-06-29',
      nextCycleDays: 48,
    });
  });

  test.each([
    ['on the bill day', { requestedOn: '2025-05-03' }, 'OUTSIDE_WINDOW'],
    ['the day after the bill day', { requestedOn: '2025-05-04' }, null],
    ['the day before the due date', { requestedOn: '2025-05-11' }, null],
    ['on the due date', { requestedOn: '2025-05-12' }, 'OUTSIDE_WINDOW'],
    ['a day short of three months after opening', { openedOn: '2025-02-09' }, 'TOO_NEW'],
    ['exactly three months after opening', { openedOn: '2025-02-08' }, null],
    ['a day short of six months after the last change', { lastChangeOn: '2024-11-09' }, 'TOO_SOON'],
    ['exactly six months after the last change', { lastChangeOn: '2024-11-08' }, null],
    ['with an overdue bill', { oldestOverdueOn: '2025-04-12' }, 'OVERDUE'],
    ['with a bill due on the day itself', { oldestOverdueOn: '2025-05-08' }, null],
    ['the window is looked at first', { requestedOn: '2025-05-12', openedOn: '2025-05-01' }, 'OUTSIDE_WINDOW'],
  ])('%s', (_name, changed, reason) => {
    const dates = Object.fromEntries(Object.entries(changed).map(([name, text]) => [name, plainDate(text)]));
    const decision = decideBillDayChange({ ...CHANGE, ...dates }, TERMS);
    expect(decision).toMatchObject({
      accepted: reason === null,
      reason,
      currentDueOn: '2025-05-12',
      nextBillOn: reason === null ? '2025-06-20' : '2025-06-03',
    });
  });

  test('refuses a bill day that some months do not have', () => {
    expect(() => decideBillDayChange({ ...CHANGE, newBillDay: 29 }, TERMS)).toThrow(/billDay: 29/);
    expect(() => decideBillDayChange({ ...CHANGE, oldBillDay: 0 }, TERMS)).toThrow(/billDay: 0/);
  });
});
