import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMonths,
  dayOfMonth,
  daysBetween,
  earlier,
  epochDay,
  firstOfMonth,
  fromEpochDay,
  isPlainDate,
  later,
  plainDate,
  withDay,
} from './plain-date.js';

/** 1900-01-01 and 2199-12-31. */
const FIRST_DAY = -25_567;
const LAST_DAY = 84_005;
const days = fc.integer({ min: FIRST_DAY, max: LAST_DAY });
const dates = days.map(fromEpochDay);
const temporal = (text: string) => Temporal.PlainDate.from(text);

describe('plainDate', () => {
  test.each(['1900-01-01', '1970-01-01', '2199-12-31', '2024-02-29', '2000-02-29', '2025-12-31'])(
    'takes %s',
    (text) => {
      expect(plainDate(text)).toBe(text);
    },
  );

  test.each([
    '1899-12-31',
    '2200-01-01',
    '2025-02-29',
    '2100-02-29',
    '2025-04-31',
    '2025-00-10',
    '2025-13-01',
    '2025-01-00',
    '2025-01-32',
    '2025-1-01',
    '2025/01-01',
    '2025-01/01',
    '2025-01-01T00:00',
    '20a5-01-01',
    '2025-01-0 ',
    '2025-0/-01',
    '２025-01-01',
    '',
  ])('refuses "%s"', (text) => {
    expect(isPlainDate(text)).toBe(false);
    expect(() => plainDate(text)).toThrow(/YYYY-MM-DD/);
  });

  test('takes the texts that the oracle takes', () => {
    const part = (max: number, width: number) => fc.nat({ max }).map((n) => String(n).padStart(width, '0'));
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2199 }), part(13, 2), part(32, 2), (year, month, day) => {
        const text = `${year}-${month}-${day}`;
        const isReal = (() => {
          try {
            return temporal(text).toString() === text;
          } catch {
            return false;
          }
        })();
        expect(isPlainDate(text)).toBe(isReal);
      }),
    );
  });
});

describe('epochDay', () => {
  test.each([
    ['1900-01-01', FIRST_DAY],
    ['1969-12-31', -1],
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['2000-02-29', 11_016],
    ['2000-03-01', 11_017],
    ['2199-12-31', LAST_DAY],
  ])('%s is %d', (text, expected) => {
    expect(epochDay(plainDate(text))).toBe(expected);
    expect(fromEpochDay(expected)).toBe(text);
  });

  test('agrees with the platform on every day of the range', () => {
    const wrong: string[] = [];
    for (let day = FIRST_DAY; day <= LAST_DAY; day += 1) {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (fromEpochDay(day) !== text || epochDay(plainDate(text)) !== day) wrong.push(text);
    }
    expect(wrong).toEqual([]);
  });

  test.each([FIRST_DAY - 1, LAST_DAY + 1, 0.5, Number.NaN, Infinity])('has no date for day %d', (day) => {
    expect(() => fromEpochDay(day)).toThrow(RangeError);
  });
});

describe('addDays and daysBetween', () => {
  test.each([
    ['2024-02-28', 2, '2024-03-01'],
    ['2025-02-28', 1, '2025-03-01'],
    ['2025-01-01', -1, '2024-12-31'],
    ['2025-06-12', 0, '2025-06-12'],
  ])('%s and %d days is %s', (from, count, to) => {
    expect(addDays(plainDate(from), count)).toBe(to);
    expect(daysBetween(plainDate(from), plainDate(to))).toBe(count);
  });

  test('agree with the oracle and with each other', () => {
    fc.assert(
      fc.property(dates, dates, (from, to) => {
        const between = daysBetween(from, to);
        expect(between).toBe(temporal(from).until(temporal(to)).days);
        expect(addDays(from, between)).toBe(to);
      }),
    );
  });

  test('leave the range with an error', () => {
    expect(() => addDays(plainDate('2199-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(plainDate('1900-01-01'), -1)).toThrow(RangeError);
    expect(() => addDays(plainDate('2025-01-01'), 1.5)).toThrow(RangeError);
  });
});

describe('addMonths', () => {
  test.each([
    ['CAL-1', '2025-01-31', ['2025-02-28', '2025-03-31', '2025-04-30']],
    ['CAL-1 in a leap year', '2024-01-31', ['2024-02-29', '2024-03-31', '2024-04-30']],
    ['over the new year', '2024-11-30', ['2024-12-30', '2025-01-30', '2025-02-28']],
  ])('%s', (_id, anchor, expected) => {
    expect([1, 2, 3].map((months) => addMonths(plainDate(anchor), months))).toEqual(expected);
  });

  test('agrees with the oracle', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const expected = temporal(date).add({ months }, { overflow: 'constrain' });
        fc.pre(expected.year >= 1900 && expected.year <= 2199);
        expect(addMonths(date, months)).toBe(expected.toString());
      }),
    );
  });

  test('leaves the range with an error', () => {
    expect(() => addMonths(plainDate('2199-12-01'), 1)).toThrow(RangeError);
    expect(() => addMonths(plainDate('1900-01-31'), -1)).toThrow(RangeError);
    expect(() => addMonths(plainDate('2025-01-31'), 0.5)).toThrow(RangeError);
  });
});

describe('parts of a month', () => {
  test('a day is clamped to the month', () => {
    expect(withDay(plainDate('2025-02-10'), 31)).toBe('2025-02-28');
    expect(withDay(plainDate('2024-02-10'), 30)).toBe('2024-02-29');
    expect(withDay(plainDate('2025-02-10'), 1)).toBe('2025-02-01');
    expect(firstOfMonth(plainDate('2025-02-28'))).toBe('2025-02-01');
    expect(dayOfMonth(plainDate('2025-02-28'))).toBe(28);
  });

  test.each([0, 32, 1.5, Number.NaN])('%d is not a day of a month', (day) => {
    expect(() => withDay(plainDate('2025-01-01'), day)).toThrow(RangeError);
  });

  test('agree with the oracle', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 31 }), (date, day) => {
        expect(withDay(date, day)).toBe(temporal(date).with({ day }, { overflow: 'constrain' }).toString());
        expect(firstOfMonth(date)).toBe(temporal(date).with({ day: 1 }).toString());
        expect(dayOfMonth(date)).toBe(temporal(date).day);
      }),
    );
  });
});

test('earlier and later are the two dates in order', () => {
  fc.assert(
    fc.property(dates, dates, (a, b) => {
      const ordered = Temporal.PlainDate.compare(temporal(a), temporal(b)) <= 0 ? [a, b] : [b, a];
      expect([earlier(a, b), later(a, b)]).toEqual(ordered);
    }),
  );
});
