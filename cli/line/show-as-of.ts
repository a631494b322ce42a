import { connectApi } from '../connection.js';
import { print, type Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { moneyText, pairs } from '../table.js';

export type AsOfOptions = CommonOptions & { readonly on: string; readonly view: 'as-was' | 'as-now' };

/** A line at the end of a day: as it was believed then, or as it is known now. */
export async function showAsOf(io: Io, lineId: string, { json = false, api, on, view }: AsOfOptions): Promise<void> {
  const client = connectApi(io, { api });
  const params = { lineId };
  const { currency } = await client.call('getCreditLine', { params });
  const found = await client.call('getLineAsOf', { params, query: { asOf: on, view } });
  const money = (amountMinor: number) => moneyText(amountMinor, currency);
  print(io, json, found, () =>
    pairs([
      ['line', `${found.lineId} on ${found.asOf}, ${view}, entries up to ${found.seq}`],
      ['used', money(found.usedMinor)],
      ['billed', money(found.billedMinor)],
      ['overdue', `${money(found.overdueMinor)}, ${found.daysPastDue} days past due`],
      ['credit balance', money(found.creditMinor)],
      ...Object.entries(found.outstanding).map(
        ([component, amountMinor]) => [`open ${component.toLowerCase()}`, money(amountMinor)] as const,
      ),
      ['accrued fee', money(found.accrued.feeMinor)],
      ['accrued interest', money(found.accrued.interestMinor)],
    ]),
  );
}
