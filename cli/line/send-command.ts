import type { ApiClient, PreviewableId, RequestOf } from '../api-client.js';
import { print, type Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { amountText, table } from '../table.js';

export interface SendOptions extends CommonOptions {
  readonly dryRun?: boolean;
}

/** Sends a command to a line, or with --dry-run shows what it would change, component by component. */
export async function sendCommand<Op extends PreviewableId>(
  io: Io,
  client: ApiClient,
  { json = false, dryRun = false }: SendOptions,
  operation: Op,
  request: RequestOf<Op> & { readonly params: { readonly lineId: string } },
): Promise<void> {
  if (!dryRun) {
    const answer = await client.call(operation, request);
    print(io, json, answer, () => Object.entries(answer).map(([member, value]) => `${member}: ${String(value)}`));
    return;
  }
  const { currency } = await client.call('getCreditLine', { params: { lineId: request.params.lineId } });
  const preview = await client.preview(operation, request);
  const money = (amountMinor: number) => amountText(amountMinor, currency);
  print(io, json, preview, () =>
    table(
      [
        { title: 'COMPONENT', text: ({ component }) => component },
        { title: 'OPEN BEFORE', text: ({ beforeMinor }) => money(beforeMinor), align: 'RIGHT' },
        { title: 'OPEN AFTER', text: ({ afterMinor }) => money(afterMinor), align: 'RIGHT' },
        {
          title: 'CHANGE',
          text: ({ beforeMinor, afterMinor }) => money(afterMinor - beforeMinor),
          align: 'RIGHT',
        },
      ],
      preview.components,
    ),
  );
}
