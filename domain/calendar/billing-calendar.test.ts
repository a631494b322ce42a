import fc from 'fast-check';
import { countOf, textOf, vectorsOf } from '../../test/vectors/read-vectors.js';
import type { VectorFields } from '../../test/vectors/read-vectors.js';
import {
  anchorDate,
  billDatesOfInstallments,
  conversionDueDates,
  dueDateOf,
  firstBillDateAfter,
  nextBillDate,
  orderDueDates,
  statementDueDates,
} from './billing-calendar.js';
import type { InstallmentAnchor } from './billing-calendar.js';
import { addDays, daysBetween, plainDate } from './plain-date.js';

const day = plainDate;
const days = (...texts: string[]) => texts.map(plainDate);
const anyDate = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays(day('1990-01-01'), n));
const anyBillDay = fc.integer({ min: 1, max: 28 });

describe('firstBillDateAfter', () => {
  test.each([
    ['CAL-5 the day before the bill day', '2025-05-02', 3, '2025-05-03'],
    ['CAL-5 on the bill day', '2025-05-03', 3, '2025-06-03'],
    ['the day after the bill day', '2025-05-04', 3, '2025-06-03'],
    ['over the new year', '2024-12-28', 28, '2025-01-28'],
    ['31 Jan into February', '2025-01-31', 28, '2025-02-28'],
  ])('%s', (_name, date, billDay, expected) => {
    expect(firstBillDateAfter(day(date), billDay)).toBe(expected);
  });

  test('is the nearest bill day that is strictly later', () => {
    fc.assert(
      fc.property(anyDate, anyBillDay, (date, billDay) => {
        const billDate = firstBillDateAfter(date, billDay);
        expect(Number(billDate.slice(8))).toBe(billDay);
        expect(daysBetween(date, billDate)).toBeGreaterThanOrEqual(1);
        expect(daysBetween(date, billDate)).toBeLessThanOrEqual(31);
      }),
    );
  });

  test.each([0, 29, 3.5])('refuses bill day %s', (billDay) => {
    expect(() => firstBillDateAfter(day('2025-05-02'), billDay)).toThrow(/billDay: .* 1\.\.28/);
  });
});

describe('nextBillDate', () => {
  test.each([
    ['same day of the next month', '2025-01-28', 28, '2025-02-28'],
    ['CAL-3 a later day makes a long cycle', '2025-05-03', 20, '2025-06-20'],
    ['an earlier day makes a short cycle', '2025-04-20', 3, '2025-05-03'],
    ['over the new year', '2025-12-20', 20, '2026-01-20'],
  ])('%s', (_name, billDate, billDay, expected) => {
    expect(nextBillDate(day(billDate), billDay)).toBe(expected);
  });
});

describe('dueDateOf', () => {
  test.each([
    ['3rd to 12th', '2025-05-03', '2025-05-12'],
    ['1st to 10th', '2025-05-01', '2025-05-10'],
    ['20th to 29th', '2025-05-20', '2025-05-29'],
    ['CAL-6 February', '2025-02-20', '2025-03-01'],
    ['CAL-6 leap February', '2024-02-20', '2024-02-29'],
  ])('offset 9: %s', (_name, billDate, expected) => {
    expect(dueDateOf(day(billDate), { kind: 'OFFSET_DAYS', offsetDays: 9 })).toBe(expected);
  });

  test.each([
    ['CAL-6 cut to the month', '2025-02-20', 29, '2025-02-28'],
    ['CAL-6 leap year', '2024-02-20', 29, '2024-02-29'],
    ['later in the month', '2025-05-01', 8, '2025-05-08'],
    ['the bill day itself is not after the bill', '2025-05-08', 8, '2025-06-08'],
    ['earlier day falls in the next month', '2025-05-20', 5, '2025-06-05'],
    ['a cut day on the bill date falls in the next month', '2025-02-28', 31, '2025-03-31'],
  ])('day of month: %s', (_name, billDate, dueDay, expected) => {
    expect(dueDateOf(day(billDate), { kind: 'DAY_OF_MONTH', day: dueDay })).toBe(expected);
  });

  test('refuses an offset and a day out of range', () => {
    const on = day('2025-05-03');
    expect(() => dueDateOf(on, { kind: 'OFFSET_DAYS', offsetDays: 0 })).toThrow(/offsetDays/);
    expect(() => dueDateOf(on, { kind: 'DAY_OF_MONTH', day: 32 })).toThrow(/day: 32/);
  });
});

describe('orderDueDates', () => {
  test.each([
    ['CAL-1', '2025-01-31', days('2025-02-28', '2025-03-31', '2025-04-30')],
    ['CAL-1 leap year', '2024-01-31', days('2024-02-29', '2024-03-31', '2024-04-30')],
  ])('%s', (_id, orderDate, expected) => {
    expect(orderDueDates(day(orderDate), 3)).toEqual(expected);
  });

  test('refuses 0 periods', () => {
    expect(() => orderDueDates(day('2025-01-31'), 0)).toThrow(/periods: 0/);
  });
});

describe('installments on bills', () => {
  test('CAL-2', () => {
    const expected = days('2025-05-10', '2025-06-10', '2025-07-10');
    expect(statementDueDates(day('2025-04-05'), 1, 9, 3, 'MONTHLY_FROM_PURCHASE')).toEqual(expected);
    expect(statementDueDates(day('2025-04-05'), 1, 9, 3, 'ONE_PER_BILL')).toEqual(expected);
  });

  test.each<[string, InstallmentAnchor, string[]]>([
    ['CAL-4', 'MONTHLY_FROM_PURCHASE', ['2025-05-03', '2025-06-20', '2025-06-20']],
    ['CAL-4 one per bill', 'ONE_PER_BILL', ['2025-05-03', '2025-06-20', '2025-07-20']],
  ])('%s', (_id, anchor, expected) => {
    const billDates = days('2025-04-03', '2025-05-03', '2025-06-20', '2025-07-20');
    expect(billDatesOfInstallments(day('2025-04-05'), 3, billDates, anchor)).toEqual(expected);
  });

  test('CAL-5 interest-free days', () => {
    const free = (purchasedOn: string) => {
      const billDate = firstBillDateAfter(day(purchasedOn), 3);
      return daysBetween(day(purchasedOn), dueDateOf(billDate, { kind: 'OFFSET_DAYS', offsetDays: 9 }));
    };
    expect(free('2025-05-02')).toBe(10);
    expect(free('2025-05-03')).toBe(40);
  });

  test('bill dates that end too early are refused', () => {
    const billDates = days('2025-05-03', '2025-06-03');
    expect(() => billDatesOfInstallments(day('2025-04-05'), 3, billDates, 'ONE_PER_BILL')).toThrow(/installment 3/);
  });

  test('with a constant bill day both anchors agree', () => {
    fc.assert(
      fc.property(anyDate, anyBillDay, fc.integer({ min: 1, max: 36 }), (orderDate, billDay, periods) => {
        expect(statementDueDates(orderDate, billDay, 9, periods, 'MONTHLY_FROM_PURCHASE')).toEqual(
          statementDueDates(orderDate, billDay, 9, periods, 'ONE_PER_BILL'),
        );
      }),
    );
  });

  test('anchors count from the purchase date and do not drift', () => {
    expect([1, 2, 3].map((nr) => anchorDate(day('2025-01-31'), nr))).toEqual(
      days('2025-01-31', '2025-02-28', '2025-03-31'),
    );
    expect(() => anchorDate(day('2025-01-31'), 0)).toThrow(/nr: 0/);
  });
});

describe('golden-cn due_dates', () => {
  function dueDates(input: VectorFields, anchor: InstallmentAnchor): readonly string[] {
    const periods = countOf(input, 'periods');
    const mode = textOf(input, 'mode');
    if (mode === 'ORDER') return orderDueDates(day(textOf(input, 'order_date')), periods);
    const [billDay, offset] = [countOf(input, 'bill_day'), countOf(input, 'due_offset_days')];
    if (mode === 'STATEMENT')
      return statementDueDates(day(textOf(input, 'order_date')), billDay, offset, periods, anchor);
    return conversionDueDates(day(textOf(input, 'statement_date')), billDay, offset, periods);
  }

  test.each(vectorsOf('golden-cn.json', 'due_dates').map((vector) => [vector.id, vector] as const))(
    '%s',
    (_id, { input, expected }) => {
      expect(dueDates(input, 'MONTHLY_FROM_PURCHASE')).toEqual(expected['due_dates']);
      expect(dueDates(input, 'ONE_PER_BILL')).toEqual(expected['due_dates']);
    },
  );
});
