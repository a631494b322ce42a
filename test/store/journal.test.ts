import fc from 'fast-check';
import { canonicalJson, type Json } from '../../domain/ledger/canonical-json.js';
import type { Posting } from '../../domain/ledger/reports.js';
import { isSealed, seal, type JournalEntry } from '../../domain/ledger/journal.js';
import type { LineEvent } from '../../domain/line/events.js';
import { on } from '../../domain/line/testing.js';
import { minor } from '../../domain/money/minor.js';
import { JournalConflict } from '../../storage/errors.js';
import { openStore } from '../../storage/store.js';
import { DATA_KEY, livedLine, openTestStore, rawCollection, sealAll, type TestStore } from './support.js';

let test_: TestStore;
beforeAll(async () => (test_ = await openTestStore()), 60_000);
afterAll(async () => await test_.close(), 30_000);

async function collect(lineId: string): Promise<readonly JournalEntry[]> {
  const all: JournalEntry[] = [];
  for await (const entry of test_.store.journal.stream(lineId)) all.push(entry);
  return all;
}

function payments(count: number, amountMinor = 100): readonly LineEvent[] {
  return Array.from({ length: count }, (_, i) => ({
    type: 'paymentReceived',
    seq: i + 1,
    bookedAt: 1_750_000_000_000 + i,
    bookedOn: on('2025-06-15'),
    entries: [
      { account: 'BANK', amountMinor: minor(amountMinor) },
      { account: 'PRINCIPAL_RECEIVABLE', amountMinor: minor(-amountMinor) },
    ],
    paymentId: `pay_${i}`,
    amountMinor: minor(amountMinor),
    valueOn: on('2025-06-14'),
    source: 'TRANSFER',
    reference: null,
    accountRef: null,
    requestedSeq: null,
  }));
}

describe('append and read', () => {
  test('what is read is what was sealed, entry by entry', async () => {
    const { entries } = livedLine('line_roundtrip');
    await test_.store.journal.append(entries);
    const stored = await collect('line_roundtrip');
    expect(stored.map(canonicalJson)).toEqual(entries.map(canonicalJson));
    expect(stored.every(isSealed)).toBe(true);
  });

  test('postings come one by one, with product, days and number', async () => {
    const { entries } = livedLine('line_postings');
    await test_.store.journal.append(entries);
    const found: Posting[] = [];
    for await (const posting of test_.store.journal.postings({ fromOn: null, toOn: null }, 'line_postings'))
      found.push(posting);
    expect(found.map(({ seq, account, amountMinor }) => [seq, account, amountMinor])).toEqual(
      entries.flatMap(({ seq, event }) => event.entries.map(({ account, amountMinor }) => [seq, account, amountMinor])),
    );
    expect(found.some(({ product }) => product !== undefined)).toBe(true);
    const before = test_.store.journal.postings({ fromOn: null, toOn: on('2000-01-01') }, 'line_postings');
    expect((await before.next()).done).toBe(true);
  });

  test('an event without a value date of its own gets none', async () => {
    const { entries } = livedLine('line_dates');
    await test_.store.journal.append(entries);
    const opened = (await test_.store.journal.read('line_dates', { afterSeq: 0, limit: 1 }))[0];
    expect(opened?.event).not.toHaveProperty('valueOn');
  });

  test.each([2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 1e12, 2 ** 53 - 1])(
    'an amount of %d is a 64-bit integer',
    async (amountMinor) => {
      const lineId = `line_${amountMinor}`;
      await test_.store.journal.append(sealAll(lineId, payments(1, amountMinor)));
      const [stored] = await collect(lineId);
      expect(stored?.event.entries).toEqual([
        { account: 'BANK', amountMinor },
        { account: 'PRINCIPAL_RECEIVABLE', amountMinor: -amountMinor },
      ]);
      expect(isSealed(stored!)).toBe(true);
      const isLong = { 'entries.0.amountMinor': { $type: 'long' }, 'entries.1.amountMinor': { $type: 'long' } };
      expect(await rawCollection(test_.raw, 'journal').countDocuments({ _id: `${lineId}:1`, ...isLong })).toBe(1);
    },
  );

  test('keeps whatever JSON a client sent, keys that BSON cannot hold included', async () => {
    let nr = 0;
    const awkward: Json = { $set: 1, 'a.b': { _bsontype: 'ObjectId', '': null }, '\u0000': ['\ud800', 1e300, -0] };
    const check = async (body: Json) => {
      const lineId = `line_cause_${++nr}`;
      const entries = sealAll(lineId, payments(1), { 1: { commandId: 'c', body, reply: { echo: body } } });
      await test_.store.journal.append(entries);
      const [stored] = await collect(lineId);
      expect(canonicalJson(stored)).toBe(canonicalJson(entries[0]));
      expect(isSealed(stored!)).toBe(true);
    };
    await check(awkward);
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (body) => await check(body as Json)),
      { numRuns: 40 },
    );
  });

  test('windows follow the numbers', async () => {
    await test_.store.journal.append(sealAll('line_window', payments(10)));
    const seqs = async (afterSeq: number, limit: number) =>
      (await test_.store.journal.read('line_window', { afterSeq, limit })).map(({ seq }) => seq);
    expect(await seqs(0, 3)).toEqual([1, 2, 3]);
    expect(await seqs(8, 3)).toEqual([9, 10]);
    expect(await seqs(10, 3)).toEqual([]);
  });

  test('a stream crosses its pages', async () => {
    await test_.store.journal.append(sealAll('line_long', payments(1_203)));
    expect((await collect('line_long')).map(({ seq }) => seq)).toEqual(Array.from({ length: 1_203 }, (_, i) => i + 1));
  }, 30_000);

  test('lines whose ids begin alike do not mix', async () => {
    await test_.store.journal.append(sealAll('line_a', payments(2)));
    await test_.store.journal.append(sealAll('line_a:1', payments(3)));
    expect(await collect('line_a')).toHaveLength(2);
  });

  test('the head is found from any number that is known', async () => {
    const entries = sealAll('line_head', payments(7));
    await test_.store.journal.append(entries);
    const head = { seq: 7, hash: entries[6]?.hash };
    expect(await test_.store.journal.head('line_head')).toEqual(head);
    expect(await test_.store.journal.head('line_head', 4)).toEqual(head);
    expect(await test_.store.journal.head('line_head', 7)).toEqual(head);
    expect(await test_.store.journal.head('line_none')).toBeNull();
  });

  test('an entry is found by its command, on its line only', async () => {
    const cause = { commandId: 'cmd_1', body: { amountMinor: 100 }, reply: { paymentId: 'pay_0' } };
    const entries = sealAll('line_cmd', payments(2), { 1: cause });
    await test_.store.journal.append(entries);
    expect(await test_.store.journal.findByCommand('line_cmd', 'cmd_1')).toEqual(entries[0]);
    expect(await test_.store.journal.findByCommand('line_cmd', 'cmd_2')).toBeNull();
    expect(await test_.store.journal.findByCommand('line_a', 'cmd_1')).toBeNull();
  });
});

describe('repeats', () => {
  test('the same entries again change nothing, whole or in part', async () => {
    const entries = sealAll('line_again', payments(6));
    await test_.store.journal.append(entries.slice(0, 4));
    await test_.store.journal.append(entries.slice(0, 4));
    await test_.store.journal.append(entries.slice(2));
    await test_.store.journal.append(entries);
    expect(await collect('line_again')).toEqual(entries);
  });

  test('another process goes on where the first one ended', async () => {
    const entries = sealAll('line_moved', payments(5));
    await test_.store.journal.append(entries.slice(0, 3));
    const other = await openStore(test_.uri, { dbName: test_.dbName, dataKey: DATA_KEY });
    await other.journal.append(entries.slice(3));
    await other.close();
    await test_.store.journal.append(entries.slice(3)); // the first one tries again what it thinks was lost
    expect(await collect('line_moved')).toEqual(entries);
  });

  test('two writers of the same entries at the same time leave one journal', async () => {
    const entries = sealAll('line_race', payments(40));
    await Promise.all(Array.from({ length: 6 }, async () => await test_.store.journal.append(entries)));
    expect(await collect('line_race')).toEqual(entries);
  });

  test('nothing to append is fine', async () => {
    await expect(test_.store.journal.append([])).resolves.toBeUndefined();
  });
});

describe('contradictions', () => {
  const refusal = async (entries: readonly JournalEntry[]) =>
    await test_.store.journal.append(entries).then(
      () => null,
      (thrown: unknown) => thrown,
    );

  test('a number with other content', async () => {
    await test_.store.journal.append(sealAll('line_other', payments(3)));
    const thrown = await refusal(sealAll('line_other', payments(3, 999_999)));
    expect(thrown).toBeInstanceOf(JournalConflict);
    expect(thrown).toMatchObject({ lineId: 'line_other', seq: 1, reason: 'CONTENT' });
    expect(String(thrown)).not.toMatch(/999999|pay_/);
    expect(await collect('line_other')).toEqual(sealAll('line_other', payments(3)));
  });

  test('a command that already caused another entry', async () => {
    const cause = { commandId: 'cmd_1', body: null, reply: null };
    const [first, second, third] = sealAll('line_cmd2', payments(3), { 1: cause, 3: cause });
    await test_.store.journal.append([first!]);
    expect(await refusal([second!, third!])).toMatchObject({ lineId: 'line_cmd2', seq: 3, reason: 'COMMAND' });
    expect(await collect('line_cmd2')).toEqual([first, second]); // ordered: what came before the conflict is stored
  });

  test('another line may use the same command id', async () => {
    const cause = { commandId: 'cmd_shared', body: null, reply: null };
    await test_.store.journal.append(sealAll('line_s1', payments(1), { 1: cause }));
    await expect(test_.store.journal.append(sealAll('line_s2', payments(1), { 1: cause }))).resolves.toBeUndefined();
  });

  test('a gap before the first entry', async () => {
    const entries = sealAll('line_gap', payments(4));
    await test_.store.journal.append(entries.slice(0, 1));
    expect(await refusal(entries.slice(2))).toMatchObject({ lineId: 'line_gap', seq: 3, reason: 'CHAIN' });
  });

  test('a chain that does not continue the stored one', async () => {
    const [first, second] = sealAll('line_fork', payments(2));
    await test_.store.journal.append([first!]);
    const forked = seal('line_fork', second!.event, null, 'f'.repeat(64));
    expect(await refusal([forked])).toMatchObject({ seq: 2, reason: 'CHAIN' });
    expect(await refusal([seal('line_fork2', first!.event, null, 'f'.repeat(64))])).toMatchObject({
      seq: 1,
      reason: 'CHAIN',
    });
  });

  test('entries that are no chain among themselves, or of two lines', async () => {
    const a = sealAll('line_x1', payments(3));
    expect(await refusal([a[0]!, a[2]!])).toMatchObject({ seq: 3, reason: 'CHAIN' });
    expect(await refusal([a[0]!, sealAll('line_x2', payments(2))[1]!])).toHaveProperty('name', 'InvariantViolation');
    expect(await collect('line_x1')).toEqual([]);
  });
});

describe('trial balance', () => {
  test('sums postings exactly, of one line and of all', async () => {
    await test_.store.journal.append(sealAll('line_tb', payments(4, 3_000_000_001)));
    const balance = await test_.store.journal.trialBalance({ lineId: 'line_tb' });
    expect(balance).toEqual({
      accounts: { BANK: 12_000_000_004, PRINCIPAL_RECEIVABLE: -12_000_000_004 },
      totalMinor: 0,
      unknown: {},
    });
    expect(await test_.store.journal.trialBalance({ lineId: 'line_none' })).toEqual({
      accounts: {},
      totalMinor: 0,
      unknown: {},
    });
  });

  test('sums all lines', async () => {
    const other = await openTestStore();
    await other.store.journal.append(sealAll('line_1', payments(2, 5)));
    await other.store.journal.append(sealAll('line_2', payments(3, 7)));
    expect((await other.store.journal.trialBalance()).accounts).toEqual({ BANK: 31, PRINCIPAL_RECEIVABLE: -31 });
    await other.close();
  }, 30_000);
});
