import { connectApi } from '../connection.js';
import { print, type Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { instantText, table } from '../table.js';

/** What a line will do by itself. */
export async function showAgenda(io: Io, lineId: string, { json = false, api }: CommonOptions): Promise<void> {
  const client = connectApi(io, { api });
  const params = { lineId };
  const agenda = await client.call('getAgenda', { params });
  const { zone } = await client.call('getCreditLine', { params });
  print(io, json, agenda, () => [
    `The line's clock stands at ${instantText(agenda.clockAt, zone)} (${zone}).`,
    ...(agenda.items.length === 0
      ? ['Nothing is planned: the line sleeps until somebody asks something of it.']
      : table(
          [
            { title: 'AT', text: ({ at }) => instantText(at, zone) },
            { title: 'WHAT', text: ({ kind }) => kind },
            { title: 'ABOUT', text: ({ ref }) => ref },
          ],
          agenda.items,
        )),
  ]);
}
