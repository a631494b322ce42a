import type { TimelineItem } from '../../contracts/timeline.js';
import { connectApi } from '../connection.js';
import { print, type Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { amountText, instantText, table } from '../table.js';
import { readTimeline } from './read-timeline.js';

type Options = CommonOptions & { readonly last?: number };

/** The journal of a line. */
export async function showTimeline(io: Io, lineId: string, { json = false, api, last }: Options): Promise<void> {
  const client = connectApi(io, { api });
  const { zone, currency } = await client.call('getCreditLine', { params: { lineId } });
  const all = await readTimeline(client, lineId);
  const items = last === undefined ? all : all.slice(-last);
  print(io, json, { lineId, items }, () => timelineTable(items, zone, currency));
}

function timelineTable(items: readonly TimelineItem[], zone: string, currency: string): readonly string[] {
  return table<TimelineItem>(
    [
      { title: 'SEQ', text: ({ seq }) => String(seq), align: 'RIGHT' },
      { title: 'BOOKED', text: ({ bookedAt }) => instantText(bookedAt, zone) },
      { title: 'VALUE', text: ({ valueOn }) => valueOn ?? '-' },
      { title: 'WHAT', text: ({ type }) => type },
      { title: `BOOKINGS (${currency})`, text: ({ entries }) => bookings(entries, currency) },
    ],
    items,
  );
}

const bookings = (entries: TimelineItem['entries'], currency: string): string =>
  entries.map(({ account, amountMinor }) => `${account} ${amountText(amountMinor, currency)}`).join(', ');
