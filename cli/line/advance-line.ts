import { addDays, isPlainDate, plainDate } from '../../domain/calendar/plain-date.js';
import { connectApi } from '../connection.js';
import { CliProblem, EXIT } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { dateText } from '../table.js';
import { advanceTo } from './advance-to.js';

/** A year of a busy line takes some seconds. */
const ADVANCE_DEADLINE_MS = 120_000;

type Options = CommonOptions & { readonly days?: number; readonly to?: string };

/** Moves a line's clock forward on the real server, to the start of a day. */
export async function advanceLine(io: Io, lineId: string, { json = false, api, days, to }: Options): Promise<void> {
  if ((days === undefined) === (to === undefined))
    throw new CliProblem(EXIT.usage, 'Say how far: either --days, as in --days 45, or --to YYYY-MM-DD.');
  if (to !== undefined && !isPlainDate(to)) throw new CliProblem(EXIT.usage, `--to ${to}: there is no such day.`);
  const client = connectApi(io, { api, deadlineMs: ADVANCE_DEADLINE_MS });
  const params = { lineId };
  const before = await client.call('getCreditLine', { params });
  const { clockAt } = await client.call('getAgenda', { params });
  const target = to ?? addDays(plainDate(dateText(clockAt, before.zone)), days ?? 0);
  const moved = await advanceTo(client, { lineId, zone: before.zone, to: target });
  const after = await client.call('getCreditLine', { params });
  const entries = after.seq - before.seq;
  print(io, json, { lineId, fromAt: clockAt, toAt: moved?.toAt ?? clockAt, on: moved?.on ?? target, entries }, () => [
    moved === null
      ? `The clock of ${lineId} had passed the start of ${target} already.`
      : `The clock of ${lineId} stands at the start of ${moved.on}; ${entries} entries were booked on the way.`,
    ...(entries === 0 ? [] : [`See them with \`npx whiteslip line timeline ${lineId} --last ${entries}\`.`]),
  ]);
}
