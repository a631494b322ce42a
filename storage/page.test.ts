import fc from 'fast-check';
import { InvalidPage } from './errors.js';
import { pageBySlots, pageOfList, SLOT_COUNT, slotOf, type Slotted, type SlotWindow } from './page.js';

interface Row extends Slotted {
  readonly color: 'RED' | 'BLUE';
}

const inOrder = (a: Row, b: Row) => a.slot - b.slot || (a._id < b._id ? -1 : 1);

/** What a server answers: the window in order, cut at the limit. */
function reader(rows: readonly Row[]) {
  const sorted = [...rows].sort(inOrder);
  return async ({ fromSlot, toSlot, limit }: SlotWindow) =>
    await Promise.resolve(sorted.filter(({ slot }) => slot >= fromSlot && slot < toSlot).slice(0, limit));
}

async function walk(rows: readonly Row[], limit: number, matches: (row: Row) => boolean): Promise<readonly string[]> {
  const read = reader(rows);
  const ids: string[] = [];
  for (let cursor: string | null = null, pages = 0; pages <= rows.length + 1; pages += 1) {
    const page: Awaited<ReturnType<typeof pageBySlots<Row>>> = await pageBySlots({ limit, cursor }, read, matches);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items.map(({ _id }) => _id));
    if (page.nextCursor === null) return ids;
    expect(page.items).toHaveLength(limit); // only the last page may be short
    cursor = page.nextCursor;
  }
  throw new Error('the pages do not end');
}

const row = (id: string, color: Row['color']): Row => ({ _id: id, slot: slotOf(id), color });

describe('pageBySlots', () => {
  test('walks through everything once, in order, whatever the size and the filter', async () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(
        ids,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (all, limit, sparse) => {
          const rows = all.map((id, i) => row(id, i % sparse === 0 ? 'RED' : 'BLUE'));
          const isRed = ({ color }: Row) => color === 'RED';
          const expected = rows
            .filter(isRed)
            .sort(inOrder)
            .map(({ _id }) => _id);
          expect(await walk(rows, limit, isRed)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('gets past a slot that holds more than a batch', async () => {
    const slot = slotOf('line_crowded');
    const crowd = Array.from({ length: 450 }, (_, i) => {
      return {
        _id: `line_${String(i).padStart(3, '0')}`,
        slot,
        color: i % 30 === 0 ? ('RED' as const) : ('BLUE' as const),
      };
    });
    const last = { _id: 'line_last', slot: slot + 1, color: 'RED' as const };
    const isRed = ({ color }: Row) => color === 'RED';
    const { items } = await pageBySlots({ limit: 20, cursor: null }, reader([...crowd, last]), isRed);
    expect(items).toEqual([...crowd.filter(isRed), last]);
  });

  test('reads little of a big collection and little of a small one', async () => {
    const big = Array.from({ length: 50_000 }, (_, i) => row(`line_${i}`, 'RED'));
    for (const [rows, readsMax] of [
      [big, 2],
      [big.slice(0, 40), 4],
      [[], 4],
    ] as const) {
      const read = reader(rows);
      let reads = 0;
      let width = 0;
      await pageBySlots(
        { limit: 50, cursor: null },
        async (window) => {
          reads += 1;
          if (rows === big) width += window.toSlot - window.fromSlot;
          return await read(window);
        },
        () => true,
      );
      expect(reads).toBeLessThanOrEqual(readsMax);
      expect(width / SLOT_COUNT).toBeLessThan(0.02);
    }
  });

  test('new documents between two pages make no one else appear twice or vanish', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => row(`line_${i}`, 'RED'));
    const first = await pageBySlots({ limit: 60, cursor: null }, reader(rows), () => true);
    const more = [...rows, ...Array.from({ length: 80 }, (_, i) => row(`new_${i}`, 'RED'))];
    const rest: Row[] = [];
    for (let cursor = first.nextCursor; cursor !== null;) {
      const page = await pageBySlots({ limit: 60, cursor }, reader(more), () => true);
      rest.push(...page.items);
      cursor = page.nextCursor;
    }
    const seen = [...first.items, ...rest].map(({ _id }) => _id);
    expect(new Set(seen).size).toBe(seen.length);
    expect(rows.every(({ _id }) => seen.includes(_id))).toBe(true);
  });

  test.each(['', '!', 'YQ==', 'a b', '%00'])('refuses %j as a cursor', async (cursor) => {
    await expect(pageBySlots({ limit: 1, cursor }, reader([]), () => true)).rejects.toBeInstanceOf(InvalidPage);
  });

  test.each([0, -1, 1.5, 201, Number.NaN])('refuses %d as a limit', async (limit) => {
    await expect(pageBySlots({ limit, cursor: null }, reader([]), () => true)).rejects.toMatchObject({
      param: 'limit',
    });
  });
});

describe('pageOfList', () => {
  const list = ['a', 'b', 'c', 'd', 'e'];
  const self = (text: string) => text;

  test('walks to the end', () => {
    const first = pageOfList(list, { limit: 2, cursor: null }, self);
    const second = pageOfList(list, { limit: 2, cursor: first.nextCursor }, self);
    const third = pageOfList(list, { limit: 2, cursor: second.nextCursor }, self);
    expect([first.items, second.items, third.items]).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(third.nextCursor).toBeNull();
  });

  test('an exactly full last page has no successor', () => {
    expect(pageOfList(list, { limit: 5, cursor: null }, self).nextCursor).toBeNull();
  });

  test('refuses a cursor of another list', () => {
    const cursor = Buffer.from('z').toString('base64url');
    expect(() => pageOfList(list, { limit: 2, cursor }, self)).toThrow(InvalidPage);
  });
});
