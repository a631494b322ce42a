import { Temporal } from 'temporal-polyfill';
import { ASIA_SHANGHAI } from '../domain/calendar/zone.js';
import { zoneTable } from './zone-table.js';

const at = (text: string) => Date.parse(text);
const FROM_MS = at('2000-01-01T00:00:00Z');
const UNTIL_MS = at('2040-01-01T00:00:00Z');

/** The changes of a zone as the oracle finds them. */
function expectedOffsets(id: string): (readonly [number, number])[] {
  const minutes = (time: Temporal.ZonedDateTime) => time.offsetNanoseconds / 60e9;
  let time: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(FROM_MS).toZonedDateTimeISO(id);
  const offsets: (readonly [number, number])[] = [[FROM_MS, minutes(time)]];
  while ((time = time.getTimeZoneTransition('next')) !== null && time.epochMilliseconds < UNTIL_MS) {
    if (minutes(time) !== offsets.at(-1)![1]) offsets.push([time.epochMilliseconds, minutes(time)]);
  }
  return offsets;
}

describe('zoneTable', () => {
  test.each([
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'Pacific/Apia',
    'Africa/Casablanca',
    'UTC',
  ])('%s has the changes of the oracle', (id) => {
    expect(zoneTable(id, FROM_MS, UNTIL_MS)).toEqual({ id, offsets: expectedOffsets(id), untilMs: UNTIL_MS });
  });

  test('makes the constant of mainland China', () => {
    expect(zoneTable('Asia/Shanghai', ASIA_SHANGHAI.offsets[0]![0], ASIA_SHANGHAI.untilMs)).toEqual(ASIA_SHANGHAI);
  });

  test('takes a span of one millisecond, and a change at its start', () => {
    const springMs = at('2025-03-09T07:00:00Z');
    expect(zoneTable('America/New_York', springMs, springMs + 1).offsets).toEqual([[springMs, -240]]);
    expect(zoneTable('America/New_York', springMs - 1, springMs).offsets).toEqual([[springMs - 1, -300]]);
    expect(zoneTable('America/New_York', springMs - 1, springMs + 1).offsets).toHaveLength(2);
  });

  test.each([
    ['a zone nobody knows', 'Mars/Olympus', 0, 1],
    ['an empty span', 'UTC', 5, 5],
    ['no instant', 'UTC', Number.NaN, 5],
    ['an offset with seconds', 'Africa/Monrovia', at('1971-01-01T00:00:00Z'), at('1971-02-01T00:00:00Z')],
  ])('refuses %s', (_name, id, fromMs, untilMs) => {
    expect(() => zoneTable(id, fromMs, untilMs)).toThrow(RangeError);
  });
});
