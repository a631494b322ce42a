import { epochDay, fromEpochDay } from './plain-date.js';
import type { PlainDate } from './plain-date.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAY_MINUTES = 1_440;

/** No zone is further from UTC than 14 hours, one day is ample; two offsets in force differ by less than that. */
const OFFSET_MAX_MS = DAY_MS;

/**
 * The offsets of a time zone as data. The core reads no clock and no zone database: a decision replayed years later must
 * come out the same although a government has moved its clocks since.
 */
export interface ZoneTable {
  /** IANA name, such as `Asia/Shanghai`. */
  readonly id: string;
  /** From which instant (epoch milliseconds) which offset from UTC is in force; ascending, the first opens the table. */
  readonly offsets: readonly (readonly [fromMs: number, offsetMinutes: number])[];
  /** The instant the table ends before, epoch milliseconds. */
  readonly untilMs: number;
}

/**
 * The civil date in the zone at an instant.
 *
 * @param instantMs epoch milliseconds
 * @throws RangeError for an instant before the first offset, or not before the end of the table
 * @see products.md, section 0, `zone`; golden CAL-5
 */
export function dateAt(zone: ZoneTable, instantMs: number): PlainDate {
  const offset = zone.offsets[lastFrom(zone, instantMs)];
  if (offset === undefined || !(instantMs < zone.untilMs)) throw outside(zone, instantMs);
  return fromEpochDay(Math.floor((instantMs + offset[1] * MINUTE_MS) / DAY_MS));
}

/**
 * The instant a clock in the zone shows a time on a date. A time the clocks skip gives the instant they skip it, the
 * first after the gap; a time they show twice gives the earlier instant.
 *
 * @param date civil date in the zone
 * @param time `HH:MM` from `00:00` to `24:00`, which is `00:00` of the next day
 * @returns epoch milliseconds
 * @throws RangeError for another time, or an instant outside the table
 * @see products.md, section 2, `dueCutoff`; golden CAL-8
 */
export function instantAt(zone: ZoneTable, date: PlainDate, time: string): number {
  const localMs = epochDay(date) * DAY_MS + minutesOf(time) * MINUTE_MS;
  const instantMs = instantOfLocal(zone, localMs);
  if (instantMs === undefined || instantMs >= zone.untilMs) throw outside(zone, localMs);
  return instantMs;
}

/** Mainland China: +08:00, but for the summers of 1986 to 1991. */
export const ASIA_SHANGHAI: ZoneTable = {
  id: 'Asia/Shanghai',
  offsets: [
    [-28_800_000, 480],
    [515_527_200_000, 540],
    [527_014_800_000, 480],
    [545_162_400_000, 540],
    [558_464_400_000, 480],
    [577_216_800_000, 540],
    [589_914_000_000, 480],
    [608_666_400_000, 540],
    [621_968_400_000, 480],
    [640_116_000_000, 540],
    [653_418_000_000, 480],
    [671_565_600_000, 540],
    [684_867_600_000, 480],
  ],
  untilMs: 7_258_089_600_000,
};

function instantOfLocal(zone: ZoneTable, localMs: number): number | undefined {
  // From the offset in force a day before, so that of two instants with the same clock time the earlier is met first.
  for (let at = Math.max(0, lastFrom(zone, localMs - OFFSET_MAX_MS)); at < zone.offsets.length; at += 1) {
    const [fromMs, offsetMinutes] = zone.offsets[at] ?? [0, 0];
    const nextFromMs = zone.offsets[at + 1]?.[0] ?? zone.untilMs;
    const instantMs = localMs - offsetMinutes * MINUTE_MS;
    // Before this offset's time and not in the time of the one before: skipped. The table's own start is no gap.
    if (instantMs < fromMs) return at === 0 ? undefined : fromMs;
    if (instantMs < nextFromMs) return instantMs;
  }
  return undefined;
}

/** Index of the last offset that began at or before the instant, -1 when none did. */
function lastFrom(zone: ZoneTable, instantMs: number): number {
  let low = 0;
  let high = zone.offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const fromMs = zone.offsets[middle]?.[0] ?? Infinity;
    if (fromMs <= instantMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function minutesOf(time: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  if (!(total <= DAY_MINUTES)) throw new RangeError(`"${time}" is not a time of day; write HH:MM from 00:00 to 24:00`);
  return total;
}

function outside(zone: ZoneTable, ms: number): RangeError {
  const from = String(zone.offsets[0]?.[0]);
  return new RangeError(
    `${String(ms)} ms is outside the table of ${zone.id}, ${from} to ${String(zone.untilMs)}; extend the table`,
  );
}
