import { createHash } from 'node:crypto';
import { InvalidPage } from './errors.js';

export const PAGE_LIMIT_MAX = 200;

export interface PageRequest {
  /** 1 to PAGE_LIMIT_MAX */
  readonly limit: number;
  /** `nextCursor` of the page before; null for the first page. */
  readonly cursor: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** Lists are ordered by slot: an even spread of the ids, so that a range of slots bounds how much a read returns. */
export const SLOT_COUNT = 2 ** 24;
/** About a hundred of 100,000 documents. */
const FIRST_WINDOW_SLOTS = 2 ** 14;
const WINDOW_GROWTH = 16;
const BATCH_MIN = 100;

export function slotOf(id: string): number {
  return createHash('sha256').update(id).digest().readUIntBE(0, 3);
}

export interface Slotted {
  readonly _id: string;
  readonly slot: number;
}

export interface SlotWindow {
  /** Inclusive. */
  readonly fromSlot: number;
  /** Exclusive. */
  readonly toSlot: number;
  readonly limit: number;
}

function encodeCursor(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64url');
}

function decodeCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (id === '' || encodeCursor(id) !== cursor)
    throw new InvalidPage('cursor', 'The cursor is none that was given out: start again without one.');
  return id;
}

function requireLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_LIMIT_MAX)
    throw new InvalidPage('limit', `limit must be a whole number from 1 to ${PAGE_LIMIT_MAX}`);
}

function isBehind(document: Slotted, slot: number, id: string): boolean {
  return document.slot > slot || (document.slot === slot && document._id > id);
}

/** One more than the page was gathered: then there is a next page, behind the last one that is shown. */
function cut<T>(gathered: readonly T[], limit: number, idOf: (item: T) => string): Page<T> {
  const items = gathered.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: gathered.length > limit && last !== undefined ? encodeCursor(idOf(last)) : null };
}

/**
 * A page of a collection of any size, by ranges of slots that are bounded on both ends: the stand-in reads a range whole
 * before it applies a limit (measured: 1.5 s for an open range over 30,000 documents, 10 ms for a bounded one). A window
 * that yields too little is followed by a wider one.
 *
 * @param read documents of the window, ordered by slot and id, at most `limit`
 * @param matches conditions that `read` did not apply
 */
export async function pageBySlots<D extends Slotted>(
  { limit, cursor }: PageRequest,
  read: (window: SlotWindow) => Promise<readonly D[]>,
  matches: (document: D) => boolean,
): Promise<Page<D>> {
  requireLimit(limit);
  const afterId = cursor === null ? '' : decodeCursor(cursor);
  let last = cursor === null ? { slot: 0, _id: '' } : { slot: slotOf(afterId), _id: afterId };
  let batch = Math.max(BATCH_MIN, limit + 1);
  const gathered: D[] = [];
  for (let fromSlot = last.slot, width = FIRST_WINDOW_SLOTS; fromSlot < SLOT_COUNT && gathered.length <= limit;) {
    const toSlot = Math.min(SLOT_COUNT, fromSlot + width);
    const documents = await read({ fromSlot, toSlot, limit: batch });
    gathered.push(...documents.filter((document) => isBehind(document, last.slot, last._id) && matches(document)));
    const lastRead = documents.at(-1);
    if (lastRead !== undefined) last = lastRead;
    const isWhole = documents.length < batch;
    if (isWhole) width *= WINDOW_GROWTH;
    else if (last.slot === fromSlot) batch *= 2; // one slot filled it: the same read again would never get past
    fromSlot = isWhole ? toSlot : last.slot; // a full batch goes on in the slot where it ended
  }
  return cut(gathered, limit, ({ _id }) => _id);
}

/**
 * A page of a list that is short by nature and was read whole.
 *
 * @throws InvalidPage when the cursor names nothing of the list
 */
export function pageOfList<T>(all: readonly T[], { limit, cursor }: PageRequest, idOf: (item: T) => string): Page<T> {
  requireLimit(limit);
  if (cursor === null) return cut(all.slice(0, limit + 1), limit, idOf);
  const id = decodeCursor(cursor);
  const index = all.findIndex((item) => idOf(item) === id);
  if (index < 0) throw new InvalidPage('cursor', 'The cursor belongs to another list: start again without one.');
  return cut(all.slice(index + 1, index + limit + 2), limit, idOf);
}
