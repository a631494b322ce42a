import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { fromEpochDay, plainDate } from './plain-date.js';
import { ASIA_SHANGHAI, dateAt, instantAt } from './zone.js';
import type { ZoneTable } from './zone.js';

const at = (text: string) => Date.parse(text);

/** Clocks go forward at 02:00 on 9 March 2025 and back at 02:00 on 2 November. */
const NEW_YORK: ZoneTable = {
  id: 'America/New_York',
  offsets: [
    [at('2024-11-03T06:00:00Z'), -300],
    [at('2025-03-09T07:00:00Z'), -240],
    [at('2025-11-02T06:00:00Z'), -300],
  ],
  untilMs: at('2026-03-08T07:00:00Z'),
};

describe('instantAt', () => {
  test.each([
    ['CAL-8 on the day clocks go forward', '2025-03-09', '17:00', '2025-03-09T21:00:00Z'],
    ['CAL-8 on the day clocks go back', '2025-11-02', '17:00', '2025-11-02T22:00:00Z'],
    ['the day before', '2025-03-08', '17:00', '2025-03-08T22:00:00Z'],
    ['the last minute before the gap', '2025-03-09', '01:59', '2025-03-09T06:59:00Z'],
    ['the start of the gap', '2025-03-09', '02:00', '2025-03-09T07:00:00Z'],
    ['inside the gap', '2025-03-09', '02:59', '2025-03-09T07:00:00Z'],
    ['after the gap', '2025-03-09', '03:00', '2025-03-09T07:00:00Z'],
    ['shown twice, the earlier', '2025-11-02', '01:30', '2025-11-02T05:30:00Z'],
    ['after the overlap', '2025-11-02', '02:00', '2025-11-02T07:00:00Z'],
    ['24:00 is the next day', '2025-11-01', '24:00', '2025-11-02T04:00:00Z'],
    ['00:00', '2025-11-02', '00:00', '2025-11-02T04:00:00Z'],
  ])('%s', (_id, date, time, expected) => {
    expect(new Date(instantAt(NEW_YORK, plainDate(date), time)).toISOString()).toBe(new Date(expected).toISOString());
  });

  test.each(['24:01', '25:00', '12:60', '9:00', '12', '', '12:00:00', '-1:00'])('refuses the time "%s"', (time) => {
    expect(() => instantAt(NEW_YORK, plainDate('2025-06-01'), time)).toThrow(/HH:MM/);
  });

  test.each([
    ['before the first offset', '2024-11-03', '00:59'],
    ['long before', '2024-06-01', '12:00'],
    ['at the end', '2026-03-08', '02:00'],
    ['long after', '2030-01-01', '12:00'],
  ])('refuses an instant %s of the table', (_name, date, time) => {
    expect(() => instantAt(NEW_YORK, plainDate(date), time)).toThrow(/extend the table/);
  });

  test('takes the last minute of the table', () => {
    expect(instantAt(NEW_YORK, plainDate('2026-03-08'), '01:59')).toBe(at('2026-03-08T06:59:00Z'));
  });
});

describe('dateAt', () => {
  test.each([
    ['before midnight', '2025-03-10T03:59:59.999Z', '2025-03-09'],
    ['midnight', '2025-03-10T04:00:00Z', '2025-03-10'],
    ['midnight in winter', '2025-03-09T05:00:00Z', '2025-03-09'],
    ['the first instant of the table', '2024-11-03T06:00:00Z', '2024-11-03'],
  ])('%s', (_name, instant, expected) => {
    expect(dateAt(NEW_YORK, at(instant))).toBe(expected);
  });

  test.each([
    ['before the table', NEW_YORK.offsets[0]![0] - 1],
    ['at its end', NEW_YORK.untilMs],
    ['no instant', Number.NaN],
  ])('refuses an instant: %s', (_name, instantMs) => {
    expect(() => dateAt(NEW_YORK, instantMs)).toThrow(RangeError);
  });

  test('refuses a table without offsets', () => {
    const empty = { id: 'Nowhere', offsets: [], untilMs: 1 };
    expect(() => dateAt(empty, 0)).toThrow(RangeError);
    expect(() => instantAt(empty, plainDate('1970-01-01'), '00:00')).toThrow(RangeError);
  });

  test('is the date whose day holds the instant', () => {
    const first = NEW_YORK.offsets[0]![0] + 86_400_000;
    fc.assert(
      fc.property(fc.integer({ min: first, max: NEW_YORK.untilMs - 86_400_000 }), (instantMs) => {
        const date = dateAt(NEW_YORK, instantMs);
        expect(instantAt(NEW_YORK, date, '00:00')).toBeLessThanOrEqual(instantMs);
        expect(instantAt(NEW_YORK, date, '24:00')).toBeGreaterThan(instantMs);
      }),
    );
  });
});

describe('ASIA_SHANGHAI', () => {
  test.each([
    ['CAL-5 before the cut', '2025-05-02T15:59:59Z', '2025-05-02'],
    ['CAL-5 at the cut', '2025-05-02T16:00:00Z', '2025-05-03'],
  ])('%s', (_id, instant, expected) => {
    expect(dateAt(ASIA_SHANGHAI, at(instant))).toBe(expected);
  });

  test('covers all dates there are', () => {
    expect(instantAt(ASIA_SHANGHAI, plainDate('1970-01-01'), '00:00')).toBe(ASIA_SHANGHAI.offsets[0]![0]);
    expect(instantAt(ASIA_SHANGHAI, plainDate('2199-12-31'), '23:59')).toBe(ASIA_SHANGHAI.untilMs - 60_000);
    expect(dateAt(ASIA_SHANGHAI, ASIA_SHANGHAI.untilMs - 1)).toBe('2199-12-31');
  });

  test('agrees with the oracle', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.nat({ max: 1_439 }), (day, minutes) => {
        const date = fromEpochDay(day);
        const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        const expected = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime('Asia/Shanghai', {
          disambiguation: 'earlier',
        });
        const isGap = expected.toPlainDateTime().toString() !== `${date}T${time}:00`;
        fc.pre(!isGap);
        expect(instantAt(ASIA_SHANGHAI, date, time)).toBe(expected.epochMilliseconds);
        expect(dateAt(ASIA_SHANGHAI, expected.epochMilliseconds)).toBe(date);
      }),
      { numRuns: 300 },
    );
  });
});
