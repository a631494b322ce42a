import type { ZoneTable } from '../domain/calendar/zone.js';

/** Two changes of a zone closer together than this may be taken for none. The closest real pairs are weeks apart. */
const SCAN_STEP_MS = 5 * 86_400_000;

/**
 * Reads the offsets of a zone from the platform's zone database, for a core that must not read it itself.
 *
 * @param id IANA name
 * @param fromMs first instant of the table, epoch milliseconds
 * @param untilMs the instant it ends before, epoch milliseconds; each year costs a few hundred microseconds
 * @throws RangeError for a zone the platform does not know, an empty span, or an offset that is not whole minutes (some
 *   zones before 1972)
 */
export function zoneTable(id: string, fromMs: number, untilMs: number): ZoneTable {
  if (!Number.isSafeInteger(fromMs) || !Number.isSafeInteger(untilMs) || fromMs >= untilMs) {
    throw new RangeError(`${String(fromMs)}..${String(untilMs)} is not a span; give whole milliseconds in order`);
  }
  const offsetAt = offsetReader(id);
  let offsetMinutes = offsetAt(fromMs);
  const offsets: [number, number][] = [[fromMs, offsetMinutes]];
  for (let atMs = fromMs; atMs < untilMs - 1; atMs += SCAN_STEP_MS) {
    const stepEndMs = Math.min(atMs + SCAN_STEP_MS, untilMs - 1);
    const nextMinutes = offsetAt(stepEndMs);
    if (nextMinutes === offsetMinutes) continue;
    offsets.push([firstChange(offsetAt, atMs, stepEndMs), nextMinutes]);
    offsetMinutes = nextMinutes;
  }
  return { id, offsets, untilMs };
}

/** The first instant of the offset in force at `lateMs`, which is not the one at `earlyMs`. */
function firstChange(offsetAt: (ms: number) => number, earlyMs: number, lateMs: number): number {
  const after = offsetAt(lateMs);
  let before = earlyMs;
  let changed = lateMs;
  while (changed - before > 1) {
    const middle = Math.floor((before + changed) / 2);
    if (offsetAt(middle) === after) changed = middle;
    else before = middle;
  }
  return changed;
}

function offsetReader(id: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: id, timeZoneName: 'longOffset' });
  return (ms) => {
    const name = format.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0', seconds] = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name) ?? [];
    if (!name.startsWith('GMT') || (seconds !== undefined && seconds !== '00')) {
      throw new RangeError(`${id} is ${name} from UTC at ${String(ms)}, not whole minutes; begin the table later`);
    }
    const size = Number(hours) * 60 + Number(minutes);
    return sign === '-' ? -size : size;
  };
}
