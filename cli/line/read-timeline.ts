import type { TimelineItem } from '../../contracts/timeline.js';
import type { ApiClient } from '../api-client.js';

const PAGE_SIZE = '200';

/** The whole journal of a line, oldest first. */
export async function readTimeline(client: ApiClient, lineId: string): Promise<readonly TimelineItem[]> {
  const items: TimelineItem[] = [];
  let cursor: string | null = null;
  do {
    const query: Readonly<Record<string, string>> =
      cursor === null ? { limit: PAGE_SIZE } : { limit: PAGE_SIZE, cursor };
    const page = await client.call('getTimeline', { params: { lineId }, query });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}
